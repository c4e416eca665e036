"""Prints, as JSON, the buckets, keys, policies and roles that an AWS endpoint holds, with every setting."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, region = sys.argv[1:]


def client(service):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id="123456789012",
        aws_secret_access_key="test",
        config=Config(retries={"mode": "standard"}, s3={"addressing_style": "path"}),
    )


s3, kms, iam = client("s3"), client("kms"), client("iam")


def setting(call, *keys, **arguments):
    """What a call returns under `keys`, or None where AWS says that there is nothing."""
    try:
        answer = call(**arguments)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return None
        raise
    for key in keys:
        answer = answer.get(key) if answer else None
    return answer


def listed(of, operation, key, **arguments):
    return of.get_paginator(operation).paginate(**arguments).build_full_result()[key]


def tags(pairs, key="Key", value="Value"):
    return {pair[key]: pair[value] for pair in pairs or []}


def bucket(name):
    policy = setting(s3.get_bucket_policy, "Policy", Bucket=name)
    return {
        "location": setting(s3.get_bucket_location, "LocationConstraint", Bucket=name),
        "tags": tags(setting(s3.get_bucket_tagging, "TagSet", Bucket=name)),
        "public_access_block": setting(s3.get_public_access_block, "PublicAccessBlockConfiguration", Bucket=name),
        "encryption": setting(s3.get_bucket_encryption, "ServerSideEncryptionConfiguration", "Rules", Bucket=name),
        "ownership": setting(s3.get_bucket_ownership_controls, "OwnershipControls", "Rules", Bucket=name),
        "policy": json.loads(policy) if policy else None,
        "versioning": setting(s3.get_bucket_versioning, "Status", Bucket=name),
        "lifecycle": setting(s3.get_bucket_lifecycle_configuration, "Rules", Bucket=name),
        "objects": [item["Key"] for item in s3.list_objects_v2(Bucket=name).get("Contents", [])],
    }


def key(key_id):
    described = kms.describe_key(KeyId=key_id)["KeyMetadata"]
    return {
        "arn": described["Arn"],
        "state": described["KeyState"],
        "spec": described["KeySpec"],
        "usage": described.get("KeyUsage", "ENCRYPT_DECRYPT"),
        "manager": described["KeyManager"],
        "description": described["Description"],
        "rotation": setting(kms.get_key_rotation_status, "KeyRotationEnabled", KeyId=key_id),
        "aliases": [alias["AliasName"] for alias in listed(kms, "list_aliases", "Aliases", KeyId=key_id)],
        "tags": tags(listed(kms, "list_resource_tags", "Tags", KeyId=key_id), "TagKey", "TagValue"),
        "policy": json.loads(kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]),
    }


def policy(summary):
    arn, version = summary["Arn"], summary["DefaultVersionId"]
    return {
        "arn": arn,
        "id": summary["PolicyId"],
        "path": summary["Path"],
        "description": iam.get_policy(PolicyArn=arn)["Policy"].get("Description"),
        "document": iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"],
        "tags": tags(iam.list_policy_tags(PolicyArn=arn)["Tags"]),
    }


def role(summary):
    name = summary["RoleName"]
    described = iam.get_role(RoleName=name)["Role"]
    return {
        "arn": described["Arn"],
        "id": described["RoleId"],
        "path": described["Path"],
        "description": described.get("Description"),
        "permissions_boundary": described.get("PermissionsBoundary"),
        "trust": described["AssumeRolePolicyDocument"],
        "tags": tags(iam.list_role_tags(RoleName=name)["Tags"]),
        "attached": [item["PolicyArn"] for item in listed(iam, "list_attached_role_policies", "AttachedPolicies", RoleName=name)],
        "inline": listed(iam, "list_role_policies", "PolicyNames", RoleName=name),
    }


json.dump(
    {
        "buckets": {item["Name"]: bucket(item["Name"]) for item in s3.list_buckets()["Buckets"]},
        "keys": {item["KeyId"]: key(item["KeyId"]) for item in listed(kms, "list_keys", "Keys")},
        "policies": {item["PolicyName"]: policy(item) for item in listed(iam, "list_policies", "Policies", Scope="Local")},
        "roles": {item["RoleName"]: role(item) for item in listed(iam, "list_roles", "Roles")},
    },
    sys.stdout,
    default=str,
)
