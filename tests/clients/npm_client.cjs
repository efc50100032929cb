// @aws-sdk/client-lambda against the endpoint, from creation to deletion. Usage: npm_client.cjs ENDPOINT (NODE_PATH names its packages)
const assert = require('node:assert/strict');
const lambda = require('@aws-sdk/client-lambda');
const { standIn } = require('./standin.cjs');

const client = new lambda.LambdaClient({
  endpoint: process.argv[2],
  region: 'us-east-1',
  credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' },
  maxAttempts: 3,
});
const role = 'arn:aws:iam::111111111111:role/npm';
let sent = 0;
client.middlewareStack.add((next) => (args) => { sent += 1; return next(args); }, { step: 'finalizeRequest', priority: 'low' });

const send = (name, input) => client.send(new lambda[`${name}Command`](input));
const text = (bytes) => Buffer.from(bytes).toString();

const create = (name, value) => send('CreateFunction', { FunctionName: name, Runtime: 'nodejs22.x', Role: role, Handler: 'index.handler', Code: { ZipFile: standIn(value) } });

async function refused(type, name, input) {
  await assert.rejects(send(name, input), (e) => e.name === type || assert.fail(`${e.name}: ${e.message}, not ${type}`));
}

async function main() {
  const created = await create('npm-orders', { behavior: 'echo' });
  assert.equal(created.FunctionArn, 'arn:aws:lambda:us-east-1:111111111111:function:npm-orders');
  await lambda.waitUntilFunctionActiveV2({ client, maxWaitTime: 20 }, { FunctionName: 'npm-orders' });
  const { RevisionId } = await send('GetFunctionConfiguration', { FunctionName: 'npm-orders' });
  await send('UpdateFunctionConfiguration', { FunctionName: 'npm-orders', MemorySize: 256, RevisionId });
  await refused('PreconditionFailedException', 'UpdateFunctionConfiguration', { FunctionName: 'npm-orders', MemorySize: 512, RevisionId });
  assert.equal((await send('PublishVersion', { FunctionName: 'npm-orders' })).Version, '1');
  await send('UpdateFunctionCode', { FunctionName: 'npm-orders', ZipFile: standIn({ behavior: 'constant', params: { value: 'two' } }) });
  await lambda.waitUntilFunctionUpdatedV2({ client, maxWaitTime: 20 }, { FunctionName: 'npm-orders' });
  assert.equal((await send('PublishVersion', { FunctionName: 'npm-orders' })).Version, '2');
  await send('CreateAlias', { FunctionName: 'npm-orders', Name: 'live', FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { 2: 0.4 } } });
  const versions = new Set();
  for (let i = 0; i < 40; i += 1) {
    versions.add((await send('Invoke', { FunctionName: 'npm-orders', Qualifier: 'live' })).ExecutedVersion);
  }
  assert.deepEqual([...versions].sort(), ['1', '2']);

  const answer = await send('Invoke', { FunctionName: 'npm-orders', Qualifier: '1', Payload: '{"n":1}', LogType: 'Tail', ClientContext: Buffer.from('{"custom":{"k":"v"}}').toString('base64') });
  assert.equal(text(answer.Payload), '{"n":1}');
  assert.match(Buffer.from(answer.LogResult, 'base64').toString(), /^START RequestId: [^]*REPORT RequestId: /);
  assert.equal((await send('Invoke', { FunctionName: 'npm-orders', InvocationType: 'Event' })).StatusCode, 202);
  assert.equal((await send('Invoke', { FunctionName: 'npm-orders', InvocationType: 'DryRun' })).StatusCode, 204);

  const stream = await send('InvokeWithResponseStream', { FunctionName: 'npm-orders', Qualifier: '1', Payload: '{"streamed":true}', LogType: 'Tail' });
  let body = '';
  let complete;
  for await (const event of stream.EventStream) {
    body += event.PayloadChunk ? text(event.PayloadChunk.Payload) : '';
    complete = event.InvokeComplete ?? complete;
  }
  assert.equal(body, '{"streamed":true}');
  assert.ok(complete && complete.LogResult && !complete.ErrorCode);
  await create('npm-fails', { behavior: 'fail', params: { errorMessage: 'on purpose' } });
  const failing = await send('InvokeWithResponseStream', { FunctionName: 'npm-fails' });
  for await (const event of failing.EventStream) {
    complete = event.InvokeComplete ?? complete;
  }
  assert.ok(complete.ErrorCode, 'a failed stream says so at its end');

  await send('PutFunctionConcurrency', { FunctionName: 'npm-orders', ReservedConcurrentExecutions: 0 });
  sent = 0;
  await refused('TooManyRequestsException', 'Invoke', { FunctionName: 'npm-orders' });
  assert.equal(sent, 3, 'the client tries three times');
  await send('DeleteFunctionConcurrency', { FunctionName: 'npm-orders' });

  await send('PutFunctionRecursionConfig', { FunctionName: 'npm-orders', RecursiveLoop: 'Allow' });
  assert.equal((await send('GetFunctionRecursionConfig', { FunctionName: 'npm-orders' })).RecursiveLoop, 'Allow');
  await assert.rejects(send('ListCapacityProviders', {}), (e) => e.$metadata.httpStatusCode === 501);

  for (let i = 0; i < 3; i += 1) {
    await create(`npm-page-${i}`, { behavior: 'nothing' });
  }
  const names = [];
  for await (const page of lambda.paginateListFunctions({ client, pageSize: 1 }, {})) {
    names.push(...page.Functions.map((f) => f.FunctionName).filter((n) => n.startsWith('npm-')));
  }
  assert.deepEqual(names, ['npm-fails', 'npm-orders', 'npm-page-0', 'npm-page-1', 'npm-page-2']);
  for (const FunctionName of names) {
    await send('DeleteFunction', { FunctionName });
  }
  await refused('ResourceNotFoundException', 'GetFunction', { FunctionName: 'npm-orders' });
  console.log('@aws-sdk/client-lambda: all checks passed');
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
