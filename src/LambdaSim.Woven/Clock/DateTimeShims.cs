namespace LambdaSim.Woven.Clock;

[Redirects(typeof(DateTime))]
[Hidden]
public static class DateTimeShims
{
    public static DateTime UtcNow => Ambient.Time.GetUtcNow().UtcDateTime;

    // The time zone of Lambda is UTC.
    public static DateTime Now => DateTime.SpecifyKind(UtcNow, DateTimeKind.Local);

    public static DateTime Today => Now.Date;
}

[Redirects(typeof(DateTimeOffset))]
[Hidden]
public static class DateTimeOffsetShims
{
    public static DateTimeOffset UtcNow => Ambient.Time.GetUtcNow();

    public static DateTimeOffset Now => Ambient.Time.GetUtcNow();
}

[Redirects(typeof(TimeProvider))]
[Hidden]
public static class TimeProviderShims
{
    public static TimeProvider System => Ambient.Time;
}

[Redirects(typeof(TimeZoneInfo))]
[Hidden]
public static class TimeZoneInfoShims
{
    public static TimeZoneInfo Local => TimeZoneInfo.Utc;
}
