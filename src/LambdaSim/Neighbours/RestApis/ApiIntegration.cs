using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>What integrations of the control API may say, and what they come to (rules APIGW-URI, APIGW-MOCK).</summary>
internal static partial class ApiIntegration
{
    private const string FunctionPath = "path/2015-03-31/functions/", End = "/invocations";

    /// <exception cref="ApiGatewayException">AWS refuses it, or it is not simulated.</exception>
    public static void Check(JsonObject integration)
    {
        var type = (string?)integration["type"];
        if (type is not ("AWS_PROXY" or "MOCK"))
        {
            throw ApiGatewayException.Unsupported($"integrations of type {type}");
        }

        switch ((string?)integration["connectionType"])
        {
            case "VPC_LINK":
                throw ApiGatewayException.Unsupported("VPC links");
            case not (null or "INTERNET"):
                throw ApiGatewayException.Bad("Invalid connection type specified. Must be one of [INTERNET, VPC_LINK]");
            default:
                _ = string.IsNullOrEmpty((string?)integration["connectionId"]) && string.IsNullOrEmpty((string?)integration["integrationTarget"])
                    ? 0 : throw ApiGatewayException.Bad("A connection ID and an integration target are supported only for the connection type VPC_LINK");
                break;
        }

        if ((int?)integration["timeoutInMillis"] is < 50 or > 29_000)
        {
            throw ApiGatewayException.Bad("Timeout should be between 50 ms and 29000 ms");
        }

        if (type == "MOCK")
        {
            _ = StatusOf(integration);
            return;
        }

        if (integration["httpMethod"] is null)
        {
            throw ApiGatewayException.Bad("Enumeration value for HttpMethod must be non-empty");
        }

        CheckUri((string?)integration["uri"]);
    }

    /// <summary>The function's ARN in the URI of an integration or authorizer; null: there is none.</summary>
    public static string? FunctionOf(string? uri, JsonObject? variables)
    {
        if (uri is null || !Arn.TryParse(uri, out var arn) || !arn.Resource.StartsWith(FunctionPath, StringComparison.Ordinal) || !arn.Resource.EndsWith(End, StringComparison.Ordinal))
        {
            return null;
        }

        return VariableRegex().Replace(arn.Resource[FunctionPath.Length..^End.Length], v => (string?)variables?[v.Groups[1].Value] ?? "");
    }

    public static void CheckUri(string? uri)
    {
        if (!Arn.TryParse(uri, out var arn))
        {
            throw ApiGatewayException.Bad("Invalid ARN specified in the request");
        }

        if (arn.Service != ApiBook.Arns || !(arn.Resource.StartsWith("path/", StringComparison.Ordinal) || arn.Resource.StartsWith("action/", StringComparison.Ordinal)))
        {
            throw ApiGatewayException.Bad("AWS ARN for integration must contain path or action");
        }

        if (arn.Account != Arn.Lambda || FunctionOf(uri, null) is null)
        {
            throw ApiGatewayException.Bad("Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.");
        }
    }

    /// <summary>What a mock answers: the status that its template says, with the constant headers of that response.</summary>
    public static FrontAnswer Mock(JsonObject integration)
    {
        var status = StatusOf(integration);
        var responses = integration["integrationResponses"] as JsonObject ?? [];
        if ((responses[status] ?? responses.Select(static r => r.Value).FirstOrDefault(static r => string.IsNullOrEmpty((string?)r!["selectionPattern"]))) is not JsonObject response)
        {
            return FrontAnswer.Json(500, """{"message": "Internal server error"}""");
        }

        List<KeyValuePair<string, string>> headers = [new("Content-Type", "application/json")];
        foreach (var (name, value) in response["responseParameters"] as JsonObject ?? [])
        {
            headers.RemoveAll(h => h.Key.Equals(HeaderOf(name), StringComparison.OrdinalIgnoreCase));
            headers.Add(new(HeaderOf(name), ((string)value!)[1..^1]));
        }

        var body = (string?)(response["responseTemplates"] as JsonObject)?["application/json"] ?? "";
        return new FrontAnswer(int.Parse((string)response["statusCode"]!, System.Globalization.CultureInfo.InvariantCulture)) { Headers = headers, Body = Encoding.UTF8.GetBytes(body) };
    }

    /// <exception cref="ApiGatewayException">It is more than constant headers and bodies.</exception>
    public static void CheckResponse(JsonObject method, JsonObject response)
    {
        if ((method["methodResponses"] as JsonObject)?[(string)response["statusCode"]!] is not JsonObject declared)
        {
            throw ApiGatewayException.Missing("Invalid Response status code specified");
        }

        // Answers of a proxy integration pass as they are.
        if ((string?)method["methodIntegration"]?["type"] == "AWS_PROXY")
        {
            return;
        }

        foreach (var (name, value) in response["responseParameters"] as JsonObject ?? [])
        {
            if ((declared["responseParameters"] as JsonObject)?.ContainsKey(name) != true)
            {
                throw ApiGatewayException.Bad($"Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: {name}]");
            }

            if ((string?)value is not { Length: >= 2 } text || text[0] != '\'' || text[^1] != '\'')
            {
                throw ApiGatewayException.Unsupported($"the mapping expression {value} of an integration response, which is no constant in single quotes,");
            }
        }

        foreach (var (type, template) in response["responseTemplates"] as JsonObject ?? [])
        {
            if (((string?)template)?.AsSpan().ContainsAny('$', '#') == true || (type != "application/json" && !string.IsNullOrEmpty((string?)template)))
            {
                throw ApiGatewayException.Unsupported($"mapping templates that are not constant JSON, such as the one for {type},");
            }
        }
    }

    private static string HeaderOf(string parameter) => parameter[(parameter.LastIndexOf('.') + 1)..];

    private static string StatusOf(JsonObject integration) =>
        (string?)(integration["requestTemplates"] as JsonObject)?["application/json"] is not { Length: > 0 } template ? "200"
        : MockRegex().Match(template) is { Success: true } match ? match.Groups[1].Value
        : throw ApiGatewayException.Unsupported("mapping templates of mock integrations, but for {\"statusCode\": 200},");

    [GeneratedRegex("""^\s*\{\s*["']?statusCode["']?\s*:\s*(\d{3})\s*\}\s*$""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MockRegex();

    [GeneratedRegex(@"\$\{stageVariables\.([A-Za-z0-9_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex VariableRegex();
}
