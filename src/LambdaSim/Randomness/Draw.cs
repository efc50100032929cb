namespace LambdaSim.Randomness;

/// <summary>
/// What a draw is for. A number is never reused or changed: each purpose is a stream of its own, so that a new one shifts no old draw.
/// </summary>
internal enum Purpose : ulong
{
    Arrival = 1,
    Duration = 2,
    Init = 3,
    KeepAlive = 4,
    Lifetime = 5,
    RequestId = 6,
    Workload = 7,
    WorkloadFunction = 8,
    WorkloadDuration = 9,
    WorkloadMinute = 10,
    HandlerRandom = 11,
    HandlerGuid = 12,
    LogStream = 13,
    RevisionId = 14,
    ResourceId = 15,
    ResourceLetters = 16,
    AliasRouting = 17,
    EnvironmentId = 18,
    MessageId = 20,
    ReceiptHandle = 21,
    BucketId = 30,
    AsyncBackoff = 40,
    AsyncDuplicate = 41,
    AsyncSystemError = 42,
    DestinationKey = 43,
    EventId = 60,
    EventRetry = 61,
    ScheduleDelay = 70,
    ScheduleDuplicate = 71,
    ScheduleExecution = 72,
    SecretVersion = 73,
    SecretName = 74,
    LogEventId = 75,
    ScheduleRequest = 76,
    ScheduleNotification = 77,
    NotificationId = 90,
    SubscriptionId = 91,
    WebFailure = 100,
    DeployedRandom = 110,
    DeployedGuid = 111,
    FrontRequestId = 120,
    TargetWeight = 121,
    ShardFailure = 130,
    BrokerMessage = 131,
    TableId = 150,
    IndexDelay = 151,
    ItemExpiry = 152,
    TableStreamId = 153,
    StreamId = 170,

    OldCode = 198,
    EnvironmentZone = 199,

    /// <summary>One for each site of faults, from here on: this and the number of the site.</summary>
    Fault = 200,
}

/// <summary>Counter-based random numbers: a function of (seed, purpose, entity, ordinal), never "the next one".</summary>
internal static class Draw
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    // A double has 53 bits.
    private const int UnitShift = 11;
    private const double Unit = 1.0 / (1ul << 53);

    /// <summary>64 uniform bits.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the draw is for.</param>
    /// <param name="entity">Whom it is for; <see cref="StableHash"/> of a name.</param>
    /// <param name="ordinal">Which one; ordinals count arrivals, not completions.</param>
    public static ulong Bits(ulong seed, Purpose purpose, ulong entity, ulong ordinal) => At(Stream(seed, purpose, entity), ordinal);

    /// <summary>The key of one stream, to be kept where many ordinals of it are drawn.</summary>
    public static ulong Stream(ulong seed, Purpose purpose, ulong entity) => Mix(Mix(Mix(seed + Gamma) + ((ulong)purpose * Gamma)) + entity);

    /// <summary>64 uniform bits of a stream.</summary>
    public static ulong At(ulong stream, ulong ordinal) => Mix(stream + ((ordinal + 1) * Gamma));

    /// <summary>Of 64 uniform bits a share from 0 to below 1, as fine as a double is.</summary>
    public static double Share(ulong bits) => (bits >> UnitShift) * Unit;

    /// <summary>Of 64 uniform bits a share above 0 and up to 1, the smaller the greater they are.</summary>
    public static double UpperShare(ulong bits) => ((~bits >> UnitShift) + 1) * Unit;

    /// <summary>Of 64 uniform bits a share above 0 and below 1, for whoever takes its logarithm.</summary>
    public static double InnerShare(ulong bits) => ((bits >> UnitShift) + 0.5) * Unit;

    // The output function of SplitMix64 (Steele, Lea, Flood 2014): a bijection with full avalanche.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>A hash that is the same in every process and on every machine.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over the UTF-16 code units, low byte first.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xcbf29ce484222325ul;
        foreach (var c in text)
        {
            hash = (hash ^ (byte)c) * 0x100000001b3;
            hash = (hash ^ (byte)(c >> 8)) * 0x100000001b3;
        }

        return hash;
    }
}
