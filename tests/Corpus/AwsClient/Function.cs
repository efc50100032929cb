using Amazon.SQS;
using Amazon.SQS.Model;

namespace AwsClient;

// AWS's SDK as a Lambda function has it: credentials and region from the environment, its own retries.
public class Function
{
    private static readonly AmazonSQSClient _sqs = new();

    public async Task<object> Handle(string order)
    {
        var url = (await _sqs.GetQueueUrlAsync(Environment.GetEnvironmentVariable("QUEUE"))).QueueUrl;
        var sent = await _sqs.SendMessageAsync(new SendMessageRequest(url, order));
        var missing = "";
        try
        {
            await _sqs.GetQueueUrlAsync("no-such-queue");
        }
        catch (AmazonSQSException e)
        {
            missing = e.ErrorCode;
        }

        return new { url, sent.MessageId, missing, now = DateTime.UtcNow };
    }
}
