"""boto3 against an endpoint whose clock is moved by hand: schedules, parameters, secrets, roles, log groups. Usage: boto3_stores.py ENDPOINT"""

import base64
import gzip
import io
import json
import sys
import urllib.request
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
config = Config(region_name="us-east-1", retries={"mode": "standard", "total_max_attempts": 1}, connect_timeout=10, read_timeout=60)
session = boto3.Session(aws_access_key_id="111111111111", aws_secret_access_key="secret", region_name="us-east-1")


def client(name):
    return session.client(name, endpoint_url=endpoint, config=config)


schedules, parameters, secrets, roles, logs = client("scheduler"), client("ssm"), client("secretsmanager"), client("iam"), client("logs")
functions, queues = client("lambda"), client("sqs")
checks = 0


def check(condition, what):
    global checks
    if not condition:
        raise AssertionError(what)
    checks += 1


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        check(e.response["Error"]["Code"] == code, f"{e.response['Error']} instead of {code}")
        return e.response["Error"]["Message"]
    raise AssertionError(f"{code} was expected")


def control(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{endpoint}/_lambdasim/{path}", data=data)) as answer:
        return json.loads(answer.read() or b"{}")


def advance(seconds):
    control("advance", {"seconds": seconds})


# Parameter Store.
check(parameters.put_parameter(Name="/orders/table", Value="orders-7", Type="String", Tags=[{"Key": "team", "Value": "a"}])["Version"] == 1, "the first version")
refused("ParameterAlreadyExists", parameters.put_parameter, Name="/orders/table", Value="x", Type="String")
check(parameters.put_parameter(Name="/orders/table", Value="orders-8", Overwrite=True)["Version"] == 2, "the second version")
parameters.put_parameter(Name="/orders/password", Value="xyz", Type="SecureString")
check(parameters.get_parameter(Name="/orders/table:1")["Parameter"]["Value"] == "orders-7", "a version by its number")
check(parameters.get_parameter(Name="/orders/password", WithDecryption=True)["Parameter"]["Value"] == "xyz", "a secure string")
check([p["Name"] for p in parameters.get_parameters_by_path(Path="/orders")["Parameters"]] == ["/orders/password", "/orders/table"], "by path")
check(parameters.get_parameters(Names=["/orders/table", "/none"])["InvalidParameters"] == ["/none"], "several")
parameters.label_parameter_version(Name="/orders/table", ParameterVersion=1, Labels=["live"])
check(parameters.get_parameter(Name="/orders/table:live")["Parameter"]["Selector"] == ":live", "a label")
check(len(list(parameters.get_paginator("describe_parameters").paginate(PaginationConfig={"PageSize": 1}))) == 2, "pages")
refused("ParameterNotFound", parameters.get_parameter, Name="/none")

# Secrets Manager.
arn = secrets.create_secret(Name="orders/db", SecretString="1")["ARN"]
secrets.put_secret_value(SecretId=arn, SecretString="2")
check(secrets.get_secret_value(SecretId="orders/db")["SecretString"] == "2", "the current value")
check(secrets.get_secret_value(SecretId="orders/db", VersionStage="AWSPREVIOUS")["SecretString"] == "1", "the previous value")
secrets.create_secret(Name="bytes", SecretBinary=b"\x00\xff")
check(secrets.get_secret_value(SecretId="bytes")["SecretBinary"] == b"\x00\xff", "bytes")
if hasattr(secrets, "batch_get_secret_value"):  # older clients do not know it
    check(len(secrets.batch_get_secret_value(SecretIdList=["orders/db", "bytes", "none"])["Errors"]) == 1, "a batch")
secrets.delete_secret(SecretId="bytes", RecoveryWindowInDays=7)
refused("InvalidRequestException", secrets.get_secret_value, SecretId="bytes")
secrets.restore_secret(SecretId="bytes")
check([s["Name"] for s in secrets.list_secrets()["SecretList"]] == ["bytes", "orders/db"], "a list")

# IAM.
trust = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
role = roles.create_role(RoleName="worker", AssumeRolePolicyDocument=trust)["Role"]
check(roles.get_role(RoleName="worker")["Role"]["AssumeRolePolicyDocument"] == json.loads(trust), "who may be it")
roles.put_role_policy(RoleName="worker", PolicyName="own", PolicyDocument=trust)
check(roles.get_role_policy(RoleName="worker", PolicyName="own")["PolicyDocument"] == json.loads(trust), "a policy of its own")
policy = roles.create_policy(PolicyName="shared", PolicyDocument=trust)["Policy"]["Arn"]
roles.attach_role_policy(RoleName="worker", PolicyArn=policy)
roles.attach_role_policy(RoleName="worker", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
check(len(roles.list_attached_role_policies(RoleName="worker")["AttachedPolicies"]) == 2, "attached policies")
check(roles.get_policy_version(PolicyArn=policy, VersionId="v1")["PolicyVersion"]["IsDefaultVersion"], "a version of a policy")
check(roles.list_instance_profiles_for_role(RoleName="worker")["InstanceProfiles"] == [], "no instance profiles")
refused("DeleteConflict", roles.delete_role, RoleName="worker")
refused("NoSuchEntity", roles.get_role, RoleName="none")

# Log groups.
logs.create_log_group(logGroupName="/app/orders", tags={"team": "a"})
logs.put_retention_policy(logGroupName="/app/orders", retentionInDays=14)
group = logs.describe_log_groups(logGroupNamePrefix="/app/")["logGroups"][0]
check(group["retentionInDays"] == 14 and group["arn"].endswith(":*"), group)
check(logs.list_tags_for_resource(resourceArn=group["arn"][:-2])["tags"] == {"team": "a"}, "tags")
refused("ResourceAlreadyExistsException", logs.create_log_group, logGroupName="/app/orders")
refused("ResourceNotFoundException", logs.put_retention_policy, logGroupName="/none", retentionInDays=14)


# A schedule across the night in which the clocks of Berlin skip an hour.
def stand_in(behavior, **params):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("lambdasim-standin.json", json.dumps({"standIn": 1, "behavior": behavior, "params": params}))
    return data.getvalue()


url = queues.create_queue(QueueName="nightly")["QueueUrl"]
target = {"Arn": "arn:aws:sqs:us-east-1:111111111111:nightly", "RoleArn": role["Arn"], "Input": "<aws.scheduler.scheduled-time>"}
window = {"Mode": "OFF"}
schedules.create_schedule_group(Name="jobs", Tags=[{"Key": "team", "Value": "a"}])
made = schedules.create_schedule(Name="nightly", GroupName="jobs", ScheduleExpression="cron(30 2 * * ? *)", ScheduleExpressionTimezone="Europe/Berlin", FlexibleTimeWindow=window, Target=target)
check(made["ScheduleArn"] == "arn:aws:scheduler:us-east-1:111111111111:schedule/jobs/nightly", made)
check(refused("ValidationException", schedules.create_schedule, Name="b", ScheduleExpression="rate(10 seconds)", FlexibleTimeWindow=window, Target=target) == "Invalid Schedule Expression rate(10 seconds).", "words")
refused("ConflictException", schedules.create_schedule, Name="nightly", GroupName="jobs", ScheduleExpression="rate(1 hour)", FlexibleTimeWindow=window, Target=target)
check(schedules.get_schedule(Name="nightly", GroupName="jobs")["Target"]["RetryPolicy"]["MaximumRetryAttempts"] == 185, "defaults")
advance(72 * 3600)
times = sorted(m["Body"] for m in queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"])
check(times == ["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z"], times)
tags = "arn:aws:scheduler:us-east-1:111111111111:schedule-group/jobs"
schedules.untag_resource(ResourceArn=tags, TagKeys=["team"])
check(schedules.list_tags_for_resource(ResourceArn=tags)["Tags"] == [], "no tags")
schedules.update_schedule(Name="nightly", GroupName="jobs", ScheduleExpression="rate(1 hour)", FlexibleTimeWindow=window, Target=target, State="DISABLED")
check([s["State"] for s in schedules.list_schedules(GroupName="jobs")["Schedules"]] == ["DISABLED"], "a list")
schedules.delete_schedule_group(Name="jobs")
refused("ResourceNotFoundException", schedules.get_schedule, Name="nightly", GroupName="jobs")

# Lines of a function go to another.
functions.create_function(FunctionName="source", Runtime="python3.12", Role=role["Arn"], Handler="app.handler", Code={"ZipFile": stand_in("echo")})
functions.create_function(FunctionName="alarm", Runtime="python3.12", Role=role["Arn"], Handler="app.handler", Code={"ZipFile": stand_in("echo")})
functions.get_waiter("function_active_v2").wait(FunctionName="alarm")
functions.get_waiter("function_active_v2").wait(FunctionName="source")
failed = queues.create_queue(QueueName="told")["QueueUrl"]
functions.put_function_event_invoke_config(FunctionName="alarm", DestinationConfig={"OnSuccess": {"Destination": "arn:aws:sqs:us-east-1:111111111111:told"}})
logs.put_subscription_filter(logGroupName="/aws/lambda/source", filterName="reports", filterPattern="REPORT", destinationArn="arn:aws:lambda:us-east-1:111111111111:function:alarm")
functions.invoke(FunctionName="source", Payload=b"{}")
advance(30)
event = json.loads(queues.receive_message(QueueUrl=failed)["Messages"][0]["Body"])["requestPayload"]
data = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
check(data["logGroup"] == "/aws/lambda/source" and len(data["logEvents"]) == 1 and data["logEvents"][0]["message"].startswith("REPORT RequestId"), data)

print(f"{checks} checks passed")
