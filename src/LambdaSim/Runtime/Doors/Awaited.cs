namespace LambdaSim.Runtime;

/// <summary>What could resume code that waits.</summary>
internal enum AwaitedKind
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>Virtual time, an answer, declared work.</summary>
    Inside,

    /// <summary>Nothing at all.</summary>
    Never,

    /// <summary>The real world, for certain: a timer, a socket, a file.</summary>
    Outside,
}

/// <summary>What code waits for, and where.</summary>
/// <param name="Kind">What could resume it.</param>
/// <param name="What">Such as <c>Task.Delay of 2 s of real time</c>.</param>
/// <param name="Where">The methods that wait for each other, outermost first; empty: unknown.</param>
internal sealed record Awaited(AwaitedKind Kind, string What, string Where)
{
    /// <summary>Both, for messages.</summary>
    public string Words => Where.Length == 0 ? What : $"{What}, in {Where}";
}
