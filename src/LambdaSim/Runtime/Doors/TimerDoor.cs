using System.Diagnostics.Tracing;

namespace LambdaSim.Runtime;

/// <summary>
/// Hears of every real timer that is set in the process, synchronously, on the thread that sets it. Started with the pool's door, and like that never stopped;
/// a thread that runs no simulation's code pays for the event and nothing else. It is called under a lock of .NET's: it only notes.
/// </summary>
internal sealed class TimerDoor : EventListener
{
    private const int Sent = 150;
    private const int KindOfTimer = 1;

    private static readonly Lock _once = new();
    private static volatile TimerDoor? _instance;

    private TimerDoor()
    {
    }

    /// <summary>After the pool's: that one proves its own hearing first.</summary>
    internal static void Start()
    {
        if (_instance is null)
        {
            lock (_once)
            {
                _instance ??= new();
            }
        }
    }

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "System.Diagnostics.Eventing.FrameworkEventSource")
        {
            EnableEvents(source, EventLevel.Informational, (EventKeywords)0x10);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs written)
    {
        try
        {
            if (written is { EventId: Sent, Payload: [long id, int kind, _, _, int due, ..] } && kind == KindOfTimer && due >= 0)
            {
                Baton.OnRealTimer((int)id, due);
            }
        }
        catch (Exception)
        {
            // An exception out of a listener would surface in code that has nothing to do with it.
        }
    }
}

/// <summary>A real timer that code of a simulation has just set.</summary>
/// <param name="Sandbox">Whose code.</param>
/// <param name="Id">Identity hash of .NET's timer.</param>
/// <param name="DueMs">Milliseconds until it rings.</param>
internal readonly record struct SetTimer(Sandbox Sandbox, int Id, int DueMs);
