using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Sources.Streams;

/// <summary>What a lane does.</summary>
internal enum LaneState
{
    /// <summary>Nothing: there are no records, or it is about to look for some.</summary>
    Idle,

    /// <summary>A batch is gathered until it is full or its window ends.</summary>
    Gathering,

    /// <summary>A batch was sent, and has no answer yet.</summary>
    Sent,

    /// <summary>A batch that failed or was refused waits to be tried again.</summary>
    Waiting,
}

/// <summary>
/// A part of a shard whose records go to the function one batch after the other (rule STM-PARALLEL): with a parallelisation factor a shard has several, and records of one key
/// are always in the same. The records at its head are the unit that is tried; it is sent, fails, is halved and is given up as one.
/// </summary>
internal sealed class Lane(int number)
{
    public int Number => number;

    public PendingRecords Records { get; } = new();

    public LaneState State { get; set; }

    /// <summary>How many records at the head are tried together; 0: none are.</summary>
    public int Unit { get; set; }

    /// <summary>Sizes of the units that follow, the next one last: what halving has left.</summary>
    public List<int> Halves { get; } = [];

    /// <summary>Number of the batch that the unit is.</summary>
    public int Batch { get; set; } = -1;

    /// <summary>How often the unit failed in the function.</summary>
    public int Attempts { get; set; }

    /// <summary>How often Lambda refused it.</summary>
    public int Refusals { get; set; }

    /// <summary>How many records were gathered so far, and their bytes.</summary>
    public int Gathered { get; set; }

    public int GatheredBytes { get; set; }

    /// <summary>The batch at hand goes as it is: its window is over.</summary>
    public bool IsDue { get; set; }

    /// <summary>When the last batch ended.</summary>
    public Instant BatchEnded { get; set; }

    /// <summary>What it waits for: the end of a window, the next attempt.</summary>
    public IDisposable? Alarm { get; set; }

    /// <summary>The version and invocation of the last attempt.</summary>
    public int Function { get; set; } = SimEvent.None;

    public int Invocation { get; set; } = SimEvent.None;

    /// <summary>What the last attempt was answered; null: it was not sent, or refused.</summary>
    public Resources.ServiceAnswer? Answer { get; set; }

    /// <summary>The last attempt failed by the items that the function named, or by an answer that cannot be used.</summary>
    public bool FailedByItems { get; set; }

    /// <summary>Sequence numbers of the unit by index, where an answer may name them.</summary>
    public IReadOnlyDictionary<string, int>? Numbers { get; set; }

    /// <summary>What a destination would be told of the unit; null: there is none.</summary>
    public Witness? Witness { get; set; }

    /// <summary>Its tumbling window; null: none is open.</summary>
    public TumblingState? Window { get; set; }

    /// <summary>The last invocation of its window was tried and is to be tried again.</summary>
    public bool IsClosingAgain => State != LaneState.Sent && Unit == 0 && Batch >= 0 && Window is { IsClosing: true };

    public void Disarm()
    {
        Alarm?.Dispose();
        Alarm = null;
    }

    /// <summary>The unit begins anew: with other records, or fewer.</summary>
    public void Renew(int unit)
    {
        (Unit, Attempts, Refusals, Batch) = (unit, 0, 0, -1);
        (Function, Invocation, Answer, FailedByItems) = (SimEvent.None, SimEvent.None, null, false);
        (Numbers, Witness) = (null, null);
    }

    /// <summary>What was read and not sent is read again.</summary>
    public void Clear()
    {
        Disarm();
        Forget();
        Renew(0);
        State = LaneState.Idle;
    }

    /// <summary>What was read is read again; a last invocation that is to be tried again goes on waiting.</summary>
    public void Forget()
    {
        Records.Clear();
        Halves.Clear();
        (Gathered, GatheredBytes, IsDue) = (0, 0, false);
    }
}

/// <summary>What was kept of records before a call, since their stream may keep them no longer once it is over.</summary>
/// <param name="First">Sequence number of the first.</param>
/// <param name="Last">Sequence number of the last.</param>
/// <param name="Event">The event without a window; null: the destination is no bucket.</param>
internal sealed record Witness(string First, string Last, ReadOnlyMemory<byte>? Event);

/// <summary>A window that is open (rule STM-TUMBLING).</summary>
/// <param name="Start">Nanoseconds since 1970.</param>
internal sealed record TumblingState(long Start)
{
    /// <summary>What the function answered last, a JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> State { get; init; } = "{}"u8.ToArray();

    /// <summary>It is closed: its last invocation is under way, or is to come.</summary>
    public bool IsClosing { get; init; }

    /// <summary>Its state grew too large.</summary>
    public bool IsCutShort { get; init; }
}
