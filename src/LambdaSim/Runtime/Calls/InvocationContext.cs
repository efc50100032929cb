using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Runtime;

/// <summary>The context of one invocation, or of an init phase.</summary>
internal sealed class InvocationContext(LiveProcess process, Call? call) : LambdaContext
{
    // What few handlers ask for, made when one does.
    private Extras? _extras;

    private sealed class Extras
    {
        public CancellationTokenSource? Cancellation;
        public Random? Random;
        public ulong Guids;
        public ulong Requests;
        public string? RequestId;
        public TraceHeader? Trace;
        public IReadOnlyDictionary<string, string>? Variables;
    }

    private Extras More => _extras ??= new Extras();

    private LoopHost Host => process.Environment.Function.Host;

    public LiveProcess OfProcess => process;

    public Call? Call => call;

    public long Deadline { get; set; }

    /// <summary>How the environment came to be, in the words of <c>AWS_LAMBDA_INITIALIZATION_TYPE</c>.</summary>
    public string InitializationType => process.Environment.InitializationType;

    /// <summary>The environment's id: the same for all its processes.</summary>
    public Guid EnvironmentId => IdOf(0);

    /// <summary>The process's id.</summary>
    public Guid RuntimeId => IdOf((ulong)process.Generation);

    public override string AwsRequestId => More.RequestId ??= call is null ? "" : RequestId.Of(Host.Seed, call.Invocation);

    public override string FunctionName => process.Environment.Function.Definition.Name;

    public override string FunctionVersion => process.Environment.Function.Definition.Qualifier;

    public override string InvokedFunctionArn => call?.Options?.Target is { } target ? target.Arn : call?.Options?.Qualifier is { } qualifier
        ? $"{process.Environment.Function.Arn}:{qualifier}"
        : process.Environment.Function.Definition.Qualifier == FunctionDefinition.Latest ? process.Environment.Function.Arn : $"{process.Environment.Function.Arn}:{FunctionVersion}";

    public override int MemoryLimitInMB => process.Environment.Function.Definition.Config.MemoryMb;

    public override string LogGroupName => process.Environment.Function.LogGroup;

    public override string LogStreamName => Host.LogStreamOf(process.Environment);

    public override Duration RemainingTime => Duration.FromNanoseconds(Math.Max(0, Deadline - Host.LocalNow(process.Sandbox)));

    private protected override Arn ArnOf(string service, string resource) => new("aws", service, process.Environment.Function.Site.Region, process.Environment.Function.Site.Account, resource);

    private protected override IResource? Find(Arn arn) => Host.Directory.Find(arn);

    private protected override T Book<T>() => Host.Directory.Book<T>();

    public override string? ClientContext => call is { Type: InvocationType.RequestResponse } ? call.Options?.ClientContext : null;

    public override CognitoIdentity? Identity => call is { Type: InvocationType.RequestResponse } ? call.Options?.CognitoIdentity : null;

    public override IReadOnlyDictionary<string, string> Environment => call is null ? process.Environment.Variables : More.Variables ??= new TracedVariables(process.Environment.Variables, this);

    /// <summary>What clients in it send along: the trace that it works for, whose chain has reached its function (rule REC-LINEAGE); null: it works for none, in an INIT.</summary>
    public TraceHeader? Trace => call is null ? null : More.Trace ??= (call.Trace ?? TraceHeader.Of(Host.Seed, call.Invocation, Begun)).Reach(RecursionGuard.KeyOf(process.Environment.Function.Definition));

    private Instant Begun => Host.Start + Duration.FromNanoseconds(call?.ArrivedAt ?? process.Environment.Deadline - process.Environment.Function.TimeoutNs);

    public override int EnvironmentNumber => process.Environment.Serial;

    public override IDictionary<string, object?> Process => process.Items;

    public override TmpDirectory Tmp => process.Environment.Tmp;

    public override TimeProvider Time => Host.Time;

    public override IClock Clock => Host.Clock;

    public override Random Random => More.Random ??= new DeterministicRandom(Draw.Stream(Host.Seed, Purpose.HandlerRandom, Entity));

    public override CancellationToken CancellationToken => (More.Cancellation ??= StartCancellation()).Token;

    public override LambdaClient Client => Host.Client;

    /// <summary>Requests to services so far, where faults strike these.</summary>
    public ulong Requests
    {
        get => More.Requests;
        set => More.Requests = value;
    }

    /// <summary>What its draws are keyed by.</summary>
    public ulong Entity => call is null
        ? ~(ulong)((uint)process.Environment.Serial | ((ulong)(uint)process.Environment.Generations << 32))
        : (uint)call.Invocation | ((ulong)(uint)call.Attempts << 32);

    public override Guid NewGuid() => DeterministicGuid.At(Draw.Stream(Host.Seed, Purpose.HandlerGuid, Entity), More.Guids++);

    public override ValueTask Delay(TimeLength duration, CancellationToken cancellationToken = default)
    {
        Require();
        if (duration < Duration.Zero || duration > Duration.FromDays(366))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), Text.Invariant($"{duration.TotalSeconds} s; it must be between 0 and 366 days"));
        }

        return Host.Delay(duration.ToInt64Nanoseconds(), process.Sandbox, cancellationToken);
    }

    public override void Spend(TimeLength duration)
    {
        Require();
        RequireDay(duration, nameof(duration));
        process.Sandbox.BusyUntil = Host.LocalNow(process.Sandbox) + duration.ToInt64Nanoseconds();
    }

    public override void Log(string level, string message)
    {
        if (!process.Sandbox.Dead && !Host.Baton.IsTrespassed)
        {
            Host.WriteLog(process, call, level, message);
        }
    }

    public override void UseMemory(int megabytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(megabytes);
        Require();
        process.MemoryMb = Math.Max(process.MemoryMb, Math.Min(megabytes, MemoryLimitInMB));
        if (megabytes > MemoryLimitInMB)
        {
            throw Leave(null, Text.Invariant($"{megabytes} MB are more than the {MemoryLimitInMB} MB of {FunctionName}: the process is killed"));
        }
    }

    public override void Exit(int code)
    {
        Require();
        throw Leave(code, Text.Invariant($"the process of {FunctionName} exits with code {code}"));
    }

    public override Task<T> External<T>(Func<Task<T>> work, TimeLength took = default, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        Require();
        RequireDay(took, nameof(took));
        return Host.External(work, took.ToDuration(), name ?? FunctionName);
    }

    /// <summary>Real work that takes as much virtual time as it takes real time.</summary>
    public Task<T> Paced<T>(Func<Task<T>> work, double pace)
    {
        Require();
        return Host.Paced.Start(work, pace, FunctionName);
    }

    /// <summary>The process of this context is gone, while it waits for a call.</summary>
    public void Lost() => Host.Lost(process);

    public void Note(string what) => Host.Note(what);

    /// <summary>The invocation is over: its token fires no more.</summary>
    public void End()
    {
        _extras?.Cancellation?.Dispose();
    }

    // The process is gone at this instant, whatever becomes of the exception.
    private ProcessExitException Leave(int? code, string message)
    {
        process.Exit = new ProcessExitException(code, message);
        Host.Exited(process);
        return process.Exit;
    }

    private Guid IdOf(ulong ordinal) => DeterministicGuid.At(Draw.Stream(Host.Seed, Purpose.EnvironmentId, (ulong)EnvironmentNumber), ordinal);

    private CancellationTokenSource StartCancellation()
    {
        var lead = Math.Min(Host.Options.CancellationLead.ToInt64Nanoseconds(), process.Environment.Function.TimeoutNs / 2);
        var left = Math.Max(0, Deadline - lead - Host.LocalNow(process.Sandbox));
        return new CancellationTokenSource(TimeSpan.FromTicks(left / NodaConstants.NanosecondsPerTick), Host.Time);
    }

    private static void RequireDay(TimeLength length, string parameter)
    {
        if (length.ToDuration() is var duration && (duration < Duration.Zero || duration > Duration.FromDays(1)))
        {
            throw new ArgumentOutOfRangeException(parameter, Text.Invariant($"{duration.TotalSeconds} s; it must be between 0 and a day"));
        }
    }

    private void Require()
    {
        if (process.Sandbox.Dead)
        {
            throw new EnvironmentGoneException($"the process of {FunctionName} that runs this code has ended (request {AwsRequestId}): a timeout or a crash ended it", Host.Seed);
        }

        if (Host.Baton.IsTrespassed)
        {
            throw new EnvironmentGoneException($"the run in which {FunctionName} started this code is over (request {AwsRequestId}): it ended before the thread that runs this", Host.Seed);
        }
    }
}
