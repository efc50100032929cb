using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// What each kind of record does to the gauges of <see cref="ConcurrencySeries"/>, worked out once as tables: a record's bits
/// select a row, so that folding it takes no branch that the mix of records could mispredict.
/// </summary>
internal static class ConcurrencyEffects
{
    /// <summary>Running, warm, provisioned busy, unreserved in flight with what was claimed since the run's start.</summary>
    public const int Gauges = 4;

    public const int Rows = 32;

    public const byte Nothing = 0, Arrived = 1;
    public const byte Throttled = 2; // + ThrottleCause, 0 to 6
    public const byte Dropped = 9;
    public const byte CreatedForCall = 10; // + Pool
    public const byte CreatedAhead = 13;
    public const byte ReadyAhead = 14;
    public const byte StartedWarm = 15; // + Pool
    public const byte Succeeded = 18; // + Pool
    public const byte Failed = 21; // + Pool
    public const byte TimedOut = 24; // + Pool
    public const byte Ended = 27;

    /// <summary>What <see cref="ConcurrencySeries"/> works out by itself: provisioned concurrency, claims, events refused together.</summary>
    public const byte Special = 28;

    /// <summary>Whose concurrency a call uses.</summary>
    public const int Unreserved = 0, Reserved = 1, Provisioned = 2, Pools = 3;

    // A kind that changes no gauge; so do all after it.
    private const int NoKind = (int)EventKind.MessageEnded;

    private static readonly byte[] RowOfKey = BuildKeys();
    private static readonly double[] DeltaOfRow = BuildDeltas();

    /// <summary>For each key of <see cref="Key"/>, its row.</summary>
    public static ReadOnlySpan<byte> Row => RowOfKey;

    /// <summary>For each row, <see cref="Gauges"/> changes.</summary>
    public static ReadOnlySpan<double> Delta => DeltaOfRow;

    /// <summary>Kind (5 bits), cause (3), start type and provisioned (3), no invocation (1), function with reserved concurrency (1).</summary>
    public static int Key(in SimEvent e, int reserved) =>
        Math.Min((int)e.Kind, NoKind) | ((e.Cause & 7) << 5) | (((e.Detail >> 10) & 7) << 8) | ((int)((uint)e.Invocation >> 31) << 11) | (reserved << 12);

    /// <summary>The row of attempts refused for a cause.</summary>
    public static int ThrottledBy(ThrottleCause cause) => Throttled + Math.Min((int)cause, (int)ThrottleCause.RuntimeProcesses);

    private static byte[] BuildKeys()
    {
        var rows = new byte[1 << 13];
        for (var key = 0; key < rows.Length; key++)
        {
            var cause = (key >> 5) & 7;
            var start = (StartType)((key >> 8) & 3);
            var alone = ((key >> 11) & 1) != 0;
            var pool = (key & (1 << 10)) != 0 ? Provisioned : (key & (1 << 12)) != 0 ? Reserved : Unreserved;
            rows[key] = (byte)((EventKind)(key & 31) switch
            {
                EventKind.Arrived => Arrived,
                EventKind.Throttled => ThrottledBy((ThrottleCause)cause),
                EventKind.Dropped => Dropped,
                EventKind.EnvironmentCreated => alone ? CreatedAhead : CreatedForCall + pool,
                EventKind.InitCompleted => alone ? ReadyAhead : Nothing,
                EventKind.Started => start == StartType.Cold ? Nothing : StartedWarm + pool,
                EventKind.Completed => pool + (Outcome)cause switch
                {
                    Outcome.Succeeded => Succeeded,
                    Outcome.TimedOut => TimedOut,
                    _ => Failed,
                },
                EventKind.EnvironmentEnded => Ended,
                EventKind.ProvisionedReady or EventKind.Claimed or EventKind.ThrottledTogether => Special,
                _ => Nothing,
            });
        }

        return rows;
    }

    private static double[] BuildDeltas()
    {
        var deltas = new double[Rows * Gauges];
        for (var pool = 0; pool < Pools; pool++)
        {
            Set(CreatedForCall + pool, running: 1, warm: 0, pool);
            Set(StartedWarm + pool, running: 1, warm: -1, pool);
            Set(Succeeded + pool, running: -1, warm: 1, pool);
            Set(Failed + pool, running: -1, warm: 1, pool);
            Set(TimedOut + pool, running: -1, warm: 1, pool);
        }

        Set(ReadyAhead, running: 0, warm: 1, Unreserved);
        Set(Ended, running: 0, warm: -1, Unreserved);
        return deltas;

        void Set(int row, int running, int warm, int pool)
        {
            deltas[row * Gauges] = running;
            deltas[(row * Gauges) + 1] = warm;
            deltas[(row * Gauges) + 2] = pool == Provisioned ? running : 0;
            deltas[(row * Gauges) + 3] = pool == Unreserved ? running : 0;
        }
    }
}
