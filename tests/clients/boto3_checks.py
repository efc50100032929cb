"""What the boto3 scripts share: clients of an endpoint, and counted checks."""

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

passed = 0


def clients(endpoint, *names):
    """A client of each service, that tries once."""
    config = Config(region_name="us-east-1", retries={"mode": "standard", "total_max_attempts": 1}, connect_timeout=10, read_timeout=60)
    session = boto3.Session(aws_access_key_id="123456789012", aws_secret_access_key="secret", region_name="us-east-1")
    return [session.client(name, endpoint_url=endpoint, config=config) for name in names]


def check(condition, what):
    global passed
    if not condition:
        raise AssertionError(what)
    passed += 1


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        check(e.response["Error"]["Code"] == code, f"{e.response['Error']} instead of {code}")
    else:
        raise AssertionError(f"{arguments} was taken")


def report():
    print(f"{passed} checks passed")
