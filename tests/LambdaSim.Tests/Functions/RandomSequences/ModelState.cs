namespace LambdaSim.Tests.Functions.RandomSequences;

internal sealed record ModelSettings(string Description, int Timeout, string Layers);

internal sealed record ModelVersion(string Code, ModelSettings Settings, int AfterUpdates);

internal sealed record ModelAlias(string Version, (string Version, double Weight)? Second, string Description);

internal sealed record ModelEventInvoke(int? Retries, int? Age);

internal sealed record ModelUrl(string AuthType, string? InvokeMode);

/// <summary>What a function is to its callers.</summary>
internal sealed class ModelFunction(string code, ModelSettings settings)
{
    public string Code { get; set; } = code;

    public ModelSettings Settings { get; set; } = settings;

    public bool IsPending { get; set; } = true;

    public bool IsUpdating { get; set; }

    public int Updates { get; set; }

    public SortedDictionary<int, ModelVersion> Versions { get; } = [];

    public SortedDictionary<string, ModelAlias> Aliases { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, List<string>> Policies { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ModelEventInvoke> EventInvokes { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ModelUrl> Urls { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Provisioned { get; } = new(StringComparer.Ordinal);

    public int? Reserved { get; set; }

    public int? Signing { get; set; }

    public string RecursiveLoop { get; set; } = "Terminate";

    public int Claim => Reserved ?? Provisioned.Values.Sum();

    /// <summary>The version that a qualifier means, 0 for <c>$LATEST</c>; null: nothing.</summary>
    public int? Find(string? qualifier) => qualifier switch
    {
        null or ModelService.Latest => 0,
        _ when qualifier.All(char.IsAsciiDigit) => Versions.ContainsKey(Number(qualifier)) ? Number(qualifier) : null,
        _ => Aliases.TryGetValue(qualifier, out var alias) ? Find(alias.Version) : null,
    };

    public void Forget(string qualifier)
    {
        Policies.Remove(qualifier);
        EventInvokes.Remove(qualifier);
        Provisioned.Remove(qualifier);
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed class ModelMapping(string function, string source, string state)
{
    public string Function { get; } = function;

    public string Source { get; } = source;

    public string State { get; set; } = state;

    /// <summary>What it becomes; null: it stays; empty: it goes.</summary>
    public string? Next { get; set; }

    public int BatchSize { get; set; } = 10;
}
