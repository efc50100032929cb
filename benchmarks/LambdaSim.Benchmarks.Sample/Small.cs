namespace LambdaSim.Benchmarks.Sample;

/// <summary>A small handler as people write them: the benchmark calls it as it is, and woven.</summary>
public sealed class Small
{
    private static readonly Dictionary<string, int> _calls = [];

    public async Task<string> Handle(string name)
    {
        _calls[name] = _calls.GetValueOrDefault(name) + 1;
        await Task.Yield();
        return name;
    }
}

/// <summary>Holds its environment for a while.</summary>
public sealed class Held
{
    private static readonly Dictionary<string, int> _calls = [];

    public async Task<string> Handle(string name)
    {
        _calls[name] = _calls.GetValueOrDefault(name) + 1;
        await Task.Delay(100);
        return name;
    }
}
