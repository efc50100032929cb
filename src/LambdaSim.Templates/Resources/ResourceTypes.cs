using LambdaSim.Templates.Resources.Types;

namespace LambdaSim.Templates.Resources;

/// <summary>The types of resources that the simulation has.</summary>
internal static class ResourceTypes
{
    public static IReadOnlyDictionary<string, ResourceType> All { get; } = new[]
    {
        LambdaTypes.All, QueueTypes.All, TopicTypes.All, BusTypes.All, ScheduleTypes.All, BucketTypes.All, TableTypes.All, StreamTypes.All,
        StoreTypes.All, RoleTypes.All, LogTypes.All, RestApiTypes.All, HttpApiTypes.All, BalancerTypes.All,
    }.SelectMany(static t => t).ToDictionary(static t => t.Name, StringComparer.Ordinal);
}
