// Powertools for AWS Lambda on queues: partial batches, and work that is done once. NODE_PATH names its packages.
const { BatchProcessor, EventType, SqsFifoPartialProcessor, processPartialResponse, processPartialResponseSync } = require('@aws-lambda-powertools/batch');
const { IdempotencyConfig, IdempotencyItemAlreadyExistsError, IdempotencyItemNotFoundError, makeIdempotent } = require('@aws-lambda-powertools/idempotency');
const { DynamoDBPersistenceLayer } = require('@aws-lambda-powertools/idempotency/dynamodb');
const { BasePersistenceLayer, IdempotencyRecord } = require('@aws-lambda-powertools/idempotency/persistence');

class MemoryPersistenceLayer extends BasePersistenceLayer {
  #records = new Map();

  async _putRecord(record) {
    const there = this.#records.get(record.idempotencyKey);
    if (there && !there.isExpired()) {
      throw new IdempotencyItemAlreadyExistsError(`${record.idempotencyKey} is there`, there);
    }
    this.#records.set(record.idempotencyKey, record);
  }

  async _getRecord(key) {
    if (!this.#records.has(key)) {
      throw new IdempotencyItemNotFoundError(`${key} is not there`);
    }
    return this.#records.get(key);
  }

  async _updateRecord(record) {
    this.#records.set(record.idempotencyKey, new IdempotencyRecord({ ...record, status: 'COMPLETED' }));
  }

  async _deleteRecord(record) {
    this.#records.delete(record.idempotencyKey);
  }
}

// What was asked for, and what was done, in order.
const asked = [];
const done = [];

function work(record) {
  if (record.body.startsWith('poison')) {
    throw new Error(`${record.body} cannot be done`);
  }
  done.push(record.body);
  return `did ${record.body}`;
}

const config = new IdempotencyConfig({ eventKeyJmesPath: 'body', throwOnNoIdempotencyKey: true });
const table = process.env.IDEMPOTENCY_TABLE;
const persistenceStore = table ? new DynamoDBPersistenceLayer({ tableName: table }) : new MemoryPersistenceLayer();
const once = makeIdempotent(async (record) => work(record), { persistenceStore, config });
const standard = new BatchProcessor(EventType.SQS);
const fifo = new SqsFifoPartialProcessor();

async function handler(event, context) {
  if (event.told) {
    return { asked, done };
  }
  asked.push(event.Records.map((record) => record.body));
  if (event.Records[0].eventSourceARN.endsWith('.fifo')) {
    return processPartialResponseSync(event, work, fifo, { context, skipGroupOnError: process.env.SKIP_GROUP_ON_ERROR === 'true' });
  }
  config.registerLambdaContext(context);
  return processPartialResponse(event, once, standard, { context });
}

import('./loop.mjs').then(({ serve }) => serve(handler));
