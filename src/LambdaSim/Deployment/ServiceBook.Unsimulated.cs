using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Deployment;

// No setting is inert: what the API stores and no call feels is listed.
internal sealed partial class ServiceBook
{
    /// <summary>What was configured over the API and has no effect on calls, in words; by account, region and function.</summary>
    public IEnumerable<string> Unsimulated()
    {
        foreach (var name in _unshown)
        {
            yield return $"function {name}: its qualifier is no version number, so the API does not show it";
        }

        yield return "request rates of the API: no call of it is refused for coming too often";
        foreach (var service in _services.Values.OrderBy(s => s != Home))
        {
            var before = service == Home ? "" : $"{service.Address.Account}/{service.Address.Region}/";
            foreach (var function in service.Plane.Functions.Values)
            {
                var name = before + function.Name;
                foreach (var what in OfVersions(function).Concat(OfFunction(function)))
                {
                    yield return what.Replace("{f}", name, StringComparison.Ordinal);
                }
            }

            foreach (var layer in service.Plane.Layers.Values.Where(static l => l.Versions.Values.Any(static v => v.Policy.Count > 0)))
            {
                yield return $"policies of layer {before}{layer.Name}: no use of it is refused";
            }

            foreach (var mapping in service.Plane.EventSourceMappings.Values.OrderBy(m => m.Number))
            {
                var name = $"event source mapping {mapping.Shown.UUID} of {before}{(Arn.TryParse(mapping.Shown.FunctionArn, out var arn) ? arn.FunctionName : null)}";
                foreach (var what in OfMapping(mapping))
                {
                    yield return what.Replace("{m}", name, StringComparison.Ordinal);
                }
            }
        }
    }

    private IEnumerable<string> OfMapping(EventSourceMappingEntry mapping)
    {
        var shown = mapping.Shown;
        if (!mapping.Kind.IsQueue() && !(mapping.Kind.IsStream() && Directory.Find(shown.EventSourceArn)?.Source is not null))
        {
            yield return "{m}: its source is not polled";
        }

        if (mapping.Kind.IsStream() && shown.DestinationConfig?.OnFailure?.Destination is { Length: > 0 } destination && !IsHere(destination))
        {
            yield return $"destination {destination} of {{m}}: its service is not simulated, every delivery fails";
        }

        if (shown.KMSKeyArn is not null)
        {
            yield return "KMSKeyArn of {m}: nothing is encrypted";
        }

        if (shown.LoggingConfig is not null)
        {
            yield return "LoggingConfig of {m}: its poller writes no log";
        }

        if (mapping.Kind.IsQueue() && shown.ProvisionedPollerConfig is not null)
        {
            yield return "ProvisionedPollerConfig of {m}: a poller has ten batches at a time, and no limit of bytes and receives a second";
        }

        if (mapping.Kind.IsQueue() && shown.MetricsConfig?.Metrics?.Any(static m => m != "EventCount") == true)
        {
            yield return "MetricsConfig of {m}: a queue has the metrics of EventCount only";
        }

        if (mapping.Kind.IsStream() && shown.MetricsConfig?.Metrics?.Any(static m => m != "EventCount") == true)
        {
            yield return "MetricsConfig of {m}: a stream has the metrics of EventCount only";
        }
    }

    private IEnumerable<string> OfVersions(FunctionEntry function) =>
        function.Versions.Values.Prepend(function.Latest).SelectMany(v => OfCode(v.Code).Concat(OfSettings(v.Settings)).Concat(OfGiven(function.Name, v))).Distinct(StringComparer.Ordinal);

    // Of a handler that was given for its name, or of uploaded code that runs.
    private IEnumerable<string> OfGiven(string name, VersionEntry version) =>
        (GivenHandlers.ContainsKey(name) || version.Code.Content is not null) && version.Index is { } index ? _loop.FunctionAt(index).Code?.Unsimulated ?? [] : [];

    private static IEnumerable<string> OfCode(CodePackage code)
    {
        if (code.StandIn is { Unused: { } behavior, Callback: var callback })
        {
            yield return $"behavior {behavior} of {{f}}: its stand-in names the callback {callback} too, which is what runs";
        }
    }

    private IEnumerable<string> OfSettings(FunctionSettings settings)
    {
        if (settings.VpcConfig?.SubnetIds is { Count: > 0 })
        {
            yield return "VpcConfig of {f}: there are no networks";
        }

        if (settings.FileSystemConfigs is { Count: > 0 })
        {
            yield return "FileSystemConfigs of {f}: nothing is mounted";
        }

        if (settings.KmsKeyArn is { Length: > 0 })
        {
            yield return "KMSKeyArn of {f}: nothing is encrypted";
        }

        if (settings.TracingMode == "Active")
        {
            yield return "TracingConfig of {f}: no traces are recorded";
        }

        if (settings.SnapStartApplyOn != "None")
        {
            yield return "SnapStart of {f}: environments are initialised as without it";
        }

        if (settings.ImageConfig is not null)
        {
            yield return "ImageConfig of {f}: no image is run";
        }

        if (settings.Layers is { Count: > 0 })
        {
            yield return "Layers of {f}: what is in them is not loaded";
        }

        if (settings.LoggingConfig.SystemLogLevel is not (null or "INFO"))
        {
            yield return "SystemLogLevel of {f}: all system lines are written";
        }

        if (settings.DeadLetterTargetArn is { Length: > 0 } target && !IsHere(target))
        {
            yield return $"dead-letter target {target} of {{f}}: its service is not simulated, every delivery fails";
        }

        if (settings.TenantIsolationMode is not null)
        {
            yield return "TenancyConfig of {f}: environments are shared by all tenants";
        }
    }

    private IEnumerable<string> OfFunction(FunctionEntry function)
    {
        if (function.Policies.Count > 0)
        {
            yield return "resource policy of {f}: whoever calls as its own account may call, nobody else, whatever it says";
        }

        foreach (var target in function.EventInvokes.Values.SelectMany(static e => new[] { e.OnSuccess, e.OnFailure }).OfType<string>().Where(t => t.Length > 0 && !IsHere(t)).Distinct())
        {
            yield return $"destination {target} of {{f}}: its service is not simulated, every delivery fails";
        }

        if (function.CodeSigningConfigArn is not null)
        {
            yield return "code signing of {f}: signatures are not checked";
        }

        if (function.RuntimeManagement.Values.Any(r => r.UpdateRuntimeOn == "Manual"))
        {
            yield return "runtime management of {f}: runtimes have one version";
        }

        if (function.Urls.Count > 0)
        {
            yield return "function URL of {f}: nothing is served at it";
        }
    }

    private bool IsHere(string arn) => Arn.TryParse(arn, out var named) && Directory.Has(named.Service);
}
