using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Functions;

namespace LambdaSim.Handlers.StandIns;

/// <summary>A stand-in in one word, as a command line gives it: a behaviour, with its main param behind a colon.</summary>
internal static class StandInText
{
    // Which param stands behind the colon; the others take none.
    private static readonly (string Behavior, string Param)[] _main =
        [("constant", "value"), ("fail", "errorMessage"), ("failIf", "key"), ("wait", "wait"), ("version", "id"), ("exit", "code"), ("integration", "key")];

    public static StandIn Parse(string text)
    {
        text = text.Trim();
        if (text.StartsWith('{'))
        {
            return Whole(text);
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return Checked(text, new StandIn(null, Element(new JsonObject()), Init: false, text));
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var behavior = colon < 0 ? text : text[..colon];
        var @params = new JsonObject();
        if (colon >= 0)
        {
            var param = Array.Find(_main, m => m.Behavior == behavior).Param;
            if (param is null && StandInRules.Names.Contains(behavior, StringComparer.Ordinal))
            {
                throw Wrong(text, $"nothing stands behind \"{behavior}\"");
            }

            @params[param ?? "value"] = Value(text, param, text[(colon + 1)..]);
        }

        return Checked(text, new StandIn(behavior, Element(@params), Init: false, null));
    }

    private static JsonNode? Value(string text, string? param, string value)
    {
        switch (param)
        {
            case "wait":
                return decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? JsonValue.Create(seconds) : JsonValue.Create(value);
            case "code":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? JsonValue.Create(code) : JsonValue.Create(value);
            case "value":
                try
                {
                    return JsonNode.Parse(value);
                }
                catch (JsonException e)
                {
                    throw Wrong(text, $"behind \"constant:\" stands no JSON ({e.Message}); a text needs its quotes");
                }

            default:
                return JsonValue.Create(value);
        }
    }

    private static StandIn Whole(string text)
    {
        try
        {
            return StandInReader.Read(System.Text.Encoding.UTF8.GetBytes(text));
        }
        catch (InvalidParameterValueException e)
        {
            throw Wrong(text, e.Message);
        }
    }

    private static StandIn Checked(string text, StandIn standIn) => StandInRules.ProblemOf(standIn) is { } problem ? throw Wrong(text, problem) : standIn;

    private static JsonElement Element(JsonObject node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    private static FormatException Wrong(string text, string what) =>
        new($"'{text}' is no behaviour: {what}. One is a name ({string.Join(", ", StandInRules.Names)}), some with a value (fail:MESSAGE, wait:SECONDS, constant:JSON, exit:CODE, failIf:KEY, version:ID), a URL to call back, or a whole lambdasim-standin.json.");
}
