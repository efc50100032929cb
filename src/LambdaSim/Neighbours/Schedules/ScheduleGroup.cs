using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>A group of schedules: what has tags, and goes with all of its schedules (rule SCH-GROUP).</summary>
internal sealed class ScheduleGroup(string name, Arn arn, Instant createdAt) : IResource
{
    public const string Default = "default";

    public string Kind => "schedule group";

    public string Name { get; } = name;

    public Arn Arn { get; } = arn;

    public Instant CreatedAt { get; } = createdAt;

    public Instant ModifiedAt { get; set; } = createdAt;

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Schedule> Schedules { get; } = new(StringComparer.Ordinal);
}
