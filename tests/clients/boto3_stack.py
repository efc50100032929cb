"""boto3 applies, compares and destroys a stack, as Terraform does, and lets a poison message end in the dead-letter queue. Usage: boto3_stack.py ENDPOINT"""

import io
import json
import sys
import urllib.request
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
config = Config(region_name="us-east-1", retries={"mode": "standard", "total_max_attempts": 1}, connect_timeout=10, read_timeout=60, s3={"addressing_style": "path"})
session = boto3.Session(aws_access_key_id="111111111111", aws_secret_access_key="secret", region_name="us-east-1")
checks = 0


def client(name):
    return session.client(name, endpoint_url=endpoint, config=config)


iam, sqs, sns, s3, events, functions = client("iam"), client("sqs"), client("sns"), client("s3"), client("events"), client("lambda")


def check(condition, what):
    global checks
    if not condition:
        raise AssertionError(what)
    checks += 1


def gone(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        check(e.response["Error"]["Code"] in code, f"{e.response['Error']} instead of {code}")
    else:
        raise AssertionError(f"{arguments} is still there")


def advance(seconds):
    request = urllib.request.Request(f"{endpoint}/_lambdasim/advance", data=json.dumps({"seconds": seconds}).encode())
    with urllib.request.urlopen(request) as answer:
        answer.read()


def code(stand_in):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("lambdasim-standin.json", json.dumps(stand_in))
    return data.getvalue()


# Apply.
role = iam.create_role(RoleName="orders", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}))["Role"]
iam.attach_role_policy(RoleName="orders", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
dead = sqs.create_queue(QueueName="orders-dead")["QueueUrl"]
dead_arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
queue = sqs.create_queue(QueueName="orders", Attributes={
    "VisibilityTimeout": "30", "RedrivePolicy": json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 2})})["QueueUrl"]
queue_arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
topic = sns.create_topic(Name="orders")["TopicArn"]
subscription = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue_arn, Attributes={"RawMessageDelivery": "true"}, ReturnSubscriptionArn=True)["SubscriptionArn"]
s3.create_bucket(Bucket="orders-bucket")
s3.put_object(Bucket="orders-bucket", Key="code.zip", Body=code({"standIn": 1, "behavior": "failIf", "params": {"key": "Records"}}))
function = functions.create_function(FunctionName="orders", Runtime="python3.12", Role=role["Arn"], Handler="index.handler", Timeout=10,
                                     Code={"S3Bucket": "orders-bucket", "S3Key": "code.zip"})["FunctionArn"]
advance(5)
mapping = functions.create_event_source_mapping(EventSourceArn=queue_arn, FunctionName="orders", BatchSize=1)["UUID"]
rule = events.put_rule(Name="orders", EventPattern=json.dumps({"source": ["shop"]}))["RuleArn"]
events.put_targets(Rule="orders", Targets=[{"Id": "queue", "Arn": queue_arn}])
functions.add_permission(FunctionName="orders", StatementId="rule", Action="lambda:InvokeFunction", Principal="events.amazonaws.com", SourceArn=rule)
advance(60)


def plan():
    """What a second run reads to find that nothing is to be done."""
    described = functions.get_function(FunctionName="orders")["Configuration"]
    return [
        iam.get_role(RoleName="orders")["Role"]["Arn"],
        [p["PolicyName"] for p in iam.list_attached_role_policies(RoleName="orders")["AttachedPolicies"]],
        iam.list_role_policies(RoleName="orders")["PolicyNames"],
        {k: v for k, v in sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"].items() if not k.startswith("Approximate") and k != "LastModifiedTimestamp"},
        sqs.list_queue_tags(QueueUrl=queue).get("Tags"),
        sns.get_topic_attributes(TopicArn=topic)["Attributes"],
        sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"],
        s3.head_bucket(Bucket="orders-bucket")["ResponseMetadata"]["HTTPStatusCode"],
        {k: described[k] for k in ("FunctionName", "Role", "Handler", "Runtime", "Timeout", "MemorySize", "CodeSha256", "State")},
        functions.get_policy(FunctionName="orders")["Policy"],
        {k: v for k, v in functions.get_event_source_mapping(UUID=mapping).items() if k not in ("ResponseMetadata", "LastModified")},
        {k: v for k, v in events.describe_rule(Name="orders").items() if k != "ResponseMetadata"},
        events.list_targets_by_rule(Rule="orders")["Targets"],
    ]


before = plan()
check(before == plan(), "a second plan differs")
check(before[8]["State"] == "Active" and before[10]["State"] == "Enabled", "the stack is not ready")

# A poison message by each way: straight, through the topic, through the rule.
sqs.send_message(QueueUrl=queue, MessageBody="poison")
sns.publish(TopicArn=topic, Message="poison of the topic")
events.put_events(Entries=[{"Source": "shop", "DetailType": "order", "Detail": "{\"id\": 7}"}])
advance(300)
found = sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10, AttributeNames=["All"])["Messages"]
bodies = sorted(m["Body"] for m in found)
check(bodies[:2] == ["poison", "poison of the topic"] and json.loads(bodies[2])["detail"] == {"id": 7}, bodies)
check(all(int(m["Attributes"]["ApproximateReceiveCount"]) >= 3 for m in found), "each was received twice before, and now")
check(before == plan(), "messages changed the stack")

# Destroy.
events.remove_targets(Rule="orders", Ids=["queue"])
events.delete_rule(Name="orders")
functions.delete_event_source_mapping(UUID=mapping)
functions.delete_function(FunctionName="orders")
sns.unsubscribe(SubscriptionArn=subscription)
sns.delete_topic(TopicArn=topic)
s3.delete_object(Bucket="orders-bucket", Key="code.zip")
s3.delete_bucket(Bucket="orders-bucket")
sqs.delete_queue(QueueUrl=queue)
sqs.delete_queue(QueueUrl=dead)
iam.detach_role_policy(RoleName="orders", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
iam.delete_role(RoleName="orders")
advance(60)
gone(["ResourceNotFoundException"], functions.get_function, FunctionName="orders")
gone(["ResourceNotFoundException"], functions.get_event_source_mapping, UUID=mapping)
gone(["NotFound", "NotFoundException"], sns.get_topic_attributes, TopicArn=topic)
gone(["404", "NoSuchBucket"], s3.head_bucket, Bucket="orders-bucket")
gone(["ResourceNotFoundException"], events.describe_rule, Name="orders")
gone(["AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"], sqs.get_queue_url, QueueName="orders")
gone(["NoSuchEntity"], iam.get_role, RoleName="orders")

print(f"{checks} checks passed")
