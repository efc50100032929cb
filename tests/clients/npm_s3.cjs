// @aws-sdk/client-s3 against an endpoint whose clock is moved by hand: objects run a function, one of them put in parts. Usage: npm_s3.cjs ENDPOINT
const assert = require('node:assert/strict');
const lambda = require('@aws-sdk/client-lambda');
const s3 = require('@aws-sdk/client-s3');
const { callback, control, settings, standIn } = require('./standin.cjs');

const Bucket = 'uploads';
const functions = new lambda.LambdaClient(settings);
const buckets = new s3.S3Client({ ...settings, forcePathStyle: true });
const send = (name, input) => buckets.send(new s3[`${name}Command`]({ Bucket, ...input }));

const told = [];
const work = (event) => {
  told.push(...event.Records.map(({ eventName, s3: { object } }) => [eventName, decodeURIComponent(object.key.replaceAll('+', ' ')), object.size]));
};

async function main() {
  const program = await callback(work);
  const { FunctionArn } = await functions.send(new lambda.CreateFunctionCommand({
    FunctionName: 'shrink', Runtime: 'nodejs22.x', Role: 'arn:aws:iam::111111111111:role/npm', Handler: 'index.handler', Code: { ZipFile: standIn({ callback: program.address }) },
  }));
  await lambda.waitUntilFunctionActiveV2({ client: functions, maxWaitTime: 20 }, { FunctionName: 'shrink' });
  await send('CreateBucket');
  await send('PutBucketNotificationConfiguration', {
    NotificationConfiguration: {
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: FunctionArn, Events: ['s3:ObjectCreated:*'], Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } } }],
    },
  });

  await send('PutObject', { Key: 'in/my cat.jpg', Body: 'meow', ContentType: 'image/jpeg', Metadata: { order: '7' } });
  await send('PutObject', { Key: 'out/x', Body: 'not told' });
  assert.deepEqual(told, [], 'the clock stands still');
  await control('advance', { seconds: 5 });
  assert.deepEqual(told, [['ObjectCreated:Put', 'in/my cat.jpg', 4]]);

  const part = Buffer.alloc(5 << 20, 'a');
  const { UploadId } = await send('CreateMultipartUpload', { Key: 'in/large' });
  const Parts = [];
  for (const [i, Body] of [part, Buffer.from('the rest')].entries()) {
    const { ETag } = await send('UploadPart', { Key: 'in/large', UploadId, PartNumber: i + 1, Body });
    Parts.push({ ETag, PartNumber: i + 1 });
  }
  await control('advance', { seconds: 5 });
  assert.equal(told.length, 1, 'parts are no object');
  assert.match((await send('CompleteMultipartUpload', { Key: 'in/large', UploadId, MultipartUpload: { Parts } })).ETag, /-2"$/);
  await control('advance', { seconds: 5 });
  assert.deepEqual(told.slice(1), [['ObjectCreated:CompleteMultipartUpload', 'in/large', part.length + 8]]);

  const cat = await send('GetObject', { Key: 'in/my cat.jpg' });
  assert.deepEqual([await cat.Body.transformToString(), cat.ContentType, cat.Metadata], ['meow', 'image/jpeg', { order: '7' }]);
  assert.equal(await (await send('GetObject', { Key: 'in/large', Range: `bytes=${part.length - 1}-` })).Body.transformToString(), 'athe rest');
  const keys = [];
  for await (const page of s3.paginateListObjectsV2({ client: buckets, pageSize: 1 }, { Bucket })) {
    keys.push(...page.Contents.map((o) => o.Key));
  }
  assert.deepEqual(keys, ['in/large', 'in/my cat.jpg', 'out/x']);
  await assert.rejects(send('GetObject', { Key: 'none' }), (e) => e instanceof s3.NoSuchKey);
  assert.equal((await send('DeleteObjects', { Delete: { Objects: keys.map((Key) => ({ Key })) } })).Deleted.length, 3);
  await send('DeleteBucket');
  program.close();
  console.log('@aws-sdk/client-s3: all checks passed');
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
