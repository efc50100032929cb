using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>How long a quota lasts.</summary>
public enum QuotaPeriod
{
    /// <summary>From midnight to midnight, UTC.</summary>
    Day = 0,

    /// <summary>From Sunday to Sunday.</summary>
    Week = 1,

    /// <summary>A month of the calendar.</summary>
    Month = 2,
}

/// <summary>What each key of a usage plan may ask for (rules APIGW-PLAN, APIGW-QUOTA).</summary>
public sealed record UsagePlanSettings
{
    /// <summary>Requests a second; null: no limit.</summary>
    public double? RateLimit { get; init; }

    /// <summary>Requests at once; null: as <see cref="RateLimit"/>, at least one.</summary>
    public int? BurstLimit { get; init; }

    /// <summary>Requests of a period; null: no quota.</summary>
    public int? Quota { get; init; }

    /// <summary>The period of the quota.</summary>
    public QuotaPeriod Period { get; init; }

    /// <summary>Requests by which the quota of the first period is smaller.</summary>
    public int Offset { get; init; }

    internal RouteLimit? Limit() => RouteLimit.Of(RateLimit, BurstLimit);
}

/// <summary>Which keys may call an API, how fast, and how often.</summary>
public sealed class UsagePlan
{
    private readonly List<ApiKey> _keys = [];
    private readonly Dictionary<string, RouteLimit?> _limits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (LocalDate Period, int Used)> _used = new(StringComparer.Ordinal);
    private LocalDate? _first;

    internal UsagePlan(string id, string name, UsagePlanSettings settings) => (Id, Name, Settings) = (id, name, Checked(settings));

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; internal set; }

    /// <summary>What each of its keys may ask for.</summary>
    public UsagePlanSettings Settings { get; private set; }

    /// <summary>Its keys.</summary>
    public IReadOnlyList<ApiKey> Keys => _keys;

    /// <summary>Limits of single methods, by API, stage and method, such as <c>id:prod/orders/GET</c>.</summary>
    internal Dictionary<string, (double? Rate, int? Burst)> Methods { get; } = new(StringComparer.Ordinal);

    /// <summary>From now on a key is of this plan.</summary>
    public void Add(ApiKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_keys.Contains(key))
        {
            _keys.Add(key);
        }
    }

    /// <summary>The same plan, of which nothing is used.</summary>
    internal UsagePlan Again()
    {
        var again = new UsagePlan(Id, Name, Settings);
        _keys.ForEach(again.Add);
        foreach (var (method, limits) in Methods)
        {
            again.Methods.Add(method, limits);
        }

        return again;
    }

    internal bool Remove(ApiKey key) => _keys.Remove(key);

    /// <summary>New limits begin with full buckets; what was used of the quota stays used.</summary>
    internal void Change(UsagePlanSettings settings)
    {
        Settings = Checked(settings);
        _limits.Clear();
    }

    /// <summary>Counts a request of a key; the answer that refuses it, or null.</summary>
    /// <param name="key">Of this plan.</param>
    /// <param name="method">The API, its stage and the method.</param>
    /// <param name="now">Virtual time.</param>
    internal FrontAnswer? Refusal(ApiKey key, string method, Instant now)
    {
        var period = PeriodAt(now);
        _first ??= period;
        if (LimitOf(key.Id, Settings.Limit)?.Admits(now) == false
            || (Methods.TryGetValue(method, out var own) && LimitOf($"{key.Id} {method}", () => RouteLimit.Of(own.Rate, own.Burst))?.Admits(now) == false))
        {
            return FrontAnswer.Json(429, """{"message":"Too Many Requests"}""");
        }

        if (Settings.Quota is not { } quota)
        {
            return null;
        }

        var used = _used.TryGetValue(key.Id, out var before) && before.Period == period ? before.Used : period == _first ? Settings.Offset : 0;
        if (used >= quota)
        {
            return FrontAnswer.Json(429, """{"message":"Limit Exceeded"}""");
        }

        _used[key.Id] = (period, used + 1);
        return null;
    }

    private RouteLimit? LimitOf(string name, Func<RouteLimit?> make)
    {
        if (!_limits.TryGetValue(name, out var limit))
        {
            _limits.Add(name, limit = make());
        }

        return limit;
    }

    private LocalDate PeriodAt(Instant now)
    {
        var day = now.InUtc().Date;
        return Settings.Period switch
        {
            QuotaPeriod.Week => day.DayOfWeek == IsoDayOfWeek.Sunday ? day : day.Previous(IsoDayOfWeek.Sunday),
            QuotaPeriod.Month => new LocalDate(day.Year, day.Month, 1),
            _ => day,
        };
    }

    private static UsagePlanSettings Checked(UsagePlanSettings settings) =>
        settings is { RateLimit: < 0 } or { BurstLimit: < 0 } or { Quota: < 0 } or { Offset: < 0 } || settings.RateLimit is { } rate && !double.IsFinite(rate)
            ? throw new ArgumentException("a limit, a quota or an offset of a usage plan is below 0; leave it out for none")
            : settings;
}
