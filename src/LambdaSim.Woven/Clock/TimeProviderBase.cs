namespace LambdaSim.Woven.Clock;

/// <summary>What a time provider of the user's takes from its base class, which would ask the machine.</summary>
[Redirects(typeof(TimeProvider))]
public static class TimeProviderBase
{
    [InstanceMember]
    [BaseMember]
    public static DateTimeOffset GetUtcNow(TimeProvider self) => Ambient.Time.GetUtcNow();

    [InstanceMember]
    [BaseMember]
    public static long GetTimestamp(TimeProvider self) => Ambient.Time.GetTimestamp();

    [InstanceMember]
    [BaseMember]
    public static long get_TimestampFrequency(TimeProvider self) => Ambient.Time.TimestampFrequency;

    [InstanceMember]
    [BaseMember]
    public static TimeZoneInfo get_LocalTimeZone(TimeProvider self) => TimeZoneInfoShims.Local;

    [InstanceMember]
    [BaseMember]
    public static ITimer CreateTimer(TimeProvider self, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Ambient.Time.CreateTimer(callback, state, dueTime, period);
}
