// A runtime in the smallest form, with nothing installed. AWS_LAMBDA_RUNTIME_API says where.
import { serve } from './loop.mjs';

let calls = 0;

await serve(async (event, context) => {
  calls++;
  if (event.exit !== undefined) {
    process.exit(event.exit);
  }
  if (event.fail) {
    throw new TypeError(event.fail);
  }
  return { runtime: 'node', calls, event, inTime: context.getRemainingTimeInMillis() > 0, arn: context.invokedFunctionArn };
});
