"""Makes the eight things with boto3, one call after another; says `ready`, waits for a line, says `done`."""

import json
import sys

import boto3

endpoint, region, connections = sys.argv[1:]
s3, kms, iam = (boto3.client(name, endpoint_url=endpoint, region_name=region) for name in ("s3", "kms", "iam"))
if connections == "warm":
    s3.list_buckets()
    kms.list_keys()
    iam.list_roles()

print("ready", flush=True)
sys.stdin.readline()

bucket = "vcc-recordings-7f3a91c2"
key = kms.create_key(Description="VCC recordings")["KeyMetadata"]
kms.create_alias(AliasName="alias/vcc-recordings", TargetKeyId=key["KeyId"])
s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
s3.put_public_access_block(
    Bucket=bucket,
    PublicAccessBlockConfiguration=dict.fromkeys(
        ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
    ),
)
s3.put_bucket_encryption(
    Bucket=bucket,
    ServerSideEncryptionConfiguration={
        "Rules": [
            {
                "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key["Arn"]},
                "BucketKeyEnabled": True,
            }
        ]
    },
)
policy = iam.create_policy(
    PolicyName="vcc-export",
    PolicyDocument=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": f"arn:aws:s3:::{bucket}/*"},
                {"Effect": "Allow", "Action": ["kms:GenerateDataKey"], "Resource": key["Arn"]},
            ],
        }
    ),
)["Policy"]
iam.create_role(
    RoleName="vcc-export",
    AssumeRolePolicyDocument=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws:iam::210987654321:role/vcc-export-primary"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    ),
)
iam.attach_role_policy(RoleName="vcc-export", PolicyArn=policy["Arn"])
print("done", flush=True)
