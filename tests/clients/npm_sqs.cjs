// @aws-sdk/client-sqs against an endpoint whose clock is moved by hand: a mapping gives a message up, which the client finds in the dead-letter queue. Usage: npm_sqs.cjs ENDPOINT
const assert = require('node:assert/strict');
const lambda = require('@aws-sdk/client-lambda');
const sqs = require('@aws-sdk/client-sqs');
const { callback, control, settings, standIn } = require('./standin.cjs');

const functions = new lambda.LambdaClient(settings);
const queues = new sqs.SQSClient(settings);
const send = (name, input) => queues.send(new sqs[`${name}Command`](input));

const shown = ({ Messages = [] }) => Messages.map((m) => [m.Body, Number(m.Attributes.ApproximateReceiveCount)]);

async function create(QueueName, Attributes) {
  const { QueueUrl } = await send('CreateQueue', { QueueName, Attributes });
  return { QueueUrl, arn: (await send('GetQueueAttributes', { QueueUrl, AttributeNames: ['QueueArn'] })).Attributes.QueueArn };
}

// One message is poison, and the function names it.
const batches = [];
const work = (event) => {
  batches.push(event.Records.map((record) => record.body));
  return { batchItemFailures: event.Records.filter((r) => r.body === 'poison').map((r) => ({ itemIdentifier: r.messageId })) };
};

async function main() {
  const program = await callback(work);
  const dead = await create('dead');
  const orders = await create('orders', { VisibilityTimeout: '30', RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 3 }) });
  await functions.send(new lambda.CreateFunctionCommand({
    FunctionName: 'import', Runtime: 'nodejs22.x', Role: 'arn:aws:iam::111111111111:role/npm', Handler: 'index.handler', Code: { ZipFile: standIn({ callback: program.address }) },
  }));
  await lambda.waitUntilFunctionActiveV2({ client: functions, maxWaitTime: 20 }, { FunctionName: 'import' });
  const { UUID } = await functions.send(new lambda.CreateEventSourceMappingCommand({
    FunctionName: 'import', EventSourceArn: orders.arn, MaximumBatchingWindowInSeconds: 1, FunctionResponseTypes: ['ReportBatchItemFailures'],
  }));
  await control('advance', { seconds: 60 });
  assert.equal((await functions.send(new lambda.GetEventSourceMappingCommand({ UUID }))).State, 'Enabled');

  const put = await send('SendMessageBatch', { QueueUrl: orders.QueueUrl, Entries: ['one', 'poison', 'two'].map((MessageBody, i) => ({ Id: `${i}`, MessageBody })) });
  assert.equal(put.Successful.length, 3);
  await control('advance', { seconds: 10 });
  assert.deepEqual(batches, [['one', 'poison', 'two']]);
  assert.deepEqual(shown(await send('ReceiveMessage', { QueueUrl: dead.QueueUrl, MessageSystemAttributeNames: ['All'] })), [], 'it is tried again first');

  await control('advance', { seconds: 120 });
  assert.deepEqual(batches, [['one', 'poison', 'two'], ['poison'], ['poison']]);
  const given = await send('ReceiveMessage', { QueueUrl: dead.QueueUrl, MessageSystemAttributeNames: ['All'] });
  assert.deepEqual(shown(given), [['poison', 4]]);
  assert.equal(given.Messages[0].Attributes.DeadLetterQueueSourceArn, orders.arn);
  await send('DeleteMessage', { QueueUrl: dead.QueueUrl, ReceiptHandle: given.Messages[0].ReceiptHandle });
  const { Attributes } = await send('GetQueueAttributes', { QueueUrl: orders.QueueUrl, AttributeNames: ['All'] });
  assert.deepEqual([Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible], ['0', '0'], 'nothing is left');

  const sent = await send('SendMessage', { QueueUrl: dead.QueueUrl, MessageBody: 'attributed', DelaySeconds: 5, MessageAttributes: { tenant: { DataType: 'String', StringValue: 'acme' } } });
  assert.equal((await send('ReceiveMessage', { QueueUrl: dead.QueueUrl })).Messages, undefined, 'it is delayed');
  await control('advance', { seconds: 5 });
  const [attributed] = (await send('ReceiveMessage', { QueueUrl: dead.QueueUrl, MessageAttributeNames: ['All'] })).Messages;
  assert.deepEqual([attributed.MessageId, attributed.MessageAttributes.tenant.StringValue], [sent.MessageId, 'acme']);
  await assert.rejects(send('GetQueueUrl', { QueueName: 'nobody' }), (e) => e.name === 'QueueDoesNotExist');
  program.close();
  console.log('@aws-sdk/client-sqs: all checks passed');
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
