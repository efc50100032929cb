using System.ComponentModel;

namespace LambdaSim.Woven;

/// <summary>What woven code sees in place of the machine: one for each process of an execution environment.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Hidden]
public abstract class WovenEnvironment
{
    private Dictionary<object, object?>? _items;

    static WovenEnvironment() => Telemetry.Activities.Install();

    /// <summary>Finds the environment whose code runs; null: nobody's.</summary>
    public static Func<WovenEnvironment?>? Finder { get; set; }

    /// <summary>The environment whose code runs; null: it runs outside a simulation, where all is the machine's.</summary>
    public static WovenEnvironment? Current => Finder?.Invoke();

    /// <summary>The environment whose process's code runs; null: it runs outside one, where variables, files and network are the machine's.</summary>
    public static WovenEnvironment? OfProcess => Current is { IsProcess: true } environment ? environment : null;

    /// <summary>It stands for a process, not only for a clock and lots.</summary>
    public virtual bool IsProcess => true;

    /// <summary>The simulation's time.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Numbers of the process's own stream.</summary>
    public abstract Random Random { get; }

    /// <summary>Environment variables, by name.</summary>
    public abstract IDictionary<string, string> Variables { get; }

    /// <summary>Which real folders stand for which.</summary>
    public abstract FolderMap Folders { get; }

    /// <summary>Cores that its memory buys.</summary>
    public abstract int ProcessorCount { get; }

    /// <summary>How the network answers; null: as the machine's, which the simulation refuses.</summary>
    public virtual HttpMessageHandler? Network => null;

    /// <summary>File descriptors of a process (rule DEP-DESCRIPTORS).</summary>
    internal const int MaxOpenFiles = 1_024;

    /// <summary>Files that its code has open.</summary>
    internal int OpenFiles { get; set; }

    /// <summary>Work of its process is on the thread pool, or waits to be.</summary>
    public virtual bool AnyWork => false;

    /// <summary>The static fields of its types, by slot.</summary>
    internal object?[] Statics = [];

    /// <summary>What a member that stands for another keeps for this process.</summary>
    internal T Item<T>(object key, Func<T> make)
    {
        lock (_lock)
        {
            _items ??= [];
            if (!_items.TryGetValue(key, out var item))
            {
                _items.Add(key, item = make());
            }

            return (T)item!;
        }
    }

    private readonly Lock _lock = new();

    public abstract Guid NewGuid();

    public abstract void Fill(Span<byte> bytes);

    /// <summary>The thread's own work for so long: time passes, nothing else of the process runs.</summary>
    public abstract void Spend(TimeSpan time);

    /// <summary>Ends the process.</summary>
    /// <param name="code">Exit code; null: it was killed.</param>
    /// <param name="message">What it says.</param>
    public abstract void Exit(int? code, string message);

    /// <summary>Its process has ended by itself: what unwinds now is nobody's exception.</summary>
    internal bool HasExited { get; private set; }

    /// <summary>Ends the process, with its own words.</summary>
    internal void Leave(int code, string message)
    {
        HasExited = true;
        Exit(code, message);
    }

    /// <summary>Says once, in the run's list of what is not simulated, what woven code did that stays the machine's.</summary>
    public abstract void Note(string what);

    /// <summary>Whoever wants to know that the process ends, in order.</summary>
    internal EventHandler? Exiting;

    /// <summary>The process ends by itself: whoever wanted to know it is told (rule DEP-EXIT).</summary>
    public void TellExit()
    {
        var exiting = Exiting;
        Exiting = null;
        exiting?.Invoke(AppDomain.CurrentDomain, EventArgs.Empty);
    }
}
