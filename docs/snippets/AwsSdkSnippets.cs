using Amazon.SQS;
using Amazon.SQS.Model;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/aws-sdk.md, compiled and run by the tests.</summary>
public static class AwsSdkSnippets
{
    public static void Sdk(TextWriter output)
    {
        // begin-snippet: aws-sdk
        using var simulation = new Simulation(seed: 1);
        using var sqs = new AmazonSQSClient(simulation.AwsConfig<AmazonSQSConfig>());
        var pack = simulation.AddFunction("pack", async (string url) =>
        {
            var answer = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url) { WaitTimeSeconds = 20 });
            await sqs.DeleteMessageAsync(url, answer.Messages[0].ReceiptHandle);
            return $"{answer.Messages[0].Body} after {simulation.Elapsed.TotalSeconds} s";
        }, f => f with { Timeout = 30.Seconds });

        simulation.Run(async () =>
        {
            var url = (await sqs.CreateQueueAsync("orders")).QueueUrl;
            var packed = pack.InvokeAsync(url);
            await Task.Delay(5.Seconds, simulation.Time);
            await sqs.SendMessageAsync(url, "two apples");

            output.WriteLine((await packed).Value<string>());
        });
        // end-snippet
    }
}
