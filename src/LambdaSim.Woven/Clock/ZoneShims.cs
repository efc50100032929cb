namespace LambdaSim.Woven.Clock;

/// <summary>Local time is UTC, whatever the machine's zone is (rule DEP-ZONE).</summary>
[Redirects(typeof(DateTime))]
public static class LocalTimeShims
{
    [InstanceMember]
    public static DateTime ToLocalTime(ref DateTime self) => WovenEnvironment.OfProcess is null ? self.ToLocalTime() : Local(self);

    [InstanceMember]
    public static DateTime ToUniversalTime(ref DateTime self) => WovenEnvironment.OfProcess is null ? self.ToUniversalTime() : Utc(self);

    [InstanceMember]
    public static bool IsDaylightSavingTime(ref DateTime self) => WovenEnvironment.OfProcess is null && self.IsDaylightSavingTime();

    [InstanceMember]
    public static long ToFileTime(ref DateTime self) => WovenEnvironment.OfProcess is null ? self.ToFileTime() : Utc(self).ToFileTimeUtc();

    public static DateTime FromFileTime(long fileTime) => WovenEnvironment.OfProcess is null ? DateTime.FromFileTime(fileTime) : Local(DateTime.FromFileTimeUtc(fileTime));

    internal static DateTime Local(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Local);

    internal static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}

[Redirects(typeof(DateTimeOffset))]
public static class LocalOffsetShims
{
    [Constructor]
    public static DateTimeOffset New(DateTime dateTime) => new(WovenEnvironment.OfProcess is null ? dateTime : LocalTimeShims.Utc(dateTime));

    public static DateTimeOffset op_Implicit(DateTime dateTime) => New(dateTime);

    public static DateTimeOffset FromFileTime(long fileTime) => WovenEnvironment.OfProcess is null ? DateTimeOffset.FromFileTime(fileTime) : New(DateTime.FromFileTimeUtc(fileTime));

    [InstanceMember]
    public static DateTimeOffset ToLocalTime(ref DateTimeOffset self) => WovenEnvironment.OfProcess is null ? self.ToLocalTime() : self.ToUniversalTime();

    [InstanceMember]
    public static DateTime get_LocalDateTime(ref DateTimeOffset self) => WovenEnvironment.OfProcess is null ? self.LocalDateTime : LocalTimeShims.Local(self.UtcDateTime);
}

[Redirects(typeof(TimeZoneInfo))]
public static class ZoneConversions
{
    /// <summary>The machine's zone stays what it is for others.</summary>
    public static void ClearCachedData()
    {
        if (WovenEnvironment.OfProcess is null)
        {
            TimeZoneInfo.ClearCachedData();
        }
    }

    public static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone) => TimeZoneInfo.ConvertTime(Given(dateTime), destinationTimeZone);

    public static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(Given(dateTime), destinationTimeZoneId);

    public static DateTime ConvertTimeToUtc(DateTime dateTime) => TimeZoneInfo.ConvertTimeToUtc(Given(dateTime));

    [InstanceMember]
    public static TimeSpan GetUtcOffset(TimeZoneInfo self, DateTime dateTime) => self.GetUtcOffset(OfZone(dateTime));

    [InstanceMember]
    public static bool IsDaylightSavingTime(TimeZoneInfo self, DateTime dateTime) => self.IsDaylightSavingTime(OfZone(dateTime));

    [InstanceMember]
    public static bool IsAmbiguousTime(TimeZoneInfo self, DateTime dateTime) => self.IsAmbiguousTime(OfZone(dateTime));

    [InstanceMember]
    public static TimeSpan[] GetAmbiguousTimeOffsets(TimeZoneInfo self, DateTime dateTime) => self.GetAmbiguousTimeOffsets(OfZone(dateTime));

    // A time of no zone is a local one.
    private static DateTime Given(DateTime time) => WovenEnvironment.OfProcess is null ? time : LocalTimeShims.Utc(time);

    // A time of no zone is one of the zone that is asked.
    private static DateTime OfZone(DateTime time) => WovenEnvironment.OfProcess is not null && time.Kind == DateTimeKind.Local ? LocalTimeShims.Utc(time) : time;
}
