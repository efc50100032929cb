// @aws-sdk/client-kinesis against an endpoint whose clock is moved by hand, and the older CBOR of AWS's Java clients as bytes. Usage: npm_kinesis.cjs ENDPOINT
const assert = require('node:assert/strict');
const cbor = require('cbor');
const kinesis = require('@aws-sdk/client-kinesis');
const { control, settings } = require('./standin.cjs');

// It speaks HTTP/2.
const client = new kinesis.KinesisClient(settings);
const send = (name, input) => client.send(new kinesis[`${name}Command`](input));
const shards = ['shardId-000000000000', 'shardId-000000000001'];
const text = (bytes) => Buffer.from(bytes).toString();

// What a client of the Java SDK sends: bytes are bytes, times are milliseconds.
async function javaClient(operation, input) {
  const answer = await fetch(`${settings.endpoint}/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-cbor-1.1', 'X-Amz-Target': `Kinesis_20131202.${operation}`, Authorization: 'AWS4-HMAC-SHA256 Credential=111111111111/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=00' },
    body: cbor.encode(input),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(answer.headers.get('content-type'), 'application/x-amz-cbor-1.1');
  return { status: answer.status, answer: bytes.length ? cbor.decodeFirstSync(bytes, { tags: { 1: (ms) => ({ ms }) } }) : null };
}

async function main() {
  await send('CreateStream', { StreamName: 'clicks', ShardCount: 2, Tags: { team: 'web' } });
  await kinesis.waitUntilStreamExists({ client, maxWaitTime: 20 }, { StreamName: 'clicks' });
  const { StreamDescriptionSummary: summary } = await send('DescribeStreamSummary', { StreamName: 'clicks' });
  assert.deepEqual([summary.OpenShardCount, summary.MaxRecordSizeInKiB, summary.StreamStatus], [2, 1024, 'ACTIVE']);
  assert.match(summary.StreamId, /^[a-z0-9]{20}-[a-z0-9]{3}$/);

  // Records.
  const put = await send('PutRecords', { StreamARN: summary.StreamARN, Records: ['a', 'b', 'a'].map((PartitionKey, i) => ({ PartitionKey, Data: Buffer.from(`record ${i}`) })) });
  assert.deepEqual(put.Records.map((r) => r.ShardId), [shards[0], shards[1], shards[0]]);
  const { ShardIterator } = await send('GetShardIterator', { StreamARN: summary.StreamARN, ShardId: shards[0], ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: put.Records[0].SequenceNumber });
  const page = await send('GetRecords', { ShardIterator });
  assert.deepEqual(page.Records.map((r) => text(r.Data)), ['record 2']);
  await assert.rejects(send('GetRecords', { ShardIterator: 'AAAA' }), { name: 'InvalidArgumentException', message: 'Invalid ShardIterator.' });
  await assert.rejects(send('PutRecord', { StreamName: 'none', PartitionKey: 'a', Data: Buffer.alloc(0) }), { name: 'ResourceNotFoundException' });

  // The same stream in CBOR.
  const record = await javaClient('PutRecord', { StreamName: 'clicks', PartitionKey: 'a', Data: Buffer.from([0, 255, 7]) });
  assert.deepEqual([record.status, record.answer.ShardId], [200, shards[0]]);
  const begun = await javaClient('GetShardIterator', { StreamName: 'clicks', ShardId: shards[0], ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new cbor.Tagged(1, summary.StreamCreationTimestamp.getTime()) });
  const got = await javaClient('GetRecords', { ShardIterator: begun.answer.ShardIterator });
  assert.deepEqual(got.answer.Records.map((r) => r.Data), [Buffer.from('record 0'), Buffer.from('record 2'), Buffer.from([0, 255, 7])]);
  assert.equal(got.answer.Records[0].ApproximateArrivalTimestamp.ms, summary.StreamCreationTimestamp.getTime());
  assert.deepEqual(await javaClient('CreateStream', { StreamName: 'more', ShardCount: 1 }), { status: 200, answer: null });
  const refused = await javaClient('CreateStream', { StreamName: 'more', ShardCount: 1 });
  assert.deepEqual([refused.status, refused.answer.__type, refused.answer.message], [400, 'ResourceInUseException', 'Stream more under account 111111111111 already exists.']);

  // A consumer, whose records come one event after the other.
  await send('SplitShard', { StreamName: 'clicks', ShardToSplit: shards[0], NewStartingHashKey: '10' });
  const { Consumer } = await send('RegisterStreamConsumer', { StreamARN: summary.StreamARN, ConsumerName: 'mine' });
  const { EventStream } = await send('SubscribeToShard', { ConsumerARN: Consumer.ConsumerARN, ShardId: shards[0], StartingPosition: { Type: 'TRIM_HORIZON' } });
  const events = [];
  for await (const event of EventStream) {
    events.push(event.SubscribeToShardEvent);
  }
  assert.deepEqual(events.flatMap((e) => e.Records).length, 3);
  assert.deepEqual(events.at(-1).ChildShards.map((c) => c.ShardId), ['shardId-000000000002', 'shardId-000000000003']);

  // Expired.
  await control('advance', { seconds: 301 });
  await assert.rejects(send('GetRecords', { ShardIterator }), { name: 'ExpiredIteratorException' });
  await send('DeleteStream', { StreamName: 'clicks', EnforceConsumerDeletion: true });
  await kinesis.waitUntilStreamNotExists({ client, maxWaitTime: 20 }, { StreamName: 'clicks' });
  console.log('@aws-sdk/client-kinesis: all checks passed');
}

main().then(() => process.exit(0), (e) => { console.error(e); process.exit(1); });
