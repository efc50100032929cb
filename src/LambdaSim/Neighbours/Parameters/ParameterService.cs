using System.Text.RegularExpressions;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Parameters;

/// <summary>Parameter Store of one account in one region (rules SSM-PUT, SSM-GET, SSM-RATE).</summary>
internal sealed class ParameterService(string account, string region, INeighbourHost host)
{
    public const string Arns = "ssm";

    private const int MostTags = 50;

    private readonly SortedDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly RequestBudget _reads = new();
    private ulong _staleReads;

    public string Account { get; } = account;

    public string Region { get; } = region;

    public INeighbourHost Host => host;

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyCollection<Parameter> All => _parameters.Values;

    /// <summary>Requests a second that read, of handlers; null: any number.</summary>
    public int? ReadsPerSecond { get; set; } = 40;

    public (Parameter Parameter, ParameterVersion Version) Put(string name, string value, string? tier, bool overwrite, ParameterSettings settings, IReadOnlyDictionary<string, string> tags)
    {
        ParameterName.Check(name);
        if (overwrite && tags.Count > 0)
        {
            throw ParameterException.Invalid("Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.");
        }

        var present = Find(name);
        if (present is not null && !overwrite)
        {
            throw ParameterException.Exists();
        }

        var asked = settings.Type;
        if (present is not null && asked.Length > 0 && asked != present.Latest.Settings.Type)
        {
            throw ParameterException.TypeChanged();
        }

        if (present is null && asked.Length == 0)
        {
            throw ParameterException.Invalid("A parameter type is required when you create a parameter.");
        }

        // What is not said stays.
        var before = present?.Latest.Settings;
        settings = settings with
        {
            Type = asked.Length > 0 ? asked : before!.Type,
            Tier = ParameterTier.Of(tier, value, settings.Policies, before?.Tier),
            Description = settings.Description ?? before?.Description,
            AllowedPattern = settings.AllowedPattern ?? before?.AllowedPattern,
        };
        CheckPattern(value, settings.AllowedPattern);
        var parameter = present ?? new Parameter(name, new Arn("aws", Arns, Region, Account, ParameterName.InArn(name)));
        var version = parameter.Put(value, settings, host.Now);
        _parameters[name] = parameter;
        Tag(parameter, tags);
        return (parameter, version);
    }

    /// <summary>Null: there is none.</summary>
    public Parameter? Find(string name) => _parameters.GetValueOrDefault(name);

    public Parameter? Find(Arn arn) => _parameters.Values.FirstOrDefault(p => p.Arn == arn);

    /// <param name="asked">A name or ARN, with or without a version or label.</param>
    /// <exception cref="ParameterException">There is none.</exception>
    public (Parameter Parameter, ParameterVersion Version, string? Selector) Get(string asked)
    {
        var (name, selector) = ParameterName.Split(asked);
        var parameter = Find(name) ?? throw ParameterException.NotFound();
        return (parameter, selector is null && parameter.Versions.Count > 1 && IsStale(parameter) ? parameter.Versions[^2] : parameter.At(selector), selector);
    }

    private bool IsStale(Parameter parameter) => host.ReadsStale(Arns, parameter.Name, parameter.Latest.At, _staleReads++);

    /// <exception cref="ParameterException">There is none.</exception>
    public Parameter Named(string asked) => Find(ParameterName.Split(asked).Name) ?? throw ParameterException.NotFound();

    public bool Remove(string asked) => _parameters.Remove(ParameterName.Split(asked).Name);

    public static void Tag(Parameter parameter, IReadOnlyDictionary<string, string> tags)
    {
        if (parameter.Tags.Keys.Union(tags.Keys, StringComparer.Ordinal).Count() > MostTags)
        {
            throw ParameterException.Invalid("The Targets parameter includes too many tags. Remove one or more tags and try the command again.");
        }

        foreach (var (key, value) in tags)
        {
            parameter.Tags[key] = value;
        }
    }

    /// <summary>A handler's request that reads: so many a second and no more.</summary>
    /// <exception cref="ParameterException">There were too many.</exception>
    public void Read(Sender by)
    {
        if (by.Cause == Events.SendCause.Handler && ReadsPerSecond is { } rate && !_reads.Take(host.Now, rate))
        {
            throw ParameterException.Throttled();
        }
    }

    private static void CheckPattern(string value, string? pattern)
    {
        if (pattern is not { Length: > 0 })
        {
            return;
        }

        bool matches;
        try
        {
            // Bounded by the text's length, whatever the pattern.
            matches = new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking).IsMatch(value);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw ParameterException.BadPattern(pattern);
        }

        _ = matches ? true : throw ParameterException.NoMatch(pattern);
    }
}
