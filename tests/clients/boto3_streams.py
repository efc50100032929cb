"""boto3 against an endpoint whose clock is moved by hand: Kinesis Data Streams. Usage: boto3_streams.py ENDPOINT"""

import datetime
import json
import sys
import urllib.request

from boto3_checks import check, clients, refused, report

endpoint = sys.argv[1]
(kinesis,) = clients(endpoint, "kinesis")


def advance(seconds):
    body = json.dumps({"seconds": seconds}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/_lambdasim/advance", body, method="POST")).read()


def read(stream, shard, **start):
    iterator = kinesis.get_shard_iterator(StreamName=stream, ShardId=shard, **start)["ShardIterator"]
    return [r["Data"].decode() for r in kinesis.get_records(ShardIterator=iterator)["Records"]]


# Streams.
kinesis.create_stream(StreamName="clicks", ShardCount=2)
kinesis.get_waiter("stream_exists").wait(StreamName="clicks")
told = kinesis.describe_stream(StreamName="clicks")["StreamDescription"]
arn = told["StreamARN"]
check(told["StreamStatus"] == "ACTIVE" and len(told["Shards"]) == 2, told)
check(kinesis.describe_stream_summary(StreamName="clicks")["StreamDescriptionSummary"]["OpenShardCount"] == 2, "open shards")
check(kinesis.list_streams()["StreamNames"] == ["clicks"], "names")
kinesis.add_tags_to_stream(StreamName="clicks", Tags={"team": "web"})
check(kinesis.list_tags_for_stream(StreamName="clicks")["Tags"] == [{"Key": "team", "Value": "web"}], "tags")
refused("ResourceInUseException", kinesis.create_stream, StreamName="clicks", ShardCount=1)
refused("LimitExceededException", kinesis.create_stream, StreamName="huge", ShardCount=2**31 - 1)
refused("ResourceNotFoundException", kinesis.describe_stream, StreamName="none")

# Records.
first = kinesis.put_record(StreamName="clicks", PartitionKey="a", Data=b"one")
check(first["ShardId"] == "shardId-000000000000", first)
advance(10)
batch = kinesis.put_records(StreamName="clicks", Records=[{"PartitionKey": k, "Data": d} for k, d in (("a", b"two"), ("b", b"\x00\xff"))])
check(batch["FailedRecordCount"] == 0 and [r["ShardId"][-1] for r in batch["Records"]] == ["0", "1"], batch)
check(read("clicks", first["ShardId"], ShardIteratorType="TRIM_HORIZON") == ["one", "two"], "oldest first")
check(read("clicks", first["ShardId"], ShardIteratorType="AFTER_SEQUENCE_NUMBER", StartingSequenceNumber=first["SequenceNumber"]) == ["two"], "after")
then = told["StreamCreationTimestamp"] + datetime.timedelta(seconds=5)
check(read("clicks", first["ShardId"], ShardIteratorType="AT_TIMESTAMP", Timestamp=then) == ["two"], "timestamp")
iterator = kinesis.get_shard_iterator(StreamName="clicks", ShardId="shardId-000000000001", ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
page = kinesis.get_records(ShardIterator=iterator, Limit=1)
check(page["Records"][0]["Data"] == b"\x00\xff" and page["MillisBehindLatest"] == 0, page)
check(page["Records"][0]["ApproximateArrivalTimestamp"] == told["StreamCreationTimestamp"] + datetime.timedelta(seconds=10), page)
advance(301)
refused("ExpiredIteratorException", kinesis.get_records, ShardIterator=iterator)
refused("InvalidArgumentException", kinesis.get_records, ShardIterator="AAAA")

# Throttles: the clock stands.
for _ in range(2):
    flood = kinesis.put_records(StreamName="clicks", Records=[{"PartitionKey": "b", "Data": b"x"}] * 500)
    check(flood["FailedRecordCount"] == 0, flood["FailedRecordCount"])
refused("ProvisionedThroughputExceededException", kinesis.put_record, StreamName="clicks", PartitionKey="b", Data=b"x")
advance(1)
kinesis.put_record(StreamName="clicks", PartitionKey="b", Data=b"x")

# Shards.
kinesis.split_shard(StreamName="clicks", ShardToSplit="shardId-000000000000", NewStartingHashKey="1000")
kinesis.merge_shards(StreamName="clicks", ShardToMerge="shardId-000000000002", AdjacentShardToMerge="shardId-000000000003")
advance(2)
closed = kinesis.get_shard_iterator(StreamName="clicks", ShardId="shardId-000000000000", ShardIteratorType="LATEST")["ShardIterator"]
end = kinesis.get_records(ShardIterator=closed)
check("NextShardIterator" not in end and len(end["ChildShards"]) == 2, end)
pages = [kinesis.list_shards(StreamName="clicks", MaxResults=3)]
pages.append(kinesis.list_shards(NextToken=pages[0]["NextToken"]))
check([s["ShardId"][-1] for p in pages for s in p["Shards"]] == ["0", "1", "2", "3", "4"], "pages of shards")
check([s["ShardId"][-1] for s in kinesis.list_shards(StreamName="clicks", ShardFilter={"Type": "AT_LATEST"})["Shards"]] == ["1", "4"], "latest")
kinesis.update_shard_count(StreamName="clicks", TargetShardCount=4, ScalingType="UNIFORM_SCALING")
check(kinesis.describe_limits()["OpenShardCount"] == 4, "limits")

# A consumer of its own.
consumer = kinesis.register_stream_consumer(StreamARN=arn, ConsumerName="mine")["Consumer"]
check(consumer["ConsumerStatus"] == "CREATING", consumer)
check(kinesis.describe_stream_consumer(ConsumerARN=consumer["ConsumerARN"])["ConsumerDescription"]["ConsumerStatus"] == "ACTIVE", "active")
subscription = kinesis.subscribe_to_shard(ConsumerARN=consumer["ConsumerARN"], ShardId="shardId-000000000000", StartingPosition={"Type": "TRIM_HORIZON"})
events = [e["SubscribeToShardEvent"] for e in subscription["EventStream"]]
check([r["Data"] for e in events for r in e["Records"]] == [b"one", b"two"], events)
check([c["ShardId"][-1] for c in events[-1]["ChildShards"]] == ["2", "3"], events)
refused("ResourceInUseException", kinesis.delete_stream, StreamName="clicks")

# Settings.
kinesis.increase_stream_retention_period(StreamName="clicks", RetentionPeriodHours=48)
kinesis.enable_enhanced_monitoring(StreamName="clicks", ShardLevelMetrics=["ALL"])
kinesis.start_stream_encryption(StreamName="clicks", EncryptionType="KMS", KeyId="alias/aws/kinesis")
summary = kinesis.describe_stream_summary(StreamName="clicks")["StreamDescriptionSummary"]
check((summary["RetentionPeriodHours"], summary["EncryptionType"], summary["ConsumerCount"]) == (48, "KMS", 1), summary)
kinesis.delete_stream(StreamName="clicks", EnforceConsumerDeletion=True)
kinesis.get_waiter("stream_not_exists").wait(StreamName="clicks")
check(kinesis.list_streams()["StreamNames"] == [], "deleted")
report()
