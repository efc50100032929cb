using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>The authorizers of what a stage serves, as documents of routes and methods name them. A route that asks for one stays closed, whatever became of it (rule APIGW-AUTH-MISSING).</summary>
/// <param name="make">Makes the one of an id, which all its routes share; null: there is none.</param>
internal sealed class StoredAuthorizers(Func<string, RouteAuthorizer?> make)
{
    private readonly Dictionary<string, RouteAuthorizer> _made = new(StringComparer.Ordinal);

    /// <summary>Who decides about the requests of a route or method; null: it asks for nobody.</summary>
    public RouteAuthorizer? Of(JsonObject route) => (string?)route["authorizationType"] switch
    {
        null or "NONE" => null,
        "AWS_IAM" => RouteAuthorizer.Iam(),
        "CUSTOM" when (string?)route["authorizerId"] is { } id => Shared(id),
        _ => new MissingAuthorizer(),
    };

    private RouteAuthorizer Shared(string id)
    {
        if (!_made.TryGetValue(id, out var known))
        {
            _made.Add(id, known = make(id) ?? new MissingAuthorizer());
        }

        return known;
    }
}
