"""boto3 against S3 of the endpoint: objects, large uploads, listings, and a notification that runs a function."""

import io
import json
import sys
import time
import zipfile

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
SETTINGS = dict(region_name="us-east-1", endpoint_url=ENDPOINT, aws_access_key_id="test", aws_secret_access_key="test")
s3 = boto3.client("s3", config=Config(retries={"max_attempts": 0}), **SETTINGS)
sqs = boto3.client("sqs", **SETTINGS)
awslambda = boto3.client("lambda", **SETTINGS)
CHECKS = 0


def check(what, condition):
    global CHECKS
    CHECKS += 1
    if not condition:
        sys.exit(f"FAILED: {what}")


def refused(code, call):
    try:
        call()
    except ClientError as e:
        check(f"{code}, was {e.response['Error']}", e.response["Error"]["Code"] == code)
        return
    sys.exit(f"FAILED: {code} expected")


s3.create_bucket(Bucket="uploads")
check("a bucket is listed", [b["Name"] for b in s3.list_buckets()["Buckets"]] == ["uploads"])
check("a bucket is there", s3.head_bucket(Bucket="uploads")["ResponseMetadata"]["HTTPHeaders"]["x-amz-bucket-region"] == "us-east-1")
refused("404", lambda: s3.head_bucket(Bucket="nobody"))

put = s3.put_object(Bucket="uploads", Key="a b/ä+%.txt", Body=b"hello", ContentType="text/plain", Metadata={"order": "7"}, Tagging="k=v", ChecksumAlgorithm="CRC32")
check("the tag is the MD5", put["ETag"] == '"5d41402abc4b2a76b9719d911017c592"')
check("the checksum comes back", put["ChecksumCRC32"] == "NhCmhg==")
got = s3.get_object(Bucket="uploads", Key="a b/ä+%.txt")
check("an object comes back", got["Body"].read() == b"hello" and got["Metadata"] == {"order": "7"} and got["ContentType"] == "text/plain")
check("a range", s3.get_object(Bucket="uploads", Key="a b/ä+%.txt", Range="bytes=1-2")["Body"].read() == b"el")
check("a head", s3.head_object(Bucket="uploads", Key="a b/ä+%.txt")["ContentLength"] == 5)
check("tags", s3.get_object_tagging(Bucket="uploads", Key="a b/ä+%.txt")["TagSet"] == [{"Key": "k", "Value": "v"}])
refused("NoSuchKey", lambda: s3.get_object(Bucket="uploads", Key="none"))
refused("404", lambda: s3.head_object(Bucket="uploads", Key="none"))
if "IfNoneMatch" in s3.meta.service_model.operation_model("PutObject").input_shape.members:  # younger clients
    refused("PreconditionFailed", lambda: s3.put_object(Bucket="uploads", Key="a b/ä+%.txt", Body=b"", IfNoneMatch="*"))
for algorithm in ("CRC32", "SHA1", "SHA256"):
    check(algorithm, f"Checksum{algorithm}" in s3.put_object(Bucket="uploads", Key="sum", Body=b"1", ChecksumAlgorithm=algorithm))

large = bytes(range(256)) * 4096 * 20
s3.upload_fileobj(io.BytesIO(large), "uploads", "large", Config=TransferConfig(multipart_threshold=8 << 20, multipart_chunksize=8 << 20))
check("20 MB in parts", s3.head_object(Bucket="uploads", Key="large")["ETag"].endswith('-3"'))
target = io.BytesIO()
s3.download_fileobj("uploads", "large", target)
check("20 MB come back", target.getvalue() == large)
s3.copy({"Bucket": "uploads", "Key": "large"}, "uploads", "copy", Config=TransferConfig(multipart_threshold=8 << 20, multipart_chunksize=8 << 20))
check("20 MB are copied in parts", s3.head_object(Bucket="uploads", Key="copy")["ContentLength"] == len(large))

for i in range(25):
    s3.put_object(Bucket="uploads", Key=f"list/{i % 5}/{i}", Body=b"")
pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket="uploads", Prefix="list/", PaginationConfig={"PageSize": 4}))
check("pages", len(pages) == 7 and sum(p["KeyCount"] for p in pages) == 25)
check("prefixes", [p["Prefix"] for p in s3.list_objects_v2(Bucket="uploads", Prefix="list/", Delimiter="/")["CommonPrefixes"]] == [f"list/{i}/" for i in range(5)])
check("keys are decoded", s3.list_objects_v2(Bucket="uploads", Prefix="a ")["Contents"][0]["Key"] == "a b/ä+%.txt")
deleted = s3.delete_objects(Bucket="uploads", Delete={"Objects": [{"Key": o["Key"]} for p in pages for o in p["Contents"]]})
check("many are deleted", len(deleted["Deleted"]) == 25)

url = s3.generate_presigned_url("put_object", Params={"Bucket": "uploads", "Key": "signed"})
import urllib.request  # noqa: E402

urllib.request.urlopen(urllib.request.Request(url, data=b"from a link", method="PUT", headers={"Content-Type": ""})).read()
check("a presigned URL", urllib.request.urlopen(s3.generate_presigned_url("get_object", Params={"Bucket": "uploads", "Key": "signed"})).read() == b"from a link")

queue = sqs.create_queue(QueueName="told")["QueueUrl"]
arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
s3.put_bucket_notification_configuration(Bucket="uploads", NotificationConfiguration={"QueueConfigurations": [
    {"QueueArn": arn, "Events": ["s3:ObjectCreated:*"], "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "in/"}]}}}]})
s3.put_object(Bucket="uploads", Key="in/x y", Body=b"1")
s3.put_object(Bucket="uploads", Key="out/x", Body=b"1")
bodies = []
for _ in range(50):
    bodies += [json.loads(m["Body"]) for m in sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", [])]
    if len(bodies) >= 2:
        break
    time.sleep(0.05)
check("a test message and an event", [b.get("Event") for b in bodies] == ["s3:TestEvent", None] and bodies[1]["Records"][0]["s3"]["object"]["key"] == "in/x+y")
refused("InvalidArgument", lambda: s3.put_bucket_notification_configuration(Bucket="uploads", NotificationConfiguration={"QueueConfigurations": [
    {"QueueArn": "no-arn", "Events": ["s3:ObjectCreated:*"]}]}))
s3.put_bucket_notification_configuration(Bucket="uploads", NotificationConfiguration={})

archive = io.BytesIO()
with zipfile.ZipFile(archive, "w") as z:
    z.writestr("lambdasim-standin.json", '{"standIn": 1, "behavior": "echo"}')
s3.put_object(Bucket="uploads", Key="code.zip", Body=archive.getvalue())
created = awslambda.create_function(FunctionName="from-bucket", Runtime="python3.13", Handler="index.handler", Role="arn:aws:iam::123456789012:role/r", Code={"S3Bucket": "uploads", "S3Key": "code.zip"})
check("code comes from the bucket", created["CodeSize"] == len(archive.getvalue()))

for call in ("get_bucket_policy", "get_bucket_cors", "get_bucket_lifecycle_configuration", "get_bucket_tagging", "get_bucket_website", "get_bucket_replication"):
    try:
        getattr(s3, call)(Bucket="uploads")
        sys.exit(f"FAILED: {call}")
    except ClientError as e:
        check(call, e.response["ResponseMetadata"]["HTTPStatusCode"] == 404)
for call in ("get_bucket_acl", "get_bucket_encryption", "get_bucket_versioning", "get_bucket_logging", "get_bucket_request_payment", "get_bucket_accelerate_configuration", "get_public_access_block", "get_bucket_ownership_controls"):
    check(call, getattr(s3, call)(Bucket="uploads")["ResponseMetadata"]["HTTPStatusCode"] == 200)
check("access is blocked", s3.get_public_access_block(Bucket="uploads")["PublicAccessBlockConfiguration"]["BlockPublicAcls"] is True)

virtual = boto3.client("s3", config=Config(s3={"addressing_style": "virtual"}), **{**SETTINGS, "endpoint_url": ENDPOINT.replace("127.0.0.1", "localhost")})
try:
    check("by host", virtual.get_object(Bucket="uploads", Key="signed")["Body"].read() == b"from a link")
except Exception as e:  # a machine that does not resolve names below localhost
    if "Could not connect" not in str(e):
        raise

for page in s3.get_paginator("list_objects_v2").paginate(Bucket="uploads"):
    for o in page.get("Contents", []):
        s3.delete_object(Bucket="uploads", Key=o["Key"])
s3.delete_bucket(Bucket="uploads")
check("nothing is left", s3.list_buckets()["Buckets"] == [])
print(f"{CHECKS} checks passed")
