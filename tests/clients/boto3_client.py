"""boto3 against the endpoint, from creation to deletion. Usage: boto3_client.py ENDPOINT"""

import base64
import io
import json
import sys
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
config = Config(region_name="us-east-1", retries={"mode": "standard", "total_max_attempts": 3}, connect_timeout=10, read_timeout=60)
session = boto3.Session(aws_access_key_id="111111111111", aws_secret_access_key="secret", region_name="us-east-1")
functions = session.client("lambda", endpoint_url=endpoint, config=config)
queues = session.client("sqs", endpoint_url=endpoint, config=config)
sts = session.client("sts", endpoint_url=endpoint, config=config)

ROLE = "arn:aws:iam::111111111111:role/boto"
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
        return e.response
    raise AssertionError(f"{code} was expected")


def stand_in(behavior, **params):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("lambdasim-standin.json", json.dumps({"standIn": 1, "behavior": behavior, "params": params}))
    return data.getvalue()


def create(name, code, **more):
    return functions.create_function(FunctionName=name, Runtime="python3.12", Role=ROLE, Handler="app.handler", Code={"ZipFile": code}, **more)


def invoke(name, payload=None, **more):
    answer = functions.invoke(FunctionName=name, Payload=json.dumps(payload), **more)
    return answer, answer["Payload"].read()


check(sts.get_caller_identity()["Account"] == "111111111111", "the account of the access key")

created = create("boto-orders", stand_in("echo"), Timeout=5)
check(created["FunctionArn"] == "arn:aws:lambda:us-east-1:111111111111:function:boto-orders", created["FunctionArn"])
functions.get_waiter("function_active_v2").wait(FunctionName="boto-orders")

stale = functions.get_function_configuration(FunctionName="boto-orders")["RevisionId"]
functions.update_function_configuration(FunctionName="boto-orders", Description="first", RevisionId=stale)
functions.get_waiter("function_updated_v2").wait(FunctionName="boto-orders")
refused("PreconditionFailedException", functions.update_function_configuration, FunctionName="boto-orders", Description="second", RevisionId=stale)

check(functions.publish_version(FunctionName="boto-orders")["Version"] == "1", "the first version")
functions.update_function_code(FunctionName="boto-orders", ZipFile=stand_in("constant", value="two"))
functions.get_waiter("function_updated_v2").wait(FunctionName="boto-orders")
check(functions.publish_version(FunctionName="boto-orders")["Version"] == "2", "the second version")
check(functions.publish_version(FunctionName="boto-orders")["Version"] == "2", "nothing changed, nothing is published")

functions.create_alias(FunctionName="boto-orders", Name="live", FunctionVersion="1")
check(invoke("boto-orders", {"n": 1}, Qualifier="live")[1] == b'{"n": 1}', "the alias's version echoes")
functions.update_alias(FunctionName="boto-orders", Name="live", RoutingConfig={"AdditionalVersionWeights": {"2": 0.3}})
seen = [invoke("boto-orders", {}, Qualifier="live")[0]["ExecutedVersion"] for _ in range(100)]
check(set(seen) == {"1", "2"} and 10 < seen.count("2") < 50, f"a weighted alias: {seen.count('2')} of 100")

answer, payload = invoke("boto-orders", {"n": 2}, Qualifier="1", LogType="Tail")
log = base64.b64decode(answer["LogResult"]).decode()
check(log.startswith("START RequestId: ") and "REPORT RequestId: " in log, log)
check(answer["ResponseMetadata"]["RequestId"] in log, "the request's id stands in its log")
check(invoke("boto-orders", {}, InvocationType="Event")[0]["StatusCode"] == 202, "an event is accepted")
check(invoke("boto-orders", {}, InvocationType="DryRun")[0]["StatusCode"] == 204, "a dry run")

create("boto-fails", stand_in("fail", errorMessage="on purpose"))
answer, payload = invoke("boto-fails", {})
check(answer["FunctionError"] == "Unhandled" and json.loads(payload)["errorMessage"] == "on purpose", payload)
refused("InvalidRequestContentException", functions.invoke, FunctionName="boto-orders", Payload=b"{oops")
refused("ResourceNotFoundException", functions.invoke, FunctionName="boto-none")

url = queues.create_queue(QueueName="boto-failed")["QueueUrl"]
arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
functions.put_function_event_invoke_config(FunctionName="boto-fails", MaximumRetryAttempts=1, DestinationConfig={"OnFailure": {"Destination": arn}})
invoke("boto-fails", {"n": 3}, InvocationType="Event")
received = queues.receive_message(QueueUrl=url, WaitTimeSeconds=5)["Messages"]
record = json.loads(received[0]["Body"])
check(record["requestContext"]["condition"] == "RetriesExhausted" and record["requestContext"]["approximateInvokeCount"] == 2, record)
queues.delete_message(QueueUrl=url, ReceiptHandle=received[0]["ReceiptHandle"])

functions.put_function_concurrency(FunctionName="boto-orders", ReservedConcurrentExecutions=0)
sent = []
functions.meta.events.register("before-send.lambda.Invoke", lambda request, **_: sent.append(request.url))
throttled = refused("TooManyRequestsException", functions.invoke, FunctionName="boto-orders")
check(throttled["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded", throttled)
check(len(sent) == 3, f"the client tries three times: {len(sent)}")
functions.delete_function_concurrency(FunctionName="boto-orders")
check(invoke("boto-orders", {})[0]["StatusCode"] == 200, "no reservation any more")

for i in range(5):
    create(f"boto-page-{i}", stand_in("nothing"))
pages = list(functions.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 2}))
names = [f["FunctionName"] for page in pages for f in page["Functions"]]
check(len(pages) >= 4 and names == sorted(names) and {f"boto-page-{i}" for i in range(5)} <= set(names), names)

for name in [n for n in names if n.startswith("boto-")]:
    functions.delete_function(FunctionName=name)
refused("ResourceNotFoundException", functions.get_function, FunctionName="boto-orders")
queues.delete_queue(QueueUrl=url)
print(f"boto3 {boto3.__version__}: {checks} checks passed")
