using LambdaSim.Functions;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Whose a request is: a neighbour's, or an operation's of Lambda (rule HTTP-DISPATCH).</summary>
internal sealed class Dispatch(EndpointParts parts)
{
    private const string Lambda = "lambda";

    private readonly InvokeEndpoint _invocations = new(parts.Loop);
    private readonly string _account = parts.Options.Account ?? parts.Account;
    private readonly string _region = parts.Options.Region ?? parts.Region;

    public async Task Run(HttpContext context)
    {
        var target = RequestTarget.Of(context);
        var caller = RequestCaller.Of(context.Request, target, _account, _region, parts.Options.Credentials);
        var found = RouteTable.Find(context.Request.Method, target);
        if (await IsNeighbours(context, target, caller, found))
        {
            return;
        }

        var route = found ?? throw new ApiFaultException(Unknown(context.Request.Method, target, caller));
        if (route.Kind == RouteKind.Unsupported)
        {
            throw new ApiFaultException(ApiFault.Unsupported($"LambdaSim does not simulate {route.Name}; nothing was done."));
        }

        var (largest, named) = Limit(route.Name);
        var body = await Body(context, route.Name == RouteTable.Invoke ? "InvokeFunction" : route.Name, largest, named);
        Verify(context.Request, target, body, caller, Lambda);
        await (route.Operation is { } operation ? Call(context, operation, route, target, caller, body)
            : _invocations.Run(context, route, target, new ServiceAddress(caller.Account, caller.Region), body));
    }

    private async Task Call(HttpContext context, Operation operation, Route route, RequestTarget target, RequestCaller caller, ReadOnlyMemory<byte> body)
    {
        using var input = OperationInput.Read(route, target, body);
        var answer = await parts.Loop.Ask(s => s.LambdaAt(caller.Account, caller.Region).Call(operation, input.RootElement));
        await Answer.Write(context, operation.Status, answer);
    }

    private async Task<bool> IsNeighbours(HttpContext context, RequestTarget target, RequestCaller caller, Route? route)
    {
        INeighbourService[] asked = [.. parts.Neighbours.Where(n => caller.Service is { } service ? n.SigningName == service : route is null && IsForeign(context.Request, target))];
        if (asked.Length == 0)
        {
            return false;
        }

        var body = await Body(context, caller.Service ?? "called", RequestBody.OfNeighbours, RequestBody.OfNeighbours);
        Verify(context.Request, target, body, caller, caller.Service ?? Lambda);
        foreach (var neighbour in asked)
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            context.Request.Body = stream;
            if (await neighbour.TryHandle(context, caller))
            {
                return true;
            }
        }

        // Signed for them, or of their form, and none of theirs: it is not Lambda's either.
        throw new ApiFaultException(Unknown(context.Request.Method, target, caller));
    }

    // Lambda's own protocol knows neither targets nor actions.
    private static bool IsForeign(HttpRequest request, RequestTarget target) =>
        request.Headers.ContainsKey("X-Amz-Target") || target["Action"] is not null
        || (request.ContentType ?? "").StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private Task<ReadOnlyMemory<byte>> Body(HttpContext context, string operation, long largest, long named) =>
        RequestBody.Read(context, largest, () => ApiFault.TooLarge(operation, named), parts.Options.BodyTimeout);

    private void Verify(HttpRequest request, RequestTarget target, ReadOnlyMemory<byte> body, RequestCaller caller, string service)
    {
        if (parts.Options.VerifySignatures)
        {
            SignatureCheck.Require(request, target, body.Span, caller, service, parts.Options.Credentials);
        }
    }

    // AWS says "smaller than" of both, and takes an event of exactly so many bytes.
    private static (long Largest, long Named) Limit(string operation) => operation switch
    {
        "CreateFunction" or "UpdateFunctionCode" or "PublishLayerVersion" => (CodeLimits.CreateRequest - 1, CodeLimits.CreateRequest),
        _ => (RequestBody.Usual, RequestBody.Usual),
    };

    private static ApiFault Unknown(string method, RequestTarget target, RequestCaller caller)
    {
        if (caller.Service is { } service and not Lambda)
        {
            return ApiFault.Unsupported($"The request is signed for the service '{service}', which LambdaSim does not simulate, or not this part of it ({method} {target.RawPath}).");
        }

        var methods = string.Join(", ", RouteTable.Methods(target));
        return new ApiFault(404, "UnknownOperationException", methods.Length > 0
            ? $"No operation of AWS Lambda is asked for by {method} {target.RawPath}; its methods are {methods}."
            : $"No operation of AWS Lambda is asked for by {method} {target.RawPath}.");
    }
}
