namespace LambdaSim.Events;

/// <summary>
/// A version of the rules of ordering, drawing and recording. The same workload, configuration, seed and version give the same log; what a version changed is
/// told by its flags, here and nowhere else. A recorded run is repeated under the version that wrote it.
/// </summary>
public sealed class LogSemantics
{
    /// <summary>The rules of the first release.</summary>
    public static readonly LogSemantics Version1 = new(1);

    /// <summary>As <see cref="Version1"/>; what a call of code answered is hashed into its record (<see cref="RecordsAnswers"/>), and events that wait long wait together (<see cref="RefusesTogether"/>).</summary>
    public static readonly LogSemantics Version2 = new(2);

    /// <summary>As <see cref="Version2"/>; queues and what becomes of their messages are in the log (<see cref="RecordsMessages"/>), and what has its fate is sent on in a step of its own (<see cref="SendsOnApart"/>).</summary>
    public static readonly LogSemantics Version3 = new(3);

    private LogSemantics(int version) => Version = version;

    /// <summary>The version that runs have unless they ask for another.</summary>
    public static LogSemantics Current => Version3;

    /// <summary>The versions that this library can run, oldest first.</summary>
    public static IReadOnlyList<LogSemantics> All { get; } = [Version1, Version2, Version3];

    /// <summary>Its number, as it stands in a log's header.</summary>
    public int Version { get; }

    /// <summary>From version 2 on: the answer of a call of code that succeeded stands in the log, as an <see cref="EventKind.Answered"/> before the end of the call.</summary>
    public bool RecordsAnswers => Version >= 2;

    /// <summary>From version 2 on: back-off of 16 s and more ends with a whole second, and events that are due together are refused together, in one <see cref="EventKind.ThrottledTogether"/> (rule ASY-TOGETHER).</summary>
    public bool RefusesTogether => Version >= 2;

    /// <summary>From version 3 on: queues stand in the log beside the functions, and each message is recorded from where it was sent to its one fate.</summary>
    public bool RecordsMessages => Version >= 3;

    /// <summary>From version 3 on: dead-letter queues and destinations get what is for them when all calls of that instant have ended, before new requests come; otherwise while the call ends.</summary>
    public bool SendsOnApart => Version >= 3;

    /// <summary>From version 3 on: recursive loops are found and stopped (rule REC-LIMIT).</summary>
    public bool StopsLoops => Version >= 3;

    /// <summary>
    /// The number that enters a log's fingerprint. Version 3 adds entries and records that version 2 has no kinds for, and orders what is sent on: they tell a log apart by
    /// themselves, and a run without queues and destinations is the run that it is under version 2, with the same fingerprint.
    /// </summary>
    internal static int HashedAs(int version) => version == 3 ? 2 : version;

    /// <summary>The version of a number; null: this library does not know it.</summary>
    public static LogSemantics? Find(int version) => All.FirstOrDefault(s => s.Version == version);

    /// <inheritdoc/>
    public override string ToString() => Configuration.Text.Of(Version);
}
