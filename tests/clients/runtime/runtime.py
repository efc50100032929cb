"""A runtime in the smallest form: polls the Lambda Runtime API and runs one handler. AWS_LAMBDA_RUNTIME_API says where."""
import json
import os
import time
import urllib.request

ROOT = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"
calls = 0


def ask(path, body=None, headers=None):
    with urllib.request.urlopen(urllib.request.Request(ROOT + path, body, headers or {})) as response:
        return response.headers, response.read()


def handler(event, context):
    global calls
    calls += 1
    if "exit" in event:
        os._exit(event["exit"])
    if "fail" in event:
        raise ValueError(event["fail"])
    return {"runtime": "python", "calls": calls, "event": event, "inTime": context["deadline"] > time.time() * 1000, "arn": context["arn"]}


while True:
    headers, body = ask("invocation/next")
    request_id = headers["Lambda-Runtime-Aws-Request-Id"]
    context = {"deadline": int(headers["Lambda-Runtime-Deadline-Ms"]), "arn": headers["Lambda-Runtime-Invoked-Function-Arn"]}
    try:
        ask(f"invocation/{request_id}/response", json.dumps(handler(json.loads(body), context)).encode())
    except ValueError as error:
        document = {"errorType": type(error).__name__, "errorMessage": str(error), "stackTrace": []}
        ask(f"invocation/{request_id}/error", json.dumps(document).encode(), {"Lambda-Runtime-Function-Error-Type": "Handler.Error"})
