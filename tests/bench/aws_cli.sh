#!/usr/bin/env bash
# Makes the eight things with the AWS CLI: aws_cli.sh PROGRAM ENDPOINT REGION
set -euo pipefail
readonly aws=("$1" --endpoint-url "$2" --region "$3" --output text)
readonly region="$3" bucket=vcc-recordings-7f3a91c2

key="$("${aws[@]}" kms create-key --description "VCC recordings" --query KeyMetadata.Arn)"
"${aws[@]}" kms create-alias --alias-name alias/vcc-recordings --target-key-id "${key##*/}"
"${aws[@]}" s3api create-bucket --bucket "$bucket" --create-bucket-configuration "LocationConstraint=$region"
"${aws[@]}" s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration \
  BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
"${aws[@]}" s3api put-bucket-encryption --bucket "$bucket" --server-side-encryption-configuration \
  "{\"Rules\":[{\"ApplyServerSideEncryptionByDefault\":{\"SSEAlgorithm\":\"aws:kms\",\"KMSMasterKeyID\":\"$key\"},\"BucketKeyEnabled\":true}]}"
policy="$("${aws[@]}" iam create-policy --policy-name vcc-export --query Policy.Arn --policy-document \
  "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],\"Resource\":\"arn:aws:s3:::$bucket/*\"},{\"Effect\":\"Allow\",\"Action\":[\"kms:GenerateDataKey\"],\"Resource\":\"$key\"}]}")"
"${aws[@]}" iam create-role --role-name vcc-export --assume-role-policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::210987654321:role/vcc-export-primary"},"Action":"sts:AssumeRole"}]}'
"${aws[@]}" iam attach-role-policy --role-name vcc-export --policy-arn "$policy"
