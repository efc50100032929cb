using LambdaSim.Configuration;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Queues;

/// <summary>The tasks of one account and region that move messages back from dead-letter queues (rule SQS-MOVE-TASK).</summary>
internal sealed class MoveTasks(QueueService service)
{
    private const int MostRate = 500;
    private const int MostListed = 10;
    private const int MostActive = 100;

    private readonly List<MoveTask> _tasks = [];

    /// <exception cref="QueueServiceException">A queue is missing or is none for this, or a task of the source is active.</exception>
    public MoveTask Start(string? sourceArn, string? destinationArn, int? rate)
    {
        var source = SourceOf(sourceArn);
        if (rate is < 1 or > MostRate)
        {
            throw QueueServiceException.InvalidParameter("MaxNumberOfMessagesPerSecond", Text.Of(rate.Value), "You must enter a value between 1 and 500.");
        }

        if (!service.Queues.Any(q => q.Settings.Redrive?.TargetArn == Arn.Parse(source.Arn)))
        {
            throw QueueServiceException.InvalidParameter("Source queue must be configured as a Dead Letter Queue.");
        }

        Arn? destination = null;
        if (!string.IsNullOrEmpty(destinationArn))
        {
            destination = ArnOf(destinationArn, "DestinationArn");
            var target = service.Find(destination.Value) ?? throw Missing("DestinationArn");
            if (target == source)
            {
                throw QueueServiceException.InvalidParameter("Source queue arn and destination queue arn cannot be the same.");
            }

            if (target.IsFifo != source.IsFifo)
            {
                throw QueueServiceException.InvalidParameter("Source and destination queue must be of the same type.");
            }
        }

        if (_tasks.Exists(t => t.Source == source && t.IsActive))
        {
            throw QueueServiceException.InvalidParameter("There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
        }

        if (_tasks.Count(static t => t.IsActive) >= MostActive)
        {
            throw QueueServiceException.OverLimit("Too many active message movement tasks: an account has at most 100.");
        }

        var task = new MoveTask(source, destination, rate, NewHandle(source));
        _tasks.Add(task);
        task.Start();
        return task;
    }

    /// <summary>The latest first.</summary>
    public IEnumerable<MoveTask> List(string? sourceArn, int? max)
    {
        var source = SourceOf(sourceArn);
        return max is < 1 or > MostListed
            ? throw QueueServiceException.InvalidParameter("MaxResults", Text.Of(max.Value), "MaxResults must be an integer between 1 and 10.")
            : _tasks.Where(t => t.Source == source).Reverse().Take(max ?? 1);
    }

    /// <exception cref="QueueServiceException">There is no such task, or it is over.</exception>
    public MoveTask Cancel(string? handle)
    {
        if (string.IsNullOrEmpty(handle))
        {
            throw QueueServiceException.MissingParameter("TaskHandle");
        }

        var task = _tasks.Find(t => t.Handle == handle) ?? throw QueueServiceException.ResourceNotFound("Task does not exist.");
        if (task.Status != MoveTaskStatus.Running)
        {
            throw QueueServiceException.InvalidParameter("Only active tasks can be cancelled.");
        }

        task.Cancel();
        return task;
    }

    /// <summary>A queue is deleted.</summary>
    public void Lose(Queue queue)
    {
        foreach (var task in _tasks.Where(t => t.Source == queue || (t.Destination is { } arn && service.ArnOf(queue.Name) == arn)))
        {
            task.Stop("AWS.SimpleQueueService.NonExistentQueue");
        }
    }

    private Queue SourceOf(string? arn) => service.Find(ArnOf(arn, "SourceArn")) ?? throw Missing("SourceArn");

    private static Arn ArnOf(string? text, string parameter) => string.IsNullOrEmpty(text) ? throw QueueServiceException.MissingParameter(parameter)
        : Arn.TryParse(text, out var arn) ? arn
        : throw QueueServiceException.InvalidParameter($"{parameter} is not a valid ARN.");

    private static QueueServiceException Missing(string parameter) =>
        QueueServiceException.ResourceNotFound($"The resource that you specified for the {parameter} parameter doesn't exist.");

    // A text without meaning to clients.
    private string NewHandle(Queue source)
    {
        var id = DeterministicGuid.At(Draw.Stream(service.Host.Seed, Purpose.ReceiptHandle, StableHash.Of(Text.Invariant($"{source.Arn}/tasks"))), (ulong)_tasks.Count);
        return Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{{\"taskId\":\"{id:D}\",\"sourceArn\":\"{source.Arn}\"}}"));
    }
}
