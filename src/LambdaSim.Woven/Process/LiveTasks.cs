namespace LambdaSim.Woven.Process;

/// <summary>Threads and processes that code of one process began and that live (rule DEP-TASKS).</summary>
internal sealed class LiveTasks
{
    private const int Most = 1_024;

    private readonly List<Func<bool>> _begun = [];
    private readonly Lock _lock = new();

    public static LiveTasks? Current => WovenEnvironment.OfProcess?.Item(typeof(LiveTasks), static () => new LiveTasks());

    /// <summary>One more can begin.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                // Who has ended meanwhile is asked only when it matters.
                return _begun.Count < Most || (_begun.RemoveAll(static lives => !lives()) > 0 && _begun.Count < Most);
            }
        }
    }

    public void Began(Func<bool> lives)
    {
        lock (_lock)
        {
            _begun.Add(lives);
        }
    }
}
