using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Triggers;

/// <summary>The four moments at which CloudFront calls a function.</summary>
public enum EdgeEvent
{
    /// <summary>A viewer's request has come: 5 s, a generated answer of at most 40 KB.</summary>
    ViewerRequest = 0,

    /// <summary>A request goes to the origin: 30 s, 1 MB.</summary>
    OriginRequest = 1,

    /// <summary>The origin has answered: 30 s, 1 MB.</summary>
    OriginResponse = 2,

    /// <summary>An answer goes to the viewer: 5 s, 40 KB, and its status stays.</summary>
    ViewerResponse = 3,
}

// CloudFront: Lambda@Edge.
public sealed partial class ServiceTriggers
{
    /// <summary>
    /// CloudFront calls a function at the edge, with the limits of the event: time, memory of 128 MB for viewer events, the answer's size; 502 when the function fails or its
    /// answer is none, 503 when it is throttled (rule TRG-EDGE). AWS wants a published version; that is checked, the Region is not.
    /// </summary>
    /// <param name="function">A published version: <c>Destination</c> with a version.</param>
    /// <param name="at">Which of the four events.</param>
    /// <param name="uri">The path.</param>
    /// <param name="method">The method.</param>
    /// <param name="status">Of responses: what the origin answered.</param>
    public Task<TriggerAnswer> CloudFront(IDestinationTarget function, EdgeEvent at, string uri, string method = "GET", int status = 200)
    {
        var arn = FunctionOf(function);
        if (Resources.Arn.Parse(arn).Qualifier is not { } version || !version.All(char.IsAsciiDigit))
        {
            throw new ArgumentException($"CloudFront takes a published version only, and {arn} names none", nameof(function));
        }

        var isViewer = at is EdgeEvent.ViewerRequest or EdgeEvent.ViewerResponse;
        var isResponse = at is EdgeEvent.OriginResponse or EdgeEvent.ViewerResponse;
        var largest = isViewer ? 40 * 1024 : 1024 * 1024;
        var name = at switch { EdgeEvent.ViewerRequest => "viewer-request", EdgeEvent.OriginRequest => "origin-request", EdgeEvent.OriginResponse => "origin-response", _ => "viewer-response" };
        var cf = new JsonObject
        {
            ["config"] = new JsonObject { ["distributionDomainName"] = "d111111abcdef8.cloudfront.net", ["distributionId"] = "EDFDVBD6EXAMPLE", ["eventType"] = name, ["requestId"] = NextId() },
            ["request"] = new JsonObject { ["clientIp"] = "127.0.0.1", ["headers"] = Headers("Host", "d111111abcdef8.cloudfront.net"), ["method"] = method, ["querystring"] = "", ["uri"] = uri },
        };
        if (isResponse)
        {
            cf["response"] = new JsonObject { ["headers"] = Headers("Content-Type", "text/html"), ["status"] = Number(status), ["statusDescription"] = "" };
        }

        var rule = new CallRule("CloudFront", "edgelambda.amazonaws.com") { Limit = Duration.FromSeconds(isViewer ? 5 : 30), LargestAnswer = largest, Error = static (how, answer) => Failure(how, answer, "502", "502", "503") };
        return TriggerCall.Sync(_host, rule, arn, new JsonObject { ["Records"] = new JsonArray(new JsonObject { ["cf"] = cf }) }, answer => Check(answer, at, isResponse, status));
    }

    private static string? Check(JsonElement answer, EdgeEvent at, bool isResponse, int status)
    {
        if (Contract.Object(answer) is { } broken)
        {
            return broken;
        }

        if (!answer.TryGetProperty("status", out var given))
        {
            return isResponse ? "the answer to a response event is a response with a status" : Contract.Has(answer, "uri", JsonValueKind.String);
        }

        var text = given.ToString();
        if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599)
        {
            return $"status '{text}' is none";
        }

        return at == EdgeEvent.ViewerResponse && code != status ? Text.Invariant($"a viewer response cannot change the status: {status} became {code}") : Headers(answer);
    }

    private static string? Headers(JsonElement answer)
    {
        if (!answer.TryGetProperty("headers", out var headers))
        {
            return null;
        }

        if (headers.ValueKind != JsonValueKind.Object)
        {
            return "headers is no object";
        }

        var wrong = headers.EnumerateObject().FirstOrDefault(static h => h.Name.Any(char.IsAsciiLetterUpper) || h.Value.ValueKind != JsonValueKind.Array || h.Value.EnumerateArray().Any(static v => v.ValueKind != JsonValueKind.Object || !v.TryGetProperty("value", out _)));
        return wrong.Value.ValueKind == JsonValueKind.Undefined ? null : $"header '{wrong.Name}' is no lower-case name with a list of {{key, value}}";
    }

    private static JsonObject Headers(string name, string value) => new() { [name.ToLowerInvariant()] = new JsonArray(new JsonObject { ["key"] = name, ["value"] = value }) };
}
