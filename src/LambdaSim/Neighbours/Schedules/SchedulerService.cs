using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>EventBridge Scheduler of one account in one region (rules SCH-GROUP, SCH-CREATE, SCH-UPDATE).</summary>
internal sealed class SchedulerService
{
    public const string Arns = "scheduler";

    private const int MostTags = 50;

    private readonly SortedDictionary<string, ScheduleGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Request, string Arn)> _tokens = new(StringComparer.Ordinal);
    private readonly ScheduleBook _book;

    public SchedulerService(string account, string region, ScheduleBook book)
    {
        (Account, Region, _book) = (account, region, book);
        Add(ScheduleGroup.Default);
    }

    public string Account { get; }

    public string Region { get; }

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyCollection<ScheduleGroup> Groups => _groups.Values;

    /// <summary>In ordinal order of their groups and names.</summary>
    public IEnumerable<Schedule> Schedules => _groups.Values.SelectMany(static g => g.Schedules.Values);

    private INeighbourHost Host => _book.Host;

    public IResource? Find(Arn arn) => arn.Resource.Split('/') switch
    {
        ["schedule-group", var name] => _groups.GetValueOrDefault(name) is { } group && group.Arn == arn ? group : null,
        ["schedule", var group, var name] => _groups.GetValueOrDefault(group)?.Schedules.GetValueOrDefault(name) is { } schedule && schedule.Named == arn ? schedule : null,
        _ => null,
    };

    /// <summary>Does what creates something, once for each token and request: again it gives the same name (rule SCH-TOKEN).</summary>
    public string Once(string operation, string? token, string request, Func<string> create)
    {
        var key = $"{operation} {token}";
        if (token is not null && _tokens.TryGetValue(key, out var known) && known.Request == request)
        {
            return known.Arn;
        }

        var arn = create();
        if (token is not null)
        {
            _tokens[key] = (request, arn);
        }

        return arn;
    }

    public ScheduleGroup CreateGroup(string name, IReadOnlyDictionary<string, string> tags)
    {
        ScheduleChecks.Name(name);
        if (_groups.ContainsKey(name))
        {
            throw SchedulerException.Exists($"Schedule group {name}");
        }

        CheckTags(tags, []);
        var group = Add(name);
        Put(group, tags);
        return group;
    }

    public bool HasGroup(string name) => _groups.ContainsKey(name);

    /// <exception cref="SchedulerException">There is none.</exception>
    public ScheduleGroup Group(string? name) => _groups.GetValueOrDefault(name ?? ScheduleGroup.Default) ?? throw SchedulerException.Missing($"Schedule group {name}");

    /// <summary>A group goes at once, and its schedules with it.</summary>
    public void DeleteGroup(string name)
    {
        var group = Group(name);
        if (name == ScheduleGroup.Default)
        {
            throw SchedulerException.Invalid("The default schedule group cannot be deleted.");
        }

        _groups.Remove(name);
        foreach (var schedule in group.Schedules.Values)
        {
            schedule.Close();
        }
    }

    /// <summary>The group of an ARN, for its tags.</summary>
    public ScheduleGroup Tagged(string arn) =>
        Arn.TryParse(arn, out var named) && Find(named) is ScheduleGroup group ? group : throw SchedulerException.Missing($"Schedule group {arn[(arn.LastIndexOf('/') + 1)..]}");

    public void Tag(string arn, IReadOnlyDictionary<string, string> tags)
    {
        var group = Tagged(arn);
        CheckTags(tags, group.Tags.Keys);
        Put(group, tags);
    }

    public void Untag(string arn, IEnumerable<string> keys)
    {
        var group = Tagged(arn);
        foreach (var key in keys)
        {
            group.Tags.Remove(key);
        }

        group.ModifiedAt = Host.Now;
    }

    public Schedule Create(string name, string? groupName, ScheduleSettings settings)
    {
        ScheduleChecks.Name(name);
        var group = Group(groupName);
        if (group.Schedules.ContainsKey(name))
        {
            throw SchedulerException.Exists($"Schedule {name}");
        }

        Check(settings);
        var schedule = new Schedule(name, group.Name, new Arn("aws", Arns, Region, Account, $"schedule/{group.Name}/{name}"), this, _book, settings);
        group.Schedules.Add(name, schedule);
        schedule.Begin();
        return schedule;
    }

    /// <summary>Everything about it is replaced: what is not told has its default again.</summary>
    public Schedule Update(string name, string? groupName, ScheduleSettings settings)
    {
        var schedule = Get(name, groupName);
        Check(settings);
        schedule.Set(settings);
        return schedule;
    }

    /// <exception cref="SchedulerException">There is none.</exception>
    public Schedule Get(string name, string? groupName) => Group(groupName).Schedules.GetValueOrDefault(name) ?? throw SchedulerException.Missing($"Schedule {name}");

    public void Delete(string name, string? groupName)
    {
        var schedule = Get(name, groupName);
        Group(groupName).Schedules.Remove(name);
        schedule.Close();
    }

    private void Check(ScheduleSettings settings)
    {
        ScheduleChecks.DeadLetters(settings.Target.DeadLetterArn);
        ScheduleChecks.Zone(settings.ZoneName);
        ScheduleChecks.Dates(settings, Host.Now);
        ScheduleChecks.Target(settings.Target);
    }

    private ScheduleGroup Add(string name)
    {
        var group = new ScheduleGroup(name, new Arn("aws", Arns, Region, Account, $"schedule-group/{name}"), Host.Now);
        _groups.Add(name, group);
        return group;
    }

    private void Put(ScheduleGroup group, IReadOnlyDictionary<string, string> tags)
    {
        foreach (var (key, value) in tags)
        {
            group.Tags[key] = value;
        }

        group.ModifiedAt = Host.Now;
    }

    private static void CheckTags(IReadOnlyDictionary<string, string> tags, IEnumerable<string> present)
    {
        if (tags.Keys.Union(present, StringComparer.Ordinal).Count() > MostTags)
        {
            throw SchedulerException.TooMany(Text.Invariant($"A schedule group has at most {MostTags} tags."));
        }
    }
}
