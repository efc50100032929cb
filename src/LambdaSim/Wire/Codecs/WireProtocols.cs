namespace LambdaSim.Wire.Codecs;

/// <summary>Protocols of AWS.</summary>
internal enum WireProtocol
{
    AwsJson10,
    AwsJson11,
    AwsQuery,
    RestJson,
    RestXml,
    RpcV2Cbor,
}

/// <summary>What a request says of itself.</summary>
/// <param name="Protocol">That it speaks.</param>
/// <param name="Service">Before the dot of a target, or in the path; null: the request does not say.</param>
/// <param name="Operation">Null: the request does not say, and its path tells (REST), or it is refused (the others).</param>
internal sealed record WireCall(WireProtocol Protocol, string? Service, string? Operation);

/// <summary>Tells which protocol a request speaks.</summary>
internal static class WireProtocols
{
    private static readonly Func<RequestParts, WireCall?>[] _signs = [Cbor, Target, Action, Xml, Json, Rest];

    /// <summary>The first of a service's protocols that a request has the signs of; null: of none.</summary>
    /// <param name="request">As a transport got it.</param>
    /// <param name="spoken">By the service, none for all; a body's type tells nothing of a protocol that the service does not speak.</param>
    public static WireCall? Of(RequestParts request, params ReadOnlySpan<WireProtocol> spoken)
    {
        foreach (var sign in _signs)
        {
            if (sign(request) is { } call && (spoken.IsEmpty || spoken.Contains(call.Protocol)))
            {
                return call;
            }
        }

        // A service with one REST protocol takes any body: its operations' paths decide.
        return spoken.Contains(WireProtocol.RestXml) ? new(WireProtocol.RestXml, null, null) : spoken.Contains(WireProtocol.RestJson) ? new(WireProtocol.RestJson, null, null) : null;
    }

    private static WireCall? Cbor(RequestParts request) =>
        request.Header(CborCodec.ProtocolHeader) != CborCodec.Protocol ? null
        : request.Path.Split('/') is ["", .., "service", var service, "operation", var operation] ? new(WireProtocol.RpcV2Cbor, service, operation)
        : new(WireProtocol.RpcV2Cbor, null, null);

    private static WireCall? Target(RequestParts request)
    {
        if (request.Header(AwsJsonCodec.Target) is not { } target)
        {
            return null;
        }

        var dot = target.LastIndexOf('.');
        var protocol = Type(request).StartsWith("application/x-amz-json-1.0", StringComparison.OrdinalIgnoreCase) ? WireProtocol.AwsJson10 : WireProtocol.AwsJson11;
        return dot < 0 ? new(protocol, null, target) : new(protocol, target[..dot], target[(dot + 1)..]);
    }

    private static WireCall? Action(RequestParts request)
    {
        var isForm = Type(request).StartsWith(AwsQueryCodec.FormType, StringComparison.OrdinalIgnoreCase);
        var action = ActionIn(request.Query) ?? (isForm ? ActionIn(System.Text.Encoding.UTF8.GetString(request.Body.Span)) : null);
        return isForm || action is not null ? new(WireProtocol.AwsQuery, null, action) : null;
    }

    private static WireCall? Xml(RequestParts request) =>
        Type(request) is var type && (Is(type, "application/xml") || Is(type, "text/xml")) ? new(WireProtocol.RestXml, null, null) : null;

    private static WireCall? Json(RequestParts request) => Is(Type(request), "application/json") ? new(WireProtocol.RestJson, null, null) : null;

    // REST JSON's paths begin with the version of the API, a date or such as v1.
    private static WireCall? Rest(RequestParts request)
    {
        var first = request.Path.Split('/', 3) is ["", var segment, ..] ? segment : "";
        var isVersion = DateOnly.TryParseExact(first, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _)
            || (first.Length is 2 or 3 && first[0] == 'v' && !first.AsSpan(1).ContainsAnyExceptInRange('0', '9'));
        return new(isVersion ? WireProtocol.RestJson : WireProtocol.RestXml, null, null);
    }

    private static string Type(RequestParts request) => request.Header(HttpHeaders.ContentType) ?? "";

    private static bool Is(string type, string expected) =>
        type.StartsWith(expected, StringComparison.OrdinalIgnoreCase) && (type.Length == expected.Length || type[expected.Length] is ';' or ' ');

    private static string? ActionIn(string parameters)
    {
        foreach (var range in parameters.AsSpan().Split('&'))
        {
            var parameter = parameters.AsSpan(range);
            if (parameter.StartsWith("Action=", StringComparison.Ordinal))
            {
                return Uri.UnescapeDataString(parameter["Action=".Length..].ToString());
            }
        }

        return null;
    }
}
