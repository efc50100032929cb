using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>Settings of HTTP APIs that are kept and do not act.</summary>
internal static class StoredHttpApiNotes
{
    public static IEnumerable<string> Of(StoredHttpApi api)
    {
        var name = $"HTTP API {api.Document["name"]}";
        if ((bool?)api.Document["disableExecuteApiEndpoint"] == true)
        {
            yield return $"{name}: disableExecuteApiEndpoint";
        }

        foreach (var route in api.Routes.Values)
        {
            if ((string?)route["authorizationType"] == "AWS_IAM")
            {
                yield return $"{name}, {route["routeKey"]}: an IAM authorizer looks for a signature and checks neither it nor what the caller may do";
            }

            if (route["authorizationScopes"] is JsonArray { Count: > 0 })
            {
                yield return $"{name}, {route["routeKey"]}: authorizationScopes";
            }
        }

        foreach (var _ in api.Integrations.Values.Concat(api.Authorizers.Values).Where(static i => i["credentialsArn"] is not null || i["authorizerCredentialsArn"] is not null))
        {
            yield return $"{name}: credentials of an integration or authorizer";
        }

        foreach (var (stage, document) in api.Stages.Select(static s => (s.Key, s.Value.Document)))
        {
            if (document["accessLogSettings"] is not null)
            {
                yield return $"{name}, stage {stage}: accessLogSettings";
            }
        }
    }
}
