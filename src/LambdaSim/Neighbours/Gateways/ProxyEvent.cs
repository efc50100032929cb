using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>Events of Lambda proxy integrations: payload format 1.0 (REST APIs, HTTP APIs on request) and 2.0 (HTTP APIs, function URLs).</summary>
internal static class ProxyEvent
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly InstantPattern _requestTime = InstantPattern.CreateWithInvariantCulture("dd/MMM/yyyy:HH:mm:ss '+0000'");

    /// <summary>Rule APIGW-EVENT-V1.</summary>
    public static byte[] V1(ProxyCall call, bool isHttpApi = false) => Write(w =>
    {
        var request = call.Request;
        if (isHttpApi)
        {
            w.WriteString("version", "1.0");
        }

        w.WriteString("resource", call.ResourcePath);
        w.WriteString("path", call.Path);
        w.WriteString("httpMethod", request.Method);
        var headers = WithForwarded(call);
        Single(w, "headers", headers);
        Multi(w, "multiValueHeaders", headers);
        Single(w, "queryStringParameters", [.. request.Query]);
        Multi(w, "multiValueQueryStringParameters", [.. request.Query]);
        Single(w, "pathParameters", call.PathParameters);
        Single(w, "stageVariables", [.. call.StageVariables.OrderBy(static v => v.Key, StringComparer.Ordinal)]);
        w.WriteStartObject("requestContext");
        w.WriteString("resourceId", call.ResourceId ?? Identifier(call.ResourcePath));
        if (call.AuthorizerJson is { } authorizer)
        {
            w.WritePropertyName("authorizer");
            w.WriteRawValue(authorizer);
        }

        w.WriteString("resourcePath", call.ResourcePath);
        w.WriteString("httpMethod", request.Method);
        w.WriteString("extendedRequestId", Identifier(call.RequestId));
        w.WriteString("requestTime", _requestTime.Format(call.At));
        w.WriteString("path", call.Stage == "$default" ? request.RawPath : $"/{call.Stage}{call.Path}");
        w.WriteString("accountId", call.AccountId);
        w.WriteString("protocol", "HTTP/1.1");
        w.WriteString("stage", call.Stage);
        w.WriteString("domainPrefix", FrontHost.Label(call.Domain));
        w.WriteNumber("requestTimeEpoch", call.At.ToUnixTimeMilliseconds());
        w.WriteString("requestId", call.RequestId);
        w.WriteStartObject("identity");
        foreach (var name in (string[])["accessKey", "accountId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId"])
        {
            w.WriteNull(name);
        }

        if (call.Key is { } key)
        {
            w.WriteString("apiKey", key.Value);
            w.WriteString("apiKeyId", key.Id);
        }

        w.WriteString("sourceIp", request.SourceIp);
        w.WriteNull("user");
        Nullable(w, "userAgent", request.Header("User-Agent"));
        w.WriteNull("userArn");
        w.WriteEndObject();
        w.WriteString("domainName", call.Domain);
        w.WriteString("deploymentId", call.DeploymentId ?? Identifier(call.Stage));
        w.WriteString("apiId", call.ApiId);
        w.WriteEndObject();
        var (text, isBase64) = request.BodyText(call.IsText);
        Nullable(w, "body", text);
        w.WriteBoolean("isBase64Encoded", isBase64);
    });

    /// <summary>Rule APIGW-EVENT-V2.</summary>
    public static byte[] V2(ProxyCall call) => Write(w =>
    {
        var request = call.Request;
        w.WriteString("version", "2.0");
        w.WriteString("routeKey", call.RouteKey);
        w.WriteString("rawPath", call.Stage == "$default" ? call.Path : $"/{call.Stage}{call.Path}");
        w.WriteString("rawQueryString", request.RawQuery);
        var cookies = request.Headers.Where(static h => h.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase)).SelectMany(static h => h.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (cookies.Count > 0)
        {
            w.WriteStartArray("cookies");
            cookies.ForEach(w.WriteStringValue);
            w.WriteEndArray();
        }

        Joined(w, "headers", WithForwarded(call).Where(static h => !h.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase)).Select(static h => KeyValuePair.Create(h.Key.ToLowerInvariant(), h.Value)), isAlways: true);
        Joined(w, "queryStringParameters", request.Query, isAlways: false);
        Joined(w, "pathParameters", call.PathParameters, isAlways: false);
        Joined(w, "stageVariables", call.StageVariables.OrderBy(static v => v.Key, StringComparer.Ordinal), isAlways: false);
        w.WriteStartObject("requestContext");
        w.WriteString("accountId", call.AccountId);
        w.WriteString("apiId", call.ApiId);
        if (call.AuthorizerJson is { } authorizer)
        {
            w.WritePropertyName("authorizer");
            w.WriteRawValue(authorizer);
        }

        w.WriteString("domainName", call.Domain);
        w.WriteString("domainPrefix", FrontHost.Label(call.Domain));
        w.WriteStartObject("http");
        w.WriteString("method", request.Method);
        w.WriteString("path", call.Stage == "$default" ? call.Path : $"/{call.Stage}{call.Path}");
        w.WriteString("protocol", "HTTP/1.1");
        w.WriteString("sourceIp", request.SourceIp);
        w.WriteString("userAgent", request.Header("User-Agent") ?? "");
        w.WriteEndObject();
        w.WriteString("requestId", call.RequestId);
        w.WriteString("routeKey", call.RouteKey);
        w.WriteString("stage", call.Stage);
        w.WriteString("time", _requestTime.Format(call.At));
        w.WriteNumber("timeEpoch", call.At.ToUnixTimeMilliseconds());
        w.WriteEndObject();
        var (text, isBase64) = request.BodyText(call.IsText);
        if (text is not null)
        {
            w.WriteString("body", text);
        }

        w.WriteBoolean("isBase64Encoded", isBase64);
    });

    /// <summary>Rule ALB-EVENT.</summary>
    public static byte[] LoadBalancer(FrontRequest request, string targetGroupArn, bool isMultiValue, Func<string, bool> isText) => Write(w =>
    {
        w.WriteStartObject("requestContext");
        w.WriteStartObject("elb");
        w.WriteString("targetGroupArn", targetGroupArn);
        w.WriteEndObject();
        w.WriteEndObject();
        w.WriteString("httpMethod", request.Method);
        w.WriteString("path", request.RawPath);
        List<KeyValuePair<string, string>> headers = [.. request.Headers.Select(static h => KeyValuePair.Create(h.Key.ToLowerInvariant(), h.Value))];
        foreach (var (name, value) in new[] { ("host", request.Host), ("x-forwarded-for", request.SourceIp), ("x-forwarded-port", "80"), ("x-forwarded-proto", "http") })
        {
            if (!headers.Exists(h => h.Key == name))
            {
                headers.Add(new(name, value));
            }
        }

        if (isMultiValue)
        {
            Multi(w, "multiValueQueryStringParameters", [.. request.RawPairs], isNullWhenEmpty: false);
            Multi(w, "multiValueHeaders", headers);
        }
        else
        {
            Single(w, "queryStringParameters", [.. request.RawPairs], isNullWhenEmpty: false);
            Single(w, "headers", headers);
        }

        var (text, isBase64) = request.BodyText(isText);
        w.WriteString("body", text ?? "");
        w.WriteBoolean("isBase64Encoded", isBase64);
    });

    internal static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var w = new Utf8JsonWriter(buffer, _plain))
        {
            w.WriteStartObject();
            members(w);
            w.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal static string TimeOf(Instant time) => _requestTime.Format(time);

    /// <summary>A short id that is the same in each run.</summary>
    internal static string Identifier(string of) => Randomness.StableHash.Of(of).ToString("x16", CultureInfo.InvariantCulture)[..10];

    internal static List<KeyValuePair<string, string>> WithForwarded(ProxyCall call)
    {
        List<KeyValuePair<string, string>> headers = [.. call.Request.Headers];
        foreach (var (name, value) in new[] { ("Host", call.Request.Host.Length > 0 ? call.Request.Host : call.Domain), ("X-Forwarded-For", call.Request.SourceIp), ("X-Forwarded-Port", "443"), ("X-Forwarded-Proto", "https") })
        {
            if (!headers.Exists(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                headers.Add(new(name, value));
            }
        }

        return headers;
    }

    private static void Nullable(Utf8JsonWriter w, string name, string? value)
    {
        if (value is null)
        {
            w.WriteNull(name);
        }
        else
        {
            w.WriteString(name, value);
        }
    }

    // Of repeated names the last holds.
    internal static void Single(Utf8JsonWriter w, string name, IReadOnlyList<KeyValuePair<string, string>> pairs, bool isNullWhenEmpty = true)
    {
        if (pairs.Count == 0 && isNullWhenEmpty)
        {
            w.WriteNull(name);
            return;
        }

        w.WriteStartObject(name);
        foreach (var group in pairs.GroupBy(static p => p.Key, StringComparer.OrdinalIgnoreCase))
        {
            w.WriteString(group.Last().Key, group.Last().Value);
        }

        w.WriteEndObject();
    }

    internal static void Multi(Utf8JsonWriter w, string name, IReadOnlyList<KeyValuePair<string, string>> pairs, bool isNullWhenEmpty = true)
    {
        if (pairs.Count == 0 && isNullWhenEmpty)
        {
            w.WriteNull(name);
            return;
        }

        w.WriteStartObject(name);
        foreach (var group in pairs.GroupBy(static p => p.Key, StringComparer.OrdinalIgnoreCase))
        {
            w.WriteStartArray(group.Last().Key);
            foreach (var pair in group)
            {
                w.WriteStringValue(pair.Value);
            }

            w.WriteEndArray();
        }

        w.WriteEndObject();
    }

    private static void Joined(Utf8JsonWriter w, string name, IEnumerable<KeyValuePair<string, string>> pairs, bool isAlways)
    {
        var groups = pairs.GroupBy(static p => p.Key, StringComparer.Ordinal).ToList();
        if (groups.Count == 0 && !isAlways)
        {
            return;
        }

        w.WriteStartObject(name);
        foreach (var group in groups)
        {
            w.WriteString(group.Key, string.Join(',', group.Select(static p => p.Value)));
        }

        w.WriteEndObject();
    }
}
