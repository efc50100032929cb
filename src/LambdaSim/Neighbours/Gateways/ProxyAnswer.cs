using System.Text;
using System.Text.Json;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>What a front end makes of a handler's answer, by its contract; null: it breaks the contract.</summary>
internal static class ProxyAnswer
{
    private const string ApplicationJson = "application/json";
    private static readonly HashSet<string> _known = new(StringComparer.Ordinal) { "statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded" };

    /// <summary>Payload format 1.0: an object, its members and no others (rule APIGW-RESPONSE-V1).</summary>
    public static FrontAnswer? V1(ReadOnlyMemory<byte> payload, Func<string, bool> isBinary)
    {
        using var document = Parse(payload);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root || root.EnumerateObject().Any(static p => !_known.Contains(p.Name)))
        {
            return null;
        }

        var headers = new List<KeyValuePair<string, string>>();
        if (!Status(root, out var status) || !MultiHeaders(root, headers) || !Headers(root, headers) || !Body(root, out var text))
        {
            return null;
        }

        var type = headers.Find(static h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        if (type is null)
        {
            headers.Add(new("Content-Type", ApplicationJson));
        }

        return Flag(root) && isBinary(type ?? ApplicationJson)
            ? Base64(text) is { } bytes ? new FrontAnswer(status) { Headers = headers, Body = bytes } : null
            : new FrontAnswer(status) { Headers = headers, Body = Encoding.UTF8.GetBytes(text) };
    }

    /// <summary>Payload format 2.0: an object with statusCode as it says, any other JSON as the body of a 200 (rule APIGW-RESPONSE-V2).</summary>
    public static FrontAnswer? V2(ReadOnlyMemory<byte> payload)
    {
        using var document = Parse(payload.IsEmpty ? "null"u8.ToArray() : payload);
        if (document?.RootElement is not { } root)
        {
            return null;
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("statusCode", out _))
        {
            return new FrontAnswer(200) { Headers = [new("Content-Type", ApplicationJson)], Body = Encoding.UTF8.GetBytes(root.ValueKind switch { JsonValueKind.String => root.GetString()!, JsonValueKind.Null => "null", _ => root.GetRawText() }) };
        }

        var headers = new List<KeyValuePair<string, string>>();
        if (!Status(root, out var status) || !Headers(root, headers) || !Body(root, out var text))
        {
            return null;
        }

        if (root.TryGetProperty("cookies", out var cookies) && cookies.ValueKind == JsonValueKind.Array)
        {
            headers.AddRange(cookies.EnumerateArray().Where(static c => c.ValueKind == JsonValueKind.String).Select(static c => KeyValuePair.Create("Set-Cookie", c.GetString()!)));
        }

        if (!headers.Exists(static h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("Content-Type", ApplicationJson));
        }

        return Flag(root)
            ? Base64(text) is { } bytes ? new FrontAnswer(status) { Headers = headers, Body = bytes } : null
            : new FrontAnswer(status) { Headers = headers, Body = Encoding.UTF8.GetBytes(text) };
    }

    /// <summary>A load balancer's target (rule ALB-RESPONSE).</summary>
    public static FrontAnswer? LoadBalancer(ReadOnlyMemory<byte> payload, bool isMultiValue)
    {
        using var document = Parse(payload);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("statusCode", out _))
        {
            return null;
        }

        var headers = new List<KeyValuePair<string, string>>();
        if (!Status(root, out var status) || !Body(root, out var text) || !(isMultiValue ? MultiHeaders(root, headers) : Headers(root, headers)))
        {
            return null;
        }

        return Flag(root)
            ? Base64(text) is { } bytes ? new FrontAnswer(status) { Headers = headers, Body = bytes } : null
            : new FrontAnswer(status) { Headers = headers, Body = Encoding.UTF8.GetBytes(text) };
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Status(JsonElement root, out int status)
    {
        status = 200;
        return !root.TryGetProperty("statusCode", out var given) || given.ValueKind == JsonValueKind.Null
            || (given.ValueKind switch
            {
                JsonValueKind.Number => given.TryGetInt32(out status),
                JsonValueKind.String => int.TryParse(given.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out status),
                _ => false,
            } && status is >= 100 and <= 599);
    }

    private static bool Headers(JsonElement root, List<KeyValuePair<string, string>> into)
    {
        if (!root.TryGetProperty("headers", out var headers) || headers.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (headers.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var header in headers.EnumerateObject())
        {
            if (Scalar(header.Value) is not { } value)
            {
                return false;
            }

            // Where both maps have it, the name is spelled as in multiValueHeaders.
            var name = into.Find(h => h.Key.Equals(header.Name, StringComparison.OrdinalIgnoreCase)).Key ?? header.Name;
            into.Add(new(name, value));
        }

        return true;
    }

    private static bool MultiHeaders(JsonElement root, List<KeyValuePair<string, string>> into)
    {
        if (!root.TryGetProperty("multiValueHeaders", out var headers) || headers.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (headers.ValueKind != JsonValueKind.Object || headers.EnumerateObject().Any(static h => h.Value.ValueKind != JsonValueKind.Array))
        {
            return false;
        }

        foreach (var header in headers.EnumerateObject())
        {
            into.AddRange(header.Value.EnumerateArray().Select(v => KeyValuePair.Create(header.Name, Scalar(v) ?? v.GetRawText())));
        }

        return true;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Null => "",
        _ => null,
    };

    private static bool Body(JsonElement root, out string text)
    {
        text = "";
        if (!root.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        text = body.ValueKind == JsonValueKind.String ? body.GetString()! : "";
        return body.ValueKind == JsonValueKind.String;
    }

    private static bool Flag(JsonElement root) => root.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind == JsonValueKind.True;

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[((text.Length + 3) / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
