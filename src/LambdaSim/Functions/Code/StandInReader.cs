using System.Text.Json;

namespace LambdaSim.Functions;

/// <summary>Reads <c>lambdasim-standin.json</c> (rule CTL-STAND-IN).</summary>
internal static class StandInReader
{
    private const string Name = "lambdasim-standin.json";

    private static readonly JsonElement _none = JsonElement.Parse("{}");

    /// <exception cref="InvalidParameterValueException">It is not as described; the message says where.</exception>
    public static StandIn Read(byte[] json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            throw Wrong("it is no UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw Wrong($"it is no JSON ({e.Message})");
        }
        catch (InvalidOperationException)
        {
            throw Wrong("one of its texts is half a surrogate pair, which is no Unicode");
        }
    }

    private static StandIn Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("standIn", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1)
        {
            throw Wrong("it must be an object with \"standIn\": 1");
        }

        if (root.EnumerateObject().Select(static p => p.Name).FirstOrDefault(static n => n is not ("standIn" or "behavior" or "params" or "init" or "callback")) is { } unknown)
        {
            throw Wrong($"\"{unknown}\" is unknown; it has \"standIn\", \"behavior\", \"params\", \"init\" and \"callback\"");
        }

        var behavior = TextOf(root, "behavior");
        var callback = TextOf(root, "callback");
        if (behavior is null && callback is null)
        {
            throw Wrong("it must have one of \"behavior\" and \"callback\"");
        }

        if (callback is not null && !(Uri.TryCreate(callback, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw Wrong($"the callback \"{callback}\" is no http or https URL");
        }

        var @params = Params(root);
        var standIn = behavior is not null && callback is not null
            ? new StandIn(null, _none, Init(root), callback) { Unused = behavior }
            : new StandIn(behavior, @params, Init(root), callback);
        return StandInRules.ProblemOf(standIn) is { } problem ? throw Wrong(problem) : standIn;
    }

    private static JsonElement Params(JsonElement root) =>
        !root.TryGetProperty("params", out var value) || value.ValueKind == JsonValueKind.Null ? _none
        : value.ValueKind == JsonValueKind.Object ? value.Clone() : throw Wrong("\"params\" must be an object");

    private static bool Init(JsonElement root) =>
        root.TryGetProperty("init", out var value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw Wrong("\"init\" must be true or false"),
        };

    private static string? TextOf(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong($"\"{name}\" must be a text");

    private static InvalidParameterValueException Wrong(string what) => new($"The uploaded zip holds a {Name} that LambdaSim cannot use: {what}.");
}
