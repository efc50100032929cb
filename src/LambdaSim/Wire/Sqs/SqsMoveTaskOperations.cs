using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Wire.Sqs;

// Those that move messages back from a dead-letter queue.
internal static partial class SqsOperations
{
    private static JsonObject StartMoveTask(SqsCall call) => new()
    {
        ["TaskHandle"] = call.Service.MoveTasks.Start(call.Input.Text("SourceArn"), call.Input.Text("DestinationArn"), call.Input.Number("MaxNumberOfMessagesPerSecond")).Handle,
    };

    private static JsonObject CancelMoveTask(SqsCall call) => new() { ["ApproximateNumberOfMessagesMoved"] = call.Service.MoveTasks.Cancel(call.Input.Text("TaskHandle")).Moved };

    private static JsonObject ListMoveTasks(SqsCall call) => new()
    {
        ["Results"] = new JsonArray([.. call.Service.MoveTasks.List(call.Input.Text("SourceArn"), call.Input.Number("MaxResults")).Select(static t => (JsonNode)Shown(t))]),
    };

    private static JsonObject Shown(MoveTask task)
    {
        var shown = new JsonObject
        {
            ["Status"] = task.Status.ToString().ToUpperInvariant(),
            ["SourceArn"] = task.Source.Arn,
            ["ApproximateNumberOfMessagesMoved"] = task.Moved,
            ["ApproximateNumberOfMessagesToMove"] = task.ToMove,
            ["StartedTimestamp"] = task.StartedAt.ToUnixTimeMilliseconds(),
        };
        Set(shown, "DestinationArn", task.Destination?.ToString());
        Set(shown, "FailureReason", task.FailureReason);
        // Only a task that can be cancelled shows by what.
        Set(shown, "TaskHandle", task.Status == MoveTaskStatus.Running ? task.Handle : null);
        if (task.Rate is { } rate)
        {
            shown["MaxNumberOfMessagesPerSecond"] = rate;
        }

        return shown;
    }
}
