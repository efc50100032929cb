using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.DependencyInjection;

/// <summary>Registered services that keep real time and cannot be given another: each is listed in <c>Simulation.Unsimulated</c>.</summary>
internal static class RealClocks
{
    private static readonly (string Type, string What)[] _known =
    [
        ("System.Net.Http.IHttpClientFactory", "handler lifetime of IHttpClientFactory, timeout of HttpClient: in real time; bound a call by a token made with the TimeProvider"),
        ("System.Threading.RateLimiting.", "rate limiters: they replenish in real time; set AutoReplenishment to false and call TryReplenish from a timer of the TimeProvider"),
        ("Microsoft.Extensions.Hosting.IHostedService", "hosted services: environments do not start them, nor their timers"),
        ("Microsoft.Extensions.Diagnostics.HealthChecks.", "durations and timeouts of health checks: in real time"),
        ("Microsoft.Extensions.Options.IOptionsChangeTokenSource`1", "changes of configuration: files are watched in real time"),
    ];

    public static IReadOnlyList<string> In(IEnumerable<ServiceDescriptor> services)
    {
        var names = services.SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        return [.. _known.Where(k => names.Any(n => k.Type.EndsWith('.') ? n.StartsWith(k.Type, StringComparison.Ordinal) : n == k.Type)).Select(static k => k.What)];
    }

    private static IEnumerable<string> Names(ServiceDescriptor descriptor)
    {
        var implementation = descriptor.IsKeyedService
            ? descriptor.KeyedImplementationType ?? descriptor.KeyedImplementationInstance?.GetType()
            : descriptor.ImplementationType ?? descriptor.ImplementationInstance?.GetType();
        foreach (var type in new[] { descriptor.ServiceType, implementation }.OfType<Type>())
        {
            yield return NameOf(type);
            for (var below = type.BaseType; below is not null && below != typeof(object); below = below.BaseType)
            {
                yield return NameOf(below);
            }
        }
    }

    private static string NameOf(Type type) => type.IsGenericType ? $"{type.Namespace}.{type.Name}" : type.FullName ?? type.Name;
}
