using System.Text;
using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Deployment;

// Calls: who is meant, by which version (rules CTL-INVOKE, CTL-ALIAS-ROUTING).
internal sealed partial class ServiceBook
{
    // How often each alias has chosen.
    private Dictionary<string, ulong> Routed => field ??= new(StringComparer.Ordinal);

    public async Task<InvokeResponse> Invoke(ControlPlane plane, InvokeRequest request)
    {
        var reference = plane.ReferInvocation(request);
        var type = request.InvocationType ?? "RequestResponse";
        var quotas = _loop.Options.World.Account.Quotas;
        if (RequestPayload.CheckSize(request.Payload.Length, type == "Event", request.IsInvokeAsync ? quotas.OfInvokeAsync : quotas) is { } tooLarge)
        {
            throw tooLarge;
        }

        if (type == "Event" && (request.ClientContext is { Length: > 0 } || request.LogType == "Tail"))
        {
            _loop.Note("client context or log tail of an event: AWS gives them for synchronous invocations only");
        }

        if (request.TenantId is not null)
        {
            _loop.Note("tenant of an invocation: tenant isolation is not simulated");
        }

        var (function, target) = Find(plane, reference, state => throw state);
        if (plane.Functions[reference.Name].Latest.Settings.TenantIsolationMode is not null != request.TenantId is { Length: > 0 })
        {
            throw new InvalidParameterValueException(request.TenantId is { Length: > 0 }
                ? "The invoked function is not enabled with tenancy configuration. Remove the tenant ID from your request and try again."
                : "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.");
        }

        var options = new InvokeOptions
        {
            Target = target,
            LogTail = request.LogType == "Tail" && type == "RequestResponse",
            ClientContext = type == "RequestResponse" ? ClientContext(request.ClientContext) : null,
            DryRun = type == "DryRun",
            Trace = TraceHeader.Parse(request.Trace),
        };
        if (type == "Event")
        {
            var sent = await _loop.Send(function, request.Payload, options).Accepted.ConfigureAwait(false);
            return new InvokeResponse { StatusCode = 202, RequestId = sent.RequestId };
        }

        var result = await _loop.Invoke(function, request.Payload, options).ConfigureAwait(false);
        var tail = result.LogTail is { } text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : null;
        if (options.LogTail)
        {
            TailRead(result.Invocation);
        }

        if (result.Throttle != ThrottleCause.None)
        {
            var reason = ThrottleReason.Of(result.Throttle);
            throw new TooManyRequestsException(reason.Reason, result.Error?.Message ?? reason.Message);
        }

        return new InvokeResponse
        {
            StatusCode = result.StatusCode,
            RequestId = result.IsDryRun ? plane.RequestId() : result.RequestId,
            FunctionError = result.FunctionErrorKind,
            LogResult = tail,
            ExecutedVersion = result.ExecutedVersion,
            Payload = result.Payload,
        };
    }

    /// <summary>What a name means to code of the simulation: a function of its own account and region.</summary>
    private (LiveFunction Function, CallTarget? Target) Resolve(string name, string? qualifier)
    {
        Settle();
        if (qualifier is null && Home.Plane.Functions.TryGetValue(name, out var plain) && plain.Latest is { State: "Active", IsImplied: false, Index: { } index })
        {
            return (_loop.FunctionAt(index), null);
        }

        var plane = Arn.TryParse(name, out var arn) && arn.Service == Arn.Lambda && !Home.Address.Has(arn) && _services.TryGetValue($"{arn.Account}/{arn.Region}", out var other)
            ? other.Plane
            : Home.Plane;
        var reference = plane.Refer(name, qualifier);
        var version = plane.Functions.TryGetValue(reference.Name, out var entry) ? ControlPlane.FindVersion(entry, reference.QualifierOrLatest) : null;
        if (version is null && plane == Home.Plane && _loop.Find(FunctionDefinition.Display(null, reference.Name, reference.QualifierOrLatest)) is { } unshown)
        {
            return (unshown, null);
        }

        return version is null || IsThere(version) ? Find(plane, reference, state => throw state) : throw plane.NotFound(reference.Name, reference.QualifierOrLatest);
    }

    private (LiveFunction Function, CallTarget Target) Find(ControlPlane plane, FunctionReference reference, Action<LambdaServiceException> refuse)
    {
        var version = plane.RequireInvoked(reference);
        var entry = plane.Functions[reference.Name];
        var arn = reference.Qualifier is null ? plane.Address.OfFunction(entry.Name) : plane.Address.OfFunction(entry.Name, reference.Qualifier);
        var isAlias = reference.Qualifier is { } qualifier && entry.Aliases.TryGetValue(qualifier, out var alias);
        if (isAlias)
        {
            version = Route(plane, entry, entry.Aliases[reference.Qualifier!], arn);
        }

        if (version.State is "Pending" or "Failed")
        {
            refuse(new ResourceConflictException($"The operation cannot be performed at this time. The function is currently in the following state: {version.State}"));
        }

        return (LiveOf(plane.Address, entry, version), new CallTarget(arn, reference.Qualifier, isAlias));
    }

    /// <summary>The version that the alias of an ARN chooses now (rule ASY-DEQUEUE); negative: it is no more.</summary>
    public int RouteOf(string arn)
    {
        var named = Arn.Parse(arn);
        return _services.GetValueOrDefault($"{named.Account}/{named.Region}") is { } service
            && service.Plane.Functions.TryGetValue(named.FunctionName!, out var entry)
            && entry.Aliases.TryGetValue(named.Qualifier!, out var alias)
            ? LiveOf(service.Address, entry, Route(service.Plane, entry, alias, arn)).Index
            : SimEvent.None;
    }

    /// <summary>The dead-letter queue that a function has at the moment, whatever the version (rule ASY-DLQ-SCOPE).</summary>
    public Destination? DeadLetterQueueOf(FunctionDefinition function) =>
        PlaneOf(function).Functions.TryGetValue(function.Name, out var entry)
            ? entry.Latest.Settings.DeadLetterTargetArn is { Length: > 0 } arn ? new Destination(arn) : null
            : function.Config.DeadLetterQueue;

    /// <summary>Whether loops of a function are allowed (rules REC-ALLOW and CTL-RECURSION); null: it is no more.</summary>
    public bool? AllowsLoops(FunctionDefinition function) =>
        PlaneOf(function).Functions.TryGetValue(function.Name, out var entry) ? entry.RecursiveLoop == nameof(RecursiveLoop.Allow) : null;

    private ControlPlane PlaneOf(FunctionDefinition function) => function.Place is null ? Home.Plane : _services[function.Place].Plane;

    // Rule CTL-ALIAS-ROUTING: by weight, each call by itself.
    private VersionEntry Route(ControlPlane plane, FunctionEntry entry, AliasEntry alias, string arn)
    {
        var version = alias.FunctionVersion;
        if (alias.Routing is { } routing)
        {
            var ordinal = Routed.GetValueOrDefault(arn);
            Routed[arn] = ordinal + 1;
            var share = Draw.Share(Draw.Bits(Seed, Purpose.AliasRouting, StableHash.Of(arn), ordinal));
            version = share < routing.Weight ? routing.Version : version;
        }

        return ControlPlane.FindVersion(entry, version) ?? throw plane.NotFound(entry.Name, version);
    }

    private AsyncRule? RuleOf(FunctionDefinition function, string qualifier)
    {
        if (!PlaneOf(function).Functions.TryGetValue(function.Name, out var entry))
        {
            return null;
        }

        var config = entry.EventInvokes.GetValueOrDefault(qualifier);
        var defaults = FunctionConfig.Default;
        return new AsyncRule(
            config?.MaximumRetryAttempts ?? defaults.MaximumRetryAttempts,
            config?.MaximumEventAgeInSeconds is { } age ? age * NodaConstants.NanosecondsPerSecond : defaults.MaximumEventAge.ToInt64Nanoseconds(),
            config?.OnSuccess is { Length: > 0 } success ? new Destination(success) : null,
            config?.OnFailure is { Length: > 0 } failure ? new Destination(failure) : null);
    }

    // It was checked to be base64.
    private static string? ClientContext(string? base64) => string.IsNullOrEmpty(base64) ? null : Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
