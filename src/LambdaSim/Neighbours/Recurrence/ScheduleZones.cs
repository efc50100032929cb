using System.Collections.Frozen;
using NodaTime;

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>Time zones by their names in the tz database that NodaTime brings: a machine's own would make runs differ (rule SCH-ZONE).</summary>
internal static class ScheduleZones
{
    // NodaTime takes offsets as names too; AWS does not.
    private static readonly FrozenSet<string> _names = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null: there is none of this name.</summary>
    public static DateTimeZone? Find(string name) => _names.Contains(name) ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) : null;

    /// <summary>
    /// The instant of a local time: one that comes twice counts the first time, one that the clocks skip does not come (rule SCH-DST).
    /// </summary>
    public static Instant? InstantOf(LocalDateTime local, DateTimeZone zone) => zone.MapLocal(local) is { Count: > 0 } found ? found.First().ToInstant() : null;
}
