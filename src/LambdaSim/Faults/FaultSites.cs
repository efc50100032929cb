using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Faults;

/// <summary>The sites, a row each: files, checks and messages read them.</summary>
internal static class FaultSites
{
    private const FaultLimits OfFunction = FaultLimits.Function;
    private const FaultLimits OfResource = FaultLimits.Resource;
    private const FaultLimits By = FaultLimits.By;
    private const FaultLimits Request = OfFunction | OfResource | FaultLimits.Service;

    public static IReadOnlyList<FaultSiteRow> All { get; } =
    [
        new(FaultSite.DuplicateDelivery, OfFunction | OfResource, "an async invocation, a message of a standard queue that is deleted, or a notification"),
        new(FaultSite.LateDelivery, OfFunction | OfResource | By, "an async invocation, a message to a standard queue, or a notification") { By = Duration.FromMinutes(1) },
        new(FaultSite.OutOfOrder, OfResource, "a message of a standard queue with another behind it") { NeedsCode = true },
        new(FaultSite.Throttle, Request, "a request of a handler to a service") { NeedsCode = true },
        new(FaultSite.ServiceError, Request, "a request of a handler to a service") { NeedsCode = true },
        new(FaultSite.SlowNeighbour, Request | By, "a request of a handler to a service") { NeedsCode = true, By = Duration.FromSeconds(3) },
        new(FaultSite.CrashBefore, Request, "a request of a handler to a service") { NeedsCode = true },
        new(FaultSite.CrashDuring, Request, "a request of a handler to a service") { NeedsCode = true },
        new(FaultSite.CrashAfter, Request, "a request of a handler to a service") { NeedsCode = true },
        new(FaultSite.SystemError, OfFunction, "an attempt of an async invocation"),
        new(FaultSite.InitFailure, OfFunction, "an INIT"),
        new(FaultSite.EnvironmentRecycle, OfFunction, "a call that ends in an environment on demand"),
        new(FaultSite.ClockSkew, OfFunction | By, "an environment that runs code") { NeedsCode = true, By = Duration.FromSeconds(1) },
        new(FaultSite.VisibilityExpiry, OfResource | By, "a message that is received and hidden") { NeedsCode = true, By = Duration.FromSeconds(1) },
        new(FaultSite.MalformedAnswer, OfFunction | OfResource, "an answer to a batch of a mapping with ReportBatchItemFailures") { NeedsCode = true },
        new(FaultSite.PollerPause, OfFunction | OfResource | By, "a mapping that polls a queue") { NeedsCode = true, By = Duration.FromMinutes(1) },
        new(FaultSite.FailedDestination, OfFunction | OfResource, "a delivery to a dead-letter queue or destination"),
        new(FaultSite.Deployment, OfFunction | OfResource, "a batch of a mapping on its way to a function") { NeedsCode = true },
        new(FaultSite.MixedVersions, OfFunction | By, "an update of a function that has run") { NeedsCode = true, By = Duration.FromMinutes(1) },
        new(FaultSite.ZoneLoss, OfFunction | FaultLimits.Zone, "an environment in that zone") { NeedsCode = true, NeedsEnd = true, Required = FaultLimits.Zone },
        new(FaultSite.StaleRead, OfResource | FaultLimits.Service | By, "a read of a parameter, secret or item that has just changed") { NeedsCode = true, By = Duration.FromSeconds(1) },
        new(FaultSite.FunctionFailed, OfFunction, "a request for a function") { NeedsCode = true },
        new(FaultSite.ShardStall, OfFunction | OfResource | By, "a mapping that reads a shard of a stream") { NeedsCode = true, By = Duration.FromMinutes(1) },
    ];

    /// <summary>The letters of the zones that a Region has here.</summary>
    public static IReadOnlyList<string> Zones { get; } = ["a", "b", "c"];

    public static IEnumerable<string> Names => All.Select(static r => r.Name);

    /// <summary>The row of a site.</summary>
    /// <exception cref="SimulationConfigException">There is none.</exception>
    public static FaultSiteRow Of(FaultSite site) => All.FirstOrDefault(r => r.Site == site) ?? throw new SimulationConfigException(Text.Invariant($"fault: the site {(int)site} is none; the sites are {string.Join(", ", Names)}"));
}
