using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Parameters;

/// <summary>A parameter with its versions, the last hundred of them (rules SSM-VERSION, SSM-LABEL).</summary>
internal sealed class Parameter(string name, Arn arn) : IResource
{
    private const int MostVersions = 100, MostLabels = 10, LongestLabel = 100;

    private readonly List<ParameterVersion> _versions = [];

    public string Kind => "parameter";

    public string Name { get; } = name;

    public Arn Arn { get; } = arn;

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ParameterVersion> Versions => _versions;

    public ParameterVersion Latest => _versions[^1];

    public ParameterVersion Put(string value, ParameterSettings settings, Instant now)
    {
        if (_versions.Count == MostVersions)
        {
            _ = _versions[0].Labels.Count == 0 ? true : throw ParameterException.TooManyVersions(Name, _versions[0].Number);
            _versions.RemoveAt(0);
        }

        var version = new ParameterVersion(_versions.Count == 0 ? 1 : Latest.Number + 1, value, settings, now);
        _versions.Add(version);
        return version;
    }

    /// <param name="selector">A number or a label; null: the latest.</param>
    /// <exception cref="ParameterException">There is none.</exception>
    public ParameterVersion At(string? selector) =>
        selector is null ? Latest
        : int.TryParse(selector, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? _versions.Find(v => v.Number == number) ?? throw ParameterException.VersionNotFound(Name, number)
        : _versions.Find(v => v.Labels.Contains(selector)) ?? throw ParameterException.LabelNotFound(Name, selector);

    /// <summary>Gives labels to a version; another that had one has it no more.</summary>
    /// <returns>Labels that are none.</returns>
    public IReadOnlyList<string> Label(ParameterVersion version, IReadOnlyList<string> labels)
    {
        var good = labels.Where(IsLabel).ToList();
        if (version.Labels.Union(good, StringComparer.Ordinal).Count() > MostLabels)
        {
            throw ParameterException.TooManyLabels();
        }

        foreach (var label in good)
        {
            _versions.ForEach(v => v.Labels.Remove(label));
            version.Labels.Add(label);
        }

        return [.. labels.Where(static l => !IsLabel(l))];
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && !char.IsAsciiDigit(label[0]) && label.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        && !label.StartsWith("aws", StringComparison.OrdinalIgnoreCase) && !label.StartsWith("ssm", StringComparison.OrdinalIgnoreCase);
}
