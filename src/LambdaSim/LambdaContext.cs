using LambdaSim.Neighbours.Buckets;
using LambdaSim.Neighbours.Buses;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Neighbours.Topics;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim;

/// <summary>
/// What a handler sees of the invocation it runs in: AWS's context object, and the virtual world's own clock, random numbers and
/// identifiers. Valid while the invocation runs.
/// </summary>
public abstract partial class LambdaContext
{
    internal LambdaContext()
    {
    }

    /// <summary>The request's id; all attempts of one event share it.</summary>
    public abstract string AwsRequestId { get; }

    /// <summary>The function's name.</summary>
    public abstract string FunctionName { get; }

    /// <summary>The version that runs: <c>$LATEST</c> or a number.</summary>
    public abstract string FunctionVersion { get; }

    /// <summary>The ARN exactly as the caller addressed it: unqualified stays unqualified.</summary>
    public abstract string InvokedFunctionArn { get; }

    /// <summary>Configured memory in MB.</summary>
    public abstract int MemoryLimitInMB { get; }

    /// <summary>CloudWatch log group.</summary>
    public abstract string LogGroupName { get; }

    /// <summary>CloudWatch log stream: one for each environment.</summary>
    public abstract string LogStreamName { get; }

    /// <summary>Virtual time left until the timeout; zero when it is over.</summary>
    public abstract Duration RemainingTime { get; }

    /// <summary>What the caller of a synchronous invocation passed as client context, as JSON; null: none.</summary>
    public abstract string? ClientContext { get; }

    /// <summary>The Cognito identity that the caller of a synchronous invocation has; null: none (rule INV-IDENTITY).</summary>
    public virtual CognitoIdentity? Identity => null;

    /// <summary>Environment variables of the function, AWS's own included. The process's variables are not set.</summary>
    public abstract IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Number of the execution environment, from 0, in order of creation.</summary>
    public abstract int EnvironmentNumber { get; }

    /// <summary>A home for state that lives as long as the process in this environment: what a static field is on Lambda.</summary>
    public abstract IDictionary<string, object?> Process { get; }

    /// <summary>The environment's <c>/tmp</c>: kept across invocations and resets, gone with the environment.</summary>
    public abstract TmpDirectory Tmp { get; }

    /// <summary>A queue of the function's account and region, by name.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// var waiting = context.Queue("orders").Messages.Count;
    /// </code>
    /// </example>
    public Queue Queue(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var arn = ArnOf(Arn.Sqs, name);
        return Find(arn) as Queue ?? throw new ResourceNotFoundException($"Queue not found: {arn}");
    }

    /// <summary>An event bus of the function's account and region, by name.</summary>
    /// <param name="name">Its name; left out: the bus that each account has.</param>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// context.Bus("orders").Put("shop", "Order Placed", """{"id":"o-1"}""");
    /// </code>
    /// </example>
    public Bus Bus(string name = "default")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var arn = ArnOf(Arn.Events, $"event-bus/{name}");
        return Find(arn) as Bus ?? throw new ResourceNotFoundException($"Event bus not found: {arn}");
    }

    /// <summary>A bucket, by name: names of buckets are the same for all accounts and Regions.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// context.Bucket("thumbnails").Put("cat.png", small);
    /// </code>
    /// </example>
    public Bucket Bucket(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Find(Arn.OfBucket(name)) as Bucket ?? throw new ResourceNotFoundException($"Bucket not found: {name}");
    }

    /// <summary>A topic of the function's account and region, by name.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// context.Topic("orders").Publish("order 7 was paid");
    /// </code>
    /// </example>
    public Topic Topic(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var arn = ArnOf(Arn.Sns, name);
        return Find(arn) as Topic ?? throw new ResourceNotFoundException($"Topic not found: {arn}");
    }

    /// <summary>A stream of Kinesis Data Streams of the function's account and region, by name.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// context.Stream("clicks").Put("customer-7", """{"page":"/cart"}""");
    /// </code>
    /// </example>
    public DataStream Stream(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var arn = ArnOf(Arn.Kinesis, $"stream/{name}");
        return Find(arn) as DataStream ?? throw new ResourceNotFoundException($"Stream not found: {arn}");
    }

    /// <summary>A table of the function's account and region, by name.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// context.Table("orders").Update("o-1", "SET #status = :s", new { s = "paid" });
    /// </code>
    /// </example>
    public Table Table(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var arn = ArnOf(TableBook.Arns, $"{TableBook.OfTable}{name}");
        return Find(arn) as Table ?? throw new ResourceNotFoundException($"Table not found: {arn}");
    }

    // A resource of the function's own account and region.
    private protected abstract Arn ArnOf(string service, string resource);

    private protected abstract IResource? Find(Arn arn);

    // The resources of a service.
    private protected abstract T Book<T>()
        where T : class, IResourceBook;

    /// <summary>The virtual clock as .NET's <see cref="TimeProvider"/>: timers, delays and timeouts built on it pass virtual time.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>The virtual clock as NodaTime's clock.</summary>
    public abstract IClock Clock { get; }

    /// <summary>Random numbers of this attempt of this invocation: the same in every run with the same seed.</summary>
    public abstract Random Random { get; }

    /// <summary>Cancelled shortly before the timeout (<see cref="SimulationOptions.CancellationLead"/>); AWS has no such signal.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Calls other functions of the simulation from inside.</summary>
    public abstract LambdaClient Client { get; }

    /// <summary>A version 4 UUID: the same in every run with the same seed.</summary>
    public abstract Guid NewGuid();

    /// <summary>Waits for virtual time. Cheaper than <c>Task.Delay</c>: nothing is allocated. Await it once.</summary>
    /// <example>
    /// <code>
    /// await context.Delay(50.Milliseconds);
    /// </code>
    /// </example>
    public abstract ValueTask Delay(TimeLength duration, CancellationToken cancellationToken = default);

    /// <summary>Passes virtual time without awaiting: what a synchronous handler's work takes. The environment is busy meanwhile.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative or longer than a day.</exception>
    /// <example>
    /// <code>
    /// context.Spend(rounds * 2.Milliseconds);
    /// </code>
    /// </example>
    public abstract void Spend(TimeLength duration);

    /// <summary>Writes a line to the function's log.</summary>
    public void Log(string message) => Log("info", message);

    /// <summary>Writes a line to the function's log.</summary>
    /// <param name="level">AWS's .NET names: <c>trce</c>, <c>dbug</c>, <c>info</c>, <c>warn</c>, <c>fail</c>, <c>crit</c>; empty: the raw line.</param>
    /// <param name="message">The text.</param>
    public abstract void Log(string level, string message);

    /// <summary>Declares memory in use, in MB; the highest value of the process is its high-water mark. Above the limit the process is killed.</summary>
    /// <exception cref="ProcessExitException">More than the function has: the runtime process is killed; let the exception pass.</exception>
    public abstract void UseMemory(int megabytes);

    /// <summary>Ends the runtime process, as <c>Environment.Exit</c> would; the environment is reset.</summary>
    /// <exception cref="ProcessExitException">Always: the process is gone; let the exception pass.</exception>
    public abstract void Exit(int code);

    /// <summary>
    /// Real work outside the simulation (I/O, another process), declared: virtual time stands still until it is over, the result
    /// comes in after <paramref name="took"/> of virtual time, results in order of declaration.
    /// </summary>
    /// <example>
    /// <code>
    /// var text = await context.External(() =&gt; File.ReadAllTextAsync(file), took: 35.Milliseconds);
    /// </code>
    /// </example>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="took"/> is negative or longer than a day.</exception>
    public abstract Task<T> External<T>(Func<Task<T>> work, TimeLength took = default, string? name = null);

    /// <summary>Real work outside the simulation, declared.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="took"/> is negative or longer than a day.</exception>
    public async Task External(Func<Task> work, TimeLength took = default, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        await External(
            async () =>
            {
                await work().ConfigureAwait(false);
                return true;
            },
            took,
            name).ConfigureAwait(false);
    }
}

/// <summary>The runtime process ended itself. Handlers let it pass.</summary>
public sealed class ProcessExitException : LambdaSimException
{
    internal ProcessExitException(int? code, string message)
        : base(message) => Code = code;

    /// <summary>Exit code; null: killed by a signal.</summary>
    public int? Code { get; }
}
