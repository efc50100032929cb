namespace LambdaSim.Workloads;

/// <summary>What a file counts its times from.</summary>
internal enum FileClock : byte
{
    Unknown = 0,

    /// <summary>Nanoseconds since the trace's own start.</summary>
    Relative,

    /// <summary>ISO-8601 instants, held as nanoseconds since 1970.</summary>
    Iso,

    /// <summary>Numbers since 1970.</summary>
    Unix,
}

/// <summary>What became of a row.</summary>
internal enum RowResult : byte
{
    End = 0,
    Row,
    LeftOut,
    Malformed,
}
