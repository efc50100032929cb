using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

[assembly: LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer))]

namespace Batch;

// A batch of SQS: what is left when time runs out, and what fails, goes back to the queue.
public class Function
{
    private static readonly HashSet<string> _seen = [];

    public async Task<SQSBatchResponse> Handle(SQSEvent batch, ILambdaContext context)
    {
        using var soon = new CancellationTokenSource(context.RemainingTime - TimeSpan.FromSeconds(1));
        var response = new SQSBatchResponse();
        foreach (var message in batch.Records)
        {
            try
            {
                await Task.Delay(400, soon.Token);
                if (message.Body.Contains("poison"))
                {
                    throw new FormatException(message.Body);
                }

                context.Logger.LogLine($"{DateTime.UtcNow:O} {context.AwsRequestId} {message.Body} {(_seen.Add(message.Body) ? "first" : "again")}");
            }
            catch (Exception e) when (e is OperationCanceledException or FormatException)
            {
                response.BatchItemFailures.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId });
            }
        }

        return response;
    }
}
