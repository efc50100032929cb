using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LambdaSim.Woven.Telemetry;

/// <summary>Activities begin and end on virtual time, with ids of the environment's own stream.</summary>
[Redirects(typeof(ActivitySource))]
[Hidden]
public static class ActivitySourceShims
{
    [Constructor]
    public static ActivitySource New(string name) => Owners.Own(() => new ActivitySource(name));

    [Constructor]
    public static ActivitySource New(string name, string? version) => Owners.Own(() => new ActivitySource(name, version));

    [Constructor]
    public static ActivitySource New(string name, string? version, IEnumerable<KeyValuePair<string, object?>>? tags) => Owners.Own(() => new ActivitySource(name, version, tags));

    [Constructor]
    public static ActivitySource New(ActivitySourceOptions options) => Owners.Own(() => new ActivitySource(options));

    /// <summary>A listener hears its own environment, and what the framework tells all.</summary>
    public static void AddActivityListener(ActivityListener listener)
    {
        if (WovenEnvironment.Current is { } environment && listener?.ShouldListenTo is { } wanted)
        {
            listener.ShouldListenTo = source => Owners.Hears(environment, source) && wanted(source);
        }

        ActivitySource.AddActivityListener(listener!);
    }

    [InstanceMember]
    public static Activity? StartActivity(ActivitySource self, string name, ActivityKind kind) => Activities.Begun(self.StartActivity(name, kind));

    [InstanceMember]
    public static Activity? StartActivity(ActivitySource self, string name, ActivityKind kind, ActivityContext parentContext, IEnumerable<KeyValuePair<string, object?>>? tags, IEnumerable<ActivityLink>? links, DateTimeOffset startTime) =>
        Activities.Begun(self.StartActivity(name, kind, parentContext, tags, links, startTime), startTime);

    [InstanceMember]
    public static Activity? StartActivity(ActivitySource self, string name, ActivityKind kind, string? parentId, IEnumerable<KeyValuePair<string, object?>>? tags, IEnumerable<ActivityLink>? links, DateTimeOffset startTime) =>
        Activities.Begun(self.StartActivity(name, kind, parentId!, tags, links, startTime), startTime);

    [InstanceMember]
    public static Activity? StartActivity(ActivitySource self, ActivityKind kind, ActivityContext parentContext, IEnumerable<KeyValuePair<string, object?>>? tags, IEnumerable<ActivityLink>? links, DateTimeOffset startTime, string name) =>
        Activities.Begun(self.StartActivity(kind, parentContext, tags, links, startTime, name), startTime);
}

[Redirects(typeof(Activity))]
[Hidden]
public static class ActivityShims
{
    [InstanceMember]
    public static Activity Start(Activity self) => Activities.Begun(self.Start(), self.StartTimeUtc is var given && given != default ? given : default)!;

    [InstanceMember]
    public static void Stop(Activity self)
    {
        Activities.Ending(self);
        self.Stop();
    }

    [InstanceMember]
    public static void Dispose(Activity self)
    {
        Activities.Ending(self);
        self.Dispose();
    }
}

/// <summary>An activity at the end of a using statement is disposed of through the interface.</summary>
[Redirects(typeof(IDisposable))]
[Hidden]
public static class DisposableShims
{
    [InstanceMember]
    public static void Dispose(IDisposable self)
    {
        if (self is Activity activity)
        {
            Activities.Ending(activity);
        }

        self.Dispose();
    }
}

[Redirects(typeof(ActivityTraceId))]
[Hidden]
public static class ActivityTraceIdShims
{
    public static ActivityTraceId CreateRandom() => Activities.NewTraceId();
}

[Redirects(typeof(ActivitySpanId))]
[Hidden]
public static class ActivitySpanIdShims
{
    public static ActivitySpanId CreateRandom() => Activities.NewSpanId();
}

[Hidden]
internal static class Activities
{
    /// <summary>From now on the framework asks here for ids of new traces, in whose code ever they begin.</summary>
    public static void Install() => Activity.TraceIdGenerator ??= NewTraceId;

    public static ActivityTraceId NewTraceId()
    {
        if (WovenEnvironment.Current is not { } environment)
        {
            return ActivityTraceId.CreateRandom();
        }

        Span<byte> bytes = stackalloc byte[16];
        environment.Fill(bytes);
        return ActivityTraceId.CreateFromBytes(bytes);
    }

    public static ActivitySpanId NewSpanId()
    {
        if (WovenEnvironment.Current is not { } environment)
        {
            return ActivitySpanId.CreateRandom();
        }

        Span<byte> bytes = stackalloc byte[8];
        environment.Fill(bytes);
        return ActivitySpanId.CreateFromBytes(bytes);
    }

    public static Activity? Begun(Activity? activity, DateTimeOffset given = default)
    {
        if (activity is null || WovenEnvironment.Current is null)
        {
            return activity;
        }

        if (given == default)
        {
            activity.SetStartTime(Ambient.Time.GetUtcNow().UtcDateTime);
        }

        if (activity.IdFormat == ActivityIdFormat.W3C)
        {
            SpanOf(activity) = NewSpanId().ToHexString();
            IdOf(activity) = null;
        }

        return activity;
    }

    public static void Ending(Activity activity)
    {
        if (WovenEnvironment.Current is not null && activity.Duration == TimeSpan.Zero && !activity.IsStopped)
        {
            activity.SetEndTime(Ambient.Time.GetUtcNow().UtcDateTime);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanOf(Activity activity);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    private static extern ref string? IdOf(Activity activity);
}
