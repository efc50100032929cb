"""boto3 against an endpoint whose clock is moved by hand: DynamoDB's client, its resource, and the streams of tables. Usage: boto3_tables.py ENDPOINT"""

import json
import sys
import urllib.request
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.config import Config

import boto3_checks
from boto3_checks import check, clients, refused

endpoint = sys.argv[1]
tables, streams = clients(endpoint, "dynamodb", "dynamodbstreams")


def advance(seconds):
    request = urllib.request.Request(f"{endpoint}/_lambdasim/advance", json.dumps({"seconds": seconds}).encode(), {"Content-Type": "application/json"})
    urllib.request.urlopen(request).read()


# Tables.
made = tables.create_table(
    TableName="orders",
    AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in (("customer", "S"), ("placed", "N"), ("state", "S"))],
    KeySchema=[{"AttributeName": "customer", "KeyType": "HASH"}, {"AttributeName": "placed", "KeyType": "RANGE"}],
    GlobalSecondaryIndexes=[{"IndexName": "by-state", "KeySchema": [{"AttributeName": "state", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"}}],
    BillingMode="PAY_PER_REQUEST",
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    Tags=[{"Key": "team", "Value": "shop"}],
)["TableDescription"]
check(made["TableStatus"] == "CREATING", "a table begins")
tables.get_waiter("table_exists").wait(TableName="orders")
check(tables.list_tables()["TableNames"] == ["orders"], "tables are listed")
check(tables.list_tags_of_resource(ResourceArn=made["TableArn"])["Tags"] == [{"Key": "team", "Value": "shop"}], "tags are kept")
refused("ResourceInUseException", tables.create_table, TableName="orders", AttributeDefinitions=[{"AttributeName": "a", "AttributeType": "S"}], KeySchema=[{"AttributeName": "a", "KeyType": "HASH"}], BillingMode="PAY_PER_REQUEST")
refused("ValidationException", tables.update_table, TableName="orders")

# Items, by the resource: numbers are decimals, sets are sets.
resource = boto3.resource(
    "dynamodb", endpoint_url=endpoint, aws_access_key_id="123456789012", aws_secret_access_key="secret",
    config=Config(region_name="us-east-1", retries={"mode": "standard", "total_max_attempts": 1}))
orders = resource.Table("orders")
item = {"customer": "ada", "placed": 1, "amount": Decimal("12.50"), "tags": {"a", "b"}, "raw": b"\x00\x01", "lines": [{"sku": "x", "count": 2}], "note": None, "paid": False, "state": "open"}
orders.put_item(Item=item)
found = orders.get_item(Key={"customer": "ada", "placed": 1}, ConsistentRead=True)["Item"]
check({**found, "raw": bytes(found["raw"].value)} == item, f"an item comes back: {found}")
with orders.batch_writer() as batch:
    for placed in range(2, 40):
        batch.put_item(Item={"customer": "ada", "placed": placed, "state": "open" if placed % 2 else "paid"})
check(orders.scan(Select="COUNT")["Count"] == 39, "a batch wrote all")
page = orders.query(KeyConditionExpression=Key("customer").eq("ada") & Key("placed").between(5, 30), FilterExpression=Attr("state").eq("paid"), Limit=10, ScanIndexForward=False)
check([int(i["placed"]) for i in page["Items"]] == [30, 28, 26, 24, 22] and page["LastEvaluatedKey"] == {"customer": "ada", "placed": 21}, f"a page is filtered: {page}")
changed = orders.update_item(Key={"customer": "ada", "placed": 1}, UpdateExpression="SET amount = amount + :t REMOVE note ADD tags :c", ExpressionAttributeValues={":t": Decimal("0.5"), ":c": {"c"}}, ReturnValues="UPDATED_NEW")["Attributes"]
check(changed == {"amount": Decimal("13"), "tags": {"a", "b", "c"}}, f"an update shows what it changed: {changed}")
refused("ConditionalCheckFailedException", orders.put_item, Item={"customer": "ada", "placed": 1}, ConditionExpression=Attr("customer").not_exists())

# An index shows writes when time has passed.
check(orders.query(IndexName="by-state", KeyConditionExpression=Key("state").eq("paid"))["Count"] == 0, "the index shows nothing yet")
advance(1)
check(orders.query(IndexName="by-state", KeyConditionExpression=Key("state").eq("paid"))["Count"] == 19, "the index shows all")

# Pages by botocore's paginator.
pages = list(tables.get_paginator("scan").paginate(TableName="orders", PaginationConfig={"PageSize": 7}))
check(sum(p["Count"] for p in pages) == 39 and len(pages) == 6, "a scan has pages")

# Transactions.
try:
    tables.transact_write_items(TransactItems=[
        {"Put": {"TableName": "orders", "Item": {"customer": {"S": "bob"}, "placed": {"N": "1"}}}},
        {"ConditionCheck": {"TableName": "orders", "Key": {"customer": {"S": "nobody"}, "placed": {"N": "1"}}, "ConditionExpression": "attribute_exists(customer)"}},
    ])
    raise AssertionError("a transaction that fails was taken")
except tables.exceptions.TransactionCanceledException as e:
    check([r["Code"] for r in e.response["CancellationReasons"]] == ["None", "ConditionalCheckFailed"], "reasons are told")
got = tables.transact_get_items(TransactItems=[{"Get": {"TableName": "orders", "Key": {"customer": {"S": "bob"}, "placed": {"N": "1"}}}}])["Responses"]
check("Item" not in got[0], "nothing of it was written")

# Streams.
arn = streams.list_streams(TableName="orders")["Streams"][0]["StreamArn"]
shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
records = streams.get_records(ShardIterator=iterator)["Records"]
check([r["eventName"] for r in records] == ["INSERT"] * 39 + ["MODIFY"], "the stream tells of each write")
check(records[-1]["dynamodb"]["OldImage"]["amount"] == {"N": "12.5"}, "with the item before")

# Expiry.
tables.update_time_to_live(TableName="orders", TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"})
orders.put_item(Item={"customer": "eve", "placed": 1, "expires": 1})
orders.put_item(Item={"customer": "eve", "placed": 2, "expires": int(made["CreationDateTime"].timestamp()) + 60})
advance(1_000)
check([int(i["placed"]) for i in orders.query(KeyConditionExpression=Key("customer").eq("eve"))["Items"]] == [1], "an item has gone")

tables.delete_table(TableName="orders")
tables.get_waiter("table_not_exists").wait(TableName="orders")
refused("ResourceNotFoundException", tables.describe_table, TableName="orders")
boto3_checks.report()
