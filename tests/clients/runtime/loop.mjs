// The loop of a runtime: polls the Lambda Runtime API and runs one handler. AWS_LAMBDA_RUNTIME_API says where.
import http from 'node:http';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function ask(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, agent, headers, path: `/2018-06-01/runtime/${path}` }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ headers: response.headers, status: response.statusCode, text: Buffer.concat(parts).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

export async function serve(handler) {
  for (;;) {
    const next = await ask('GET', 'invocation/next');
    const id = next.headers['lambda-runtime-aws-request-id'];
    const deadline = Number(next.headers['lambda-runtime-deadline-ms']);
    const context = {
      awsRequestId: id,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      invokedFunctionArn: next.headers['lambda-runtime-invoked-function-arn'],
      getRemainingTimeInMillis: () => deadline - Date.now(),
    };
    try {
      await ask('POST', `invocation/${id}/response`, JSON.stringify((await handler(JSON.parse(next.text), context)) ?? null));
    } catch (error) {
      await ask('POST', `invocation/${id}/error`, JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: [] }), { 'Lambda-Runtime-Function-Error-Type': `Handler.${error.name}` });
    }
  }
}
