using LambdaSim.Functions;
using LambdaSim.Wire.Codecs;
using LambdaSim.Wire.Lambda;

namespace LambdaSim.Wire.Routing;

/// <summary>
/// Whose a request is, from its head alone: a service's by the signature, by the target or the action of a form; else an operation's of Lambda, by
/// method and path (rule HTTP-DISPATCH).
/// </summary>
internal sealed class WireRouter(IWireLoop loop, WireHome home, IReadOnlyList<IWireService> services)
{
    private const string Lambda = "lambda";

    /// <summary>Largest body of most operations: as of an invocation.</summary>
    private const long UsualBody = 6_291_456;

    private readonly LambdaWire _lambda = new(loop);

    /// <exception cref="ApiFaultException">Nobody answers it.</exception>
    public WireRoute Find(WireRequest head) => Find(head, FrontRoutes.Of(head));

    /// <summary>As <see cref="Find(WireRequest)"/>, by domain names too: only the world knows which ones clients made, and few hosts can be one.</summary>
    /// <exception cref="ApiFaultException">Nobody answers it.</exception>
    public async ValueTask<WireRoute> FindInWorld(WireRequest head) => FrontRoutes.Of(head) is null && FrontRoutes.Domain(head) is { } domain && await loop.Ask(w => w.Front(domain.Front) is not null).ConfigureAwait(false)
        ? Find(head, domain) : Find(head);

    private WireRoute Find(WireRequest head, (string Front, string Path)? found)
    {
        var caller = RequestCaller.Of(head, home);
        if (found is var (front, path))
        {
            return new WireRoute(caller, "execute-api", new BodyLimit("called", FrontRoutes.LargestBody, FrontRoutes.LargestBody), (request, gone) => FrontRoutes.Answer(front, path, request, loop, gone));
        }

        var route = RouteTable.Find(head.Method, head.Target);
        IWireService[] asked = [.. services.Where(s => caller.Service is { } service ? s.SigningName == service : route is null && IsForeign(head))];
        if (asked.Length > 0)
        {
            return new WireRoute(caller, caller.Service ?? Lambda, LimitOf(asked, caller), (request, gone) => Ask(asked, request, caller, gone));
        }

        if (route is null)
        {
            throw new ApiFaultException(Unknown(head, caller));
        }

        return route.Kind == RouteKind.Unsupported
            ? throw new ApiFaultException(ApiFault.Unsupported($"LambdaSim does not simulate {route.Name}; nothing was done."))
            : new WireRoute(caller, Lambda, Limit(route.Name), (request, _) => _lambda.Answer(route, request, new ServiceAddress(caller.Account, caller.Region)));
    }

    private static BodyLimit LimitOf(IWireService[] asked, RequestCaller caller)
    {
        var largest = asked.Max(static s => s.LargestBody);
        return new BodyLimit(caller.Service ?? "called", largest, largest) { Fault = asked is [{ TooLarge: { } fault }] ? fault : null };
    }

    private async Task<WireResponse> Ask(IWireService[] asked, WireRequest request, RequestCaller caller, CancellationToken gone)
    {
        foreach (var service in asked)
        {
            if (await service.TryAnswer(request, caller, loop, gone).ConfigureAwait(false) is { } answer)
            {
                return answer;
            }
        }

        // Signed for them, or of their form, and none of theirs: it is not Lambda's either.
        throw new ApiFaultException(Unknown(request, caller));
    }

    // Lambda's own protocol knows neither targets nor actions.
    private static bool IsForeign(WireRequest request) => request.Header("X-Amz-Target") is not null || WireProtocols.Of(WireParts.Of(request), WireProtocol.AwsQuery) is not null;

    // AWS says "smaller than" of both, and takes an event of exactly so many bytes.
    private static BodyLimit Limit(string operation) => operation switch
    {
        "CreateFunction" or "UpdateFunctionCode" or "PublishLayerVersion" => new BodyLimit(operation, CodeLimits.CreateRequest - 1, CodeLimits.CreateRequest),
        RouteTable.Invoke => new BodyLimit("InvokeFunction", UsualBody, UsualBody),
        _ => new BodyLimit(operation, UsualBody, UsualBody),
    };

    private static ApiFault Unknown(WireRequest request, RequestCaller caller)
    {
        var (method, target) = (request.Method, request.Target);
        if (caller.Service is { } service and not Lambda)
        {
            return ApiFault.Unsupported($"The request is signed for the service '{service}', which LambdaSim does not simulate, or not this part of it ({method} {target.RawPath}).");
        }

        // Rule HTTP-UNKNOWN.
        var methods = string.Join(", ", RouteTable.Methods(target));
        return new ApiFault(404, "UnknownOperationException", methods.Length > 0
            ? $"No operation of AWS Lambda is asked for by {method} {target.RawPath}; its methods are {methods}."
            : $"No operation of AWS Lambda is asked for by {method} {target.RawPath}.");
    }
}

/// <summary>Who answers a request, and what its transport has to know before it reads the body.</summary>
/// <param name="Caller">Whose request.</param>
/// <param name="Service">The service that its signature must be for.</param>
/// <param name="Body">How large the body may be.</param>
/// <param name="Answer">Answers it, once the body is there; AWS's errors that have no words of the service's own are thrown.</param>
internal sealed record WireRoute(RequestCaller Caller, string Service, BodyLimit Body, Func<WireRequest, CancellationToken, Task<WireResponse>> Answer);

/// <summary>How large a body may be.</summary>
/// <param name="Operation">Named where it is too large.</param>
/// <param name="Largest">Bytes.</param>
/// <param name="Named">The bytes that AWS's message names.</param>
internal sealed record BodyLimit(string Operation, long Largest, long Named)
{
    /// <summary>The service's own words; null: Lambda's.</summary>
    public ApiFault? Fault { get; init; }

    public ApiFaultException TooLarge() => new(Fault ?? ApiFault.TooLarge(Operation, Named));
}
