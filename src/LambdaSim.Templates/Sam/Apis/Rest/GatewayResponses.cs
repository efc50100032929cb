using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>What a REST API answers where no integration does.</summary>
internal static class GatewayResponses
{
    private static readonly (string Name, string Prefix)[] Parameters =
        [("Headers", "gatewayresponse.header."), ("Paths", "gatewayresponse.path."), ("QueryStrings", "gatewayresponse.querystring.")];

    private static readonly string[] Names = ["ResponseParameters", "ResponseTemplates", "StatusCode"];

    public static void Apply(SamResource api, Node responses, ApiDocument document)
    {
        var result = new MapBuilder();
        foreach (var (type, value) in Expect.Map(responses, api.Id, "GatewayResponses").Members)
        {
            var response = Expect.Map(value, api.Id, "GatewayResponses." + type);
            if (response.Keys.FirstOrDefault(k => !Names.Contains(k, StringComparer.Ordinal)) is { } unknown)
            {
                throw api.Invalid($"Invalid property '{unknown}' in 'GatewayResponses' property '{type}'.", response[unknown]);
            }

            result.Set(type, Response(api, type, response));
        }

        document.Set("x-amazon-apigateway-gateway-responses", result.ToNode(responses.Place));
    }

    private static MapNode Response(SamResource api, string type, MapNode response)
    {
        var parameters = new MapBuilder();
        if (response["ResponseParameters"] is { } given && !Make.IsNull(given))
        {
            foreach (var (kind, values) in Expect.Map(given, api.Id, $"GatewayResponses.{type}.ResponseParameters").Members)
            {
                var prefix = Array.Find(Parameters, p => p.Name == kind).Prefix ?? throw api.Invalid($"Invalid gateway response parameter '{kind}'", values);
                foreach (var (name, value) in Expect.Map(values, api.Id, $"GatewayResponses.{type}.ResponseParameters.{kind}").Members)
                {
                    parameters.Set(prefix + name, value);
                }
            }
        }

        return Node.Map(
            ("responseParameters", parameters.ToNode(default)),
            ("responseTemplates", response["ResponseTemplates"] is { } templates && !Make.IsNull(templates) ? templates : MapNode.Empty),
            ("statusCode", response["StatusCode"] switch
            {
                LiteralNode { Literal: LiteralKind.Number } number => new TextNode(number.Json, number.Place),
                TextNode { Text: var text } when !text.All(char.IsAsciiDigit) =>
                    throw api.Invalid("Property 'StatusCode' must be numeric", response["StatusCode"]),
                var status => Make.IsNull(status) ? null : status,
            }));
    }
}
