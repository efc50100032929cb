// Random requests to an endpoint and to kinesalite, whose author compared it with AWS: the answers agree, but for what is left out below, each with its reason. Usage: kinesalite.cjs ENDPOINT [SEED]
//
// Left out, because kinesalite is of 2020: ARNs and ids of streams, streams on demand, UpdateShardCount, consumers, encryption, metrics, policies and the account's settings (unknown
// there); throttles, pages of 10 MiB, MillisBehindLatest and ChildShards (none there); retention of more than 168 hours and records of more than 1 MiB (refused there); more than 10 tags
// (as many as there were); tokens and filters of lists, and summaries (passed over there); limits of shards (of all streams there). The pattern of ExplicitHashKey is younger, too.
const assert = require('node:assert/strict');
const http = require('node:http');
const kinesalite = require('kinesalite');

const endpoint = process.argv[2];
const seeds = process.argv[3] ? [Number(process.argv[3])] : [1, 2, 3, 4, 5, 6, 7, 8];
const operations = 250;

// A small generator: the same requests in each run.
function generator(seed) {
  let state = seed * 2654435769 >>> 0;
  const next = () => { state ^= state << 13; state >>>= 0; state ^= state >>> 17; state ^= state << 5; state >>>= 0; return state; };
  return { below: (n) => next() % n, of: (list) => list[next() % list.length], often: (percent) => next() % 100 < percent };
}

function ask(address, operation, input) {
  const body = JSON.stringify(input);
  const headers = {
    'Content-Type': 'application/x-amz-json-1.1',
    'X-Amz-Target': `Kinesis_20131202.${operation}`,
    'X-Amz-Date': '20260101T000000Z',
    Authorization: 'AWS4-HMAC-SHA256 Credential=111111111111/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=00',
    'Content-Length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const request = http.request(address, { method: 'POST', headers }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode, answer: text ? JSON.parse(text) : {} });
    });
    request.on('error', reject);
    request.end(body);
  });
}

// What both must say alike: neither account nor times nor what is made of them.
const plain = (text) => text.replace(/\b\d{12}\b/g, '<account>').replace(/\b49\d{54}\b/g, '<number>').replace(/\b\d{13}\b/g, '<time>').replace(/time .*? UTC \d{4}/g, 'time <time>');
const shard = (s) => [s.ShardId, s.ParentShardId ?? '', s.AdjacentParentShardId ?? '', s.HashKeyRange.StartingHashKey, s.HashKeyRange.EndingHashKey, 'EndingSequenceNumber' in s.SequenceNumberRange];

const views = {
  CreateStream: () => ({}), DeleteStream: () => ({}), SplitShard: () => ({}), MergeShards: () => ({}), AddTagsToStream: () => ({}), RemoveTagsFromStream: () => ({}),
  IncreaseStreamRetentionPeriod: () => ({}), DecreaseStreamRetentionPeriod: () => ({}),
  DescribeStream: ({ StreamDescription: d }) => [d.StreamName, d.StreamStatus, d.RetentionPeriodHours, d.EnhancedMonitoring, d.EncryptionType, d.Shards.map(shard)],
  DescribeStreamSummary: ({ StreamDescriptionSummary: d }) => [d.StreamName, d.StreamStatus, d.RetentionPeriodHours, d.OpenShardCount, d.ConsumerCount],
  ListStreams: (a) => [a.StreamNames, a.HasMoreStreams],
  ListShards: (a) => a.Shards.map(shard),
  ListTagsForStream: (a) => [a.Tags, a.HasMoreTags],
  PutRecord: (a) => a.ShardId,
  PutRecords: (a) => [a.FailedRecordCount, a.Records.map((r) => r.ShardId)],
  GetShardIterator: (a) => typeof a.ShardIterator,
  // How far behind it is and which children follow: kinesalite has no throughput and no such member.
  GetRecords: (a) => [a.Records.map((r) => [r.PartitionKey, r.Data]), typeof a.NextShardIterator],
};

const view = (operation, { status, answer }) => (status === 200 ? views[operation](answer) : [status, answer.__type, plain(answer.message ?? answer.Message ?? '')]);

async function compare(seed, theirs) {
  const random = generator(seed);
  const streams = ['a', 'b.c', 'd-e_f'].map((name) => `${name}${seed}`);

  // Records that were put, and iterators that were given, by both.
  const numbers = [];
  const iterators = [];
  let done = 0;

  async function both(operation, input, theirInput = input) {
    const [ours, other] = await Promise.all([ask(endpoint, operation, input), ask(theirs, operation, theirInput)]);

    // A closed shard ends there a second later, by the clock on the wall.
    if (operation === 'GetRecords' && ours.status === 200 && !ours.answer.NextShardIterator) {
      delete other.answer.NextShardIterator;
    }
    assert.deepEqual(view(operation, ours), view(operation, other), `seed ${seed}, request ${done}: ${operation} ${JSON.stringify(input)} (first this endpoint's, then kinesalite's)`);
    done += 1;
    return ours.status === 200 ? [ours.answer, other.answer] : null;
  }

  // States last some milliseconds there.
  async function settle(StreamName) {
    for (;;) {
      const { answer } = await ask(theirs, 'DescribeStream', { StreamName });
      if (!answer.StreamDescription || answer.StreamDescription.StreamStatus === 'ACTIVE') {
        return;
      }
      await new Promise((resolve) => { setTimeout(resolve, 2); });
    }
  }

  const data = () => Buffer.from(`record ${random.below(1000)}`).toString('base64');
  const key = () => random.of(['a', 'b', 'c', 'key', 'ключ', '鍵', 'x'.repeat(256)]);
  const hash = () => random.of([undefined, undefined, '0', '1', '340282366920938463463374607431768211455', '340282366920938463463374607431768211456', '170141183460469231731687303715884105728']);
  const entry = () => ({ PartitionKey: key(), Data: data(), ExplicitHashKey: hash() });
  const shardId = () => `${random.of(['shardId-', 'shardId-00000000000', ''])}${random.below(6)}`;
  const open = async (StreamName) => (await ask(endpoint, 'DescribeStream', { StreamName })).answer.StreamDescription?.Shards.filter((s) => !s.SequenceNumberRange.EndingSequenceNumber) ?? [];

  const steps = {
    CreateStream: async (StreamName) => { await both('CreateStream', { StreamName, ShardCount: 1 + random.below(4) }); await settle(StreamName); },
    DeleteStream: async (StreamName) => {
      if (random.often(80)) {
        return;
      }
      const gone = await both('DeleteStream', { StreamName });
      await settle(StreamName);
      if (gone) {
        numbers.splice(0);
        iterators.splice(0);
      }
    },
    DescribeStream: (StreamName) => both('DescribeStream', { StreamName }),
    DescribeStreamSummary: (StreamName) => both('DescribeStreamSummary', { StreamName }),
    ListStreams: () => both('ListStreams', { Limit: 1 + random.below(10) }),
    ListShards: (StreamName) => both('ListShards', { StreamName }),
    PutRecord: async (StreamName) => {
      const answers = await both('PutRecord', { StreamName, ...entry() });
      if (answers) {
        numbers.push([StreamName, answers[0].ShardId, ...answers.map((a) => a.SequenceNumber)]);
      }
    },
    PutRecords: (StreamName) => both('PutRecords', { StreamName, Records: Array.from({ length: 1 + random.below(5) }, entry) }),
    GetShardIterator: async (StreamName) => {
      const type = random.of(['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER', 'AT_TIMESTAMP']);

      // Numbers of another stream are told by the second of its making, which the two clocks do not share.
      const own = numbers.filter(([stream]) => stream === StreamName);
      const known = own.length && random.often(80) ? random.of(own) : null;

      // Beside a timestamp a number goes before it there. Neither the model's pattern of numbers is known there, nor are their older forms here.
      const ofNumber = type !== 'AT_TIMESTAMP' && type.endsWith('NUMBER') !== random.often(10);
      const number = (side) => (!ofNumber ? {} : { StartingSequenceNumber: known ? known[2 + side] : '9'.repeat(60) });

      // An instant behind the last record is never answered there.
      const time = type === 'AT_TIMESTAMP' ? random.of([{}, { Timestamp: 9999999999 }]) : {};
      const id = { StreamName, ShardId: known && ofNumber && random.often(70) ? known[1] : shardId() };
      const answers = await both('GetShardIterator', { ...id, ShardIteratorType: type, ...time, ...number(0) }, { ...id, ShardIteratorType: type, ...time, ...number(1) });
      if (answers) {
        iterators.push(answers.map((a) => a.ShardIterator));
      }
    },
    GetRecords: async () => {
      if (iterators.length) {
        const iterator = random.of(iterators);
        const Limit = random.of([undefined, 1, 2, 10, 10000]);
        const answers = await both('GetRecords', { ShardIterator: iterator[0], Limit }, { ShardIterator: iterator[1], Limit });
        if (answers?.[0].NextShardIterator) {
          iterators.push(answers.map((a) => a.NextShardIterator));
        }
      } else {
        await both('GetRecords', { ShardIterator: random.of(['AAAA', 'x']) });
      }
    },

    // Closed shards are split and merged again there, and an account has few shards: at most eight are open.
    SplitShard: async (StreamName) => {
      const shards = await open(StreamName);
      if (shards.length < 8) {
        const split = shards.length && random.often(90) ? random.of(shards) : null;
        const range = split?.HashKeyRange;
        const inside = range ? String(BigInt(range.StartingHashKey) + (BigInt(range.EndingHashKey) - BigInt(range.StartingHashKey)) / BigInt(2 + random.below(5))) : '5';
        await both('SplitShard', { StreamName, ShardToSplit: split?.ShardId ?? 'shardId-000000000099', NewStartingHashKey: random.often(80) ? inside : random.of([range?.StartingHashKey ?? '0', range?.EndingHashKey ?? '9', '1']) });
        await settle(StreamName);
      }
    },
    MergeShards: async (StreamName) => {
      const shards = (await open(StreamName)).sort((a, b) => (BigInt(a.HashKeyRange.StartingHashKey) < BigInt(b.HashKeyRange.StartingHashKey) ? -1 : 1));
      if (shards.length > 1) {
        const first = random.below(shards.length - 1);
        const [one, two] = random.often(70) ? [shards[first], shards[first + 1]] : [random.of(shards), random.of(shards)];
        await both('MergeShards', { StreamName, ShardToMerge: one.ShardId, AdjacentShardToMerge: two.ShardId });
        await settle(StreamName);
      }
    },
    AddTagsToStream: (StreamName) => both('AddTagsToStream', { StreamName, Tags: { [`k${random.below(6)}`]: random.of(['v', 'w w', 'ü', 'a*b']) } }),
    RemoveTagsFromStream: (StreamName) => both('RemoveTagsFromStream', { StreamName, TagKeys: [`k${random.below(6)}`] }),
    ListTagsForStream: (StreamName) => both('ListTagsForStream', { StreamName, ...(random.often(50) ? { ExclusiveStartTagKey: 'k2' } : {}), Limit: 1 + random.below(10) }),
    IncreaseStreamRetentionPeriod: (StreamName) => both('IncreaseStreamRetentionPeriod', { StreamName, RetentionPeriodHours: 22 + random.below(20) }),
    DecreaseStreamRetentionPeriod: (StreamName) => both('DecreaseStreamRetentionPeriod', { StreamName, RetentionPeriodHours: 22 + random.below(20) }),
    Invalid: (StreamName) => both(...random.of([
      ['CreateStream', { StreamName: 'a b', ShardCount: 1 }],
      ['CreateStream', { StreamName, ShardCount: 0 }],
      ['CreateStream', { StreamName: 'x'.repeat(129), ShardCount: 1 }],
      ['PutRecord', { StreamName, PartitionKey: '', Data: '' }],
      ['PutRecord', { StreamName, PartitionKey: 'x'.repeat(257), Data: '' }],
      ['PutRecord', { StreamName, PartitionKey: 'a' }],
      ['PutRecords', { StreamName, Records: [] }],
      ['PutRecords', { StreamName, Records: [{ PartitionKey: 'a', Data: '' }, { Data: '' }] }],
      ['GetShardIterator', { StreamName, ShardId: '0', ShardIteratorType: 'NONE' }],
      ['GetShardIterator', { StreamName, ShardId: '', ShardIteratorType: 'LATEST' }],
      ['GetRecords', { ShardIterator: 'x', Limit: 10001 }],
      ['GetRecords', { ShardIterator: '' }],
      ['SplitShard', { StreamName, ShardToSplit: '0', NewStartingHashKey: 'x' }],
      ['MergeShards', { StreamName, ShardToMerge: '0' }],
      ['AddTagsToStream', { StreamName, Tags: {} }],
      ['AddTagsToStream', { StreamName, Tags: { ['x'.repeat(129)]: 'v' } }],
      ['RemoveTagsFromStream', { StreamName, TagKeys: [] }],
      ['ListStreams', { Limit: 10001 }],
      ['DescribeStream', { StreamName, Limit: 0 }],
    ])),
  };
  const names = Object.keys(steps);
  const weighted = [...names, 'PutRecord', 'PutRecord', 'PutRecords', 'GetShardIterator', 'GetShardIterator', 'GetRecords', 'GetRecords', 'GetRecords'];

  while (done < operations) {
    await steps[random.of(weighted)](random.of(streams));
  }
  for (const StreamName of streams) {
    await both('DeleteStream', { StreamName });
    await settle(StreamName);
  }
}

async function main() {
  const server = kinesalite({ createStreamMs: 1, deleteStreamMs: 1, updateStreamMs: 1, shardLimit: 1000 });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    for (const seed of seeds) {
      await compare(seed, `http://127.0.0.1:${server.address().port}`);
    }
    console.log(`${seeds.length * operations} requests: all checks passed`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

main().then(() => process.exit(0), (e) => { console.error(e); process.exit(1); });
