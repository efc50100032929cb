using LambdaSim.Configuration;
using LambdaSim.Neighbours.LogGroups.Patterns;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.LogGroups;

/// <summary>CloudWatch Logs of one account in one region, as far as names and subscriptions go (rules LOG-GROUP, LOG-RETENTION, LOG-SUBSCRIPTION).</summary>
internal sealed class LogService(string account, string region, LogBook book)
{
    public const string Arns = "logs";

    private const string OfFunctions = "/aws/lambda/";

    private const int MostSubscriptions = 2, MostTags = 50;

    private static readonly int[] _retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288, 3_653];

    private readonly SortedDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);

    public string Account { get; } = account;

    public string Region { get; } = region;

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyCollection<LogGroup> Groups => _groups.Values;

    public LogGroup Create(string name, string? kmsKeyId = null, string? kind = null, bool isProtected = false)
    {
        if (_groups.ContainsKey(name))
        {
            throw LogsException.Exists("log group");
        }

        return _groups[name] = new LogGroup(name, ArnOf(name), book.Host.Now) { KmsKeyId = kmsKeyId, Class = kind ?? "STANDARD", IsProtected = isProtected };
    }

    /// <summary>A group of a function that logs is there without being created (rule LOG-FUNCTION).</summary>
    /// <exception cref="LogsException">There is none.</exception>
    public LogGroup Get(string name)
    {
        if (_groups.TryGetValue(name, out var group))
        {
            return group;
        }

        return name.StartsWith(OfFunctions, StringComparison.Ordinal) && book.Host.Directory.Find(Arn.OfFunction(Region, Account, name[OfFunctions.Length..])) is not null
            ? Create(name) : throw LogsException.GroupMissing();
    }

    /// <summary>Null: there is none, or nobody has asked for it.</summary>
    public LogGroup? Find(string name) => _groups.GetValueOrDefault(name);

    public IResource? Find(Arn arn) => arn.Resource.StartsWith("log-group:", StringComparison.Ordinal) && Find(NameIn(arn)) is { } group && ArnOf(group.Name) is var own && (own == arn || $"{own}:*" == arn.ToString()) ? group : null;

    /// <exception cref="LogsException">There is none.</exception>
    public LogGroup Tagged(string arn) => Arn.TryParse(arn, out var named) && Find(named) is LogGroup group ? group : throw LogsException.Missing(arn);

    public void Delete(string name)
    {
        if (Get(name).IsProtected)
        {
            throw LogsException.Protected(name);
        }

        _groups.Remove(name);
    }

    public void Retain(string name, int days)
    {
        if (!_retentions.Contains(days))
        {
            throw LogsException.Invalid($"1 validation error detected: Value '{Text.Of(days)}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", _retentions)}]");
        }

        Get(name).Retention = days;
    }

    public void CreateStream(string groupName, string name)
    {
        if (!Get(groupName).Streams.TryAdd(name, book.Host.Now))
        {
            throw LogsException.Exists("log stream");
        }
    }

    public void DeleteStream(string groupName, string name) => _ = Get(groupName).Streams.Remove(name) ? true : throw LogsException.StreamMissing();

    public void Subscribe(string groupName, SubscriptionRequest request)
    {
        var group = Get(groupName);
        if (LogPattern.Read(request.Pattern) is not { } pattern)
        {
            throw LogsException.Invalid($"Invalid filter pattern: {request.Pattern}");
        }

        if (!Arn.TryParse(request.DestinationArn, out var destination))
        {
            throw LogsException.Invalid("destinationArn for vendor must be a valid ARN");
        }

        if (destination.Service == Arn.Lambda && book.Host.Directory.Find(destination) is not IFunctionTarget)
        {
            throw LogsException.Invalid("Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.");
        }

        if (!group.Subscriptions.ContainsKey(request.Name) && group.Subscriptions.Count == MostSubscriptions)
        {
            throw LogsException.TooMany();
        }

        group.Subscriptions[request.Name] = new SubscriptionFilter(request.Name, request.Pattern, pattern, request.DestinationArn, book.Host.Now)
        {
            RoleArn = request.RoleArn,
            Distribution = request.Distribution ?? "ByLogStream",
        };
        book.Listen();
    }

    public void Unsubscribe(string groupName, string name) => _ = Get(groupName).Subscriptions.Remove(name) ? true : throw LogsException.FilterMissing();

    public static void Tag(LogGroup group, IReadOnlyDictionary<string, string> tags)
    {
        if (group.Tags.Keys.Union(tags.Keys, StringComparer.Ordinal).Count() > MostTags)
        {
            throw LogsException.Invalid(Text.Invariant($"A log group has at most {MostTags} tags."));
        }

        foreach (var (key, value) in tags)
        {
            group.Tags[key] = value;
        }
    }

    private Arn ArnOf(string name) => new("aws", Arns, Region, Account, $"log-group:{name}");

    private static string NameIn(Arn arn) => arn.Parts[1];
}

/// <summary>What PutSubscriptionFilter says.</summary>
internal sealed record SubscriptionRequest(string Name, string Pattern, string DestinationArn)
{
    public string? RoleArn { get; init; }

    public string? Distribution { get; init; }
}
