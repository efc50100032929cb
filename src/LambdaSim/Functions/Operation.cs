using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LambdaSim.Functions;

/// <summary>One operation of the API: how it is asked for over HTTP, and what it does.</summary>
/// <param name="Name">AWS's name.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path template; a label is the input member of that name.</param>
/// <param name="Status">HTTP status of success.</param>
/// <param name="Call">Input members as JSON in, output members as JSON out; null: no body.</param>
internal sealed record Operation(string Name, string Method, string Path, int Status, Func<LambdaService, JsonElement, JsonNode?> Call)
{
    /// <summary>Input members that stand in the query, as <c>Member</c> or <c>Member=parameter</c>.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    public static Operation Of<TIn, TOut>(string name, string method, string path, int status, JsonTypeInfo<TIn> input, JsonTypeInfo<TOut> output, Func<LambdaService, TIn, TOut> run)
        where TOut : class =>
        new(name, method, path, status, (service, json) => JsonSerializer.SerializeToNode(run(service, Read(json, input)), output));

    public static Operation Of<TIn>(string name, string method, string path, int status, JsonTypeInfo<TIn> input, Action<LambdaService, TIn> run) =>
        new(name, method, path, status, (service, json) =>
        {
            run(service, Read(json, input));
            return null;
        });

    private static TIn Read<TIn>(JsonElement json, JsonTypeInfo<TIn> type)
    {
        try
        {
            return json.Deserialize(type)!;
        }
        catch (JsonException e)
        {
            // Where it is, not how .NET says it.
            throw new SerializationException(e.Path is { Length: > 2 } path ? $"{path[2..]}: the value is of another type than this member's" : "the members of the request are not of the types that the operation has");
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair: JSON allows it, text does not.
            throw new SerializationException(e.Message);
        }
    }
}
