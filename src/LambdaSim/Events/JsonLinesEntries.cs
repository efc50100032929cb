using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>Reads the lines of a log that name what records refer to: functions, resources and texts.</summary>
internal static class JsonLinesEntries
{
    /// <exception cref="FormatException">It is not the next function; the message is the reason.</exception>
    public static FunctionDefinition Function(JsonElement root, int next)
    {
        if (!root.TryGetProperty("fn"u8, out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var index) || index != next)
        {
            throw new FormatException(Configuration.Text.Invariant($"a function has no number or the wrong one; the next is {next}"));
        }

        var config = FunctionConfig.Default;
        foreach (var pair in Member(root, "config", JsonValueKind.Object).EnumerateObject())
        {
            if (pair.Value.ValueKind != JsonValueKind.String)
            {
                throw new FormatException($"setting '{pair.Name}' is no text");
            }

            config = ConfigPairs.With(config, pair.Name, pair.Value.GetString()!);
        }

        var name = Member(root, "name", JsonValueKind.String).GetString()!;
        var place = root.TryGetProperty("place"u8, out _) ? Member(root, "place", JsonValueKind.String).GetString() : null;
        return new FunctionDefinition(index, name, Member(root, "qualifier", JsonValueKind.String).GetString()!, config) { Place = place };
    }

    /// <exception cref="FormatException">It is not the next resource; the message is the reason.</exception>
    public static ResourceDefinition Resource(JsonElement root, int next)
    {
        if (!root.TryGetProperty("rs"u8, out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var index) || index != next)
        {
            throw new FormatException(Configuration.Text.Invariant($"a resource has no number or the wrong one; the next is {next}"));
        }

        var settings = new List<KeyValuePair<string, string>>();
        foreach (var pair in Member(root, "settings", JsonValueKind.Object).EnumerateObject())
        {
            settings.Add(new(pair.Name, pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString()! : throw new FormatException($"setting '{pair.Name}' is no text")));
        }

        var kind = ResourceDefinition.KindOf(Member(root, "resource", JsonValueKind.String).GetString()!);
        return new ResourceDefinition(index, kind, Member(root, "name", JsonValueKind.String).GetString()!, Member(root, "arn", JsonValueKind.String).GetString()!) { Settings = settings };
    }

    /// <exception cref="FormatException">It is not the next text; the message is the reason.</exception>
    public static string Text(JsonElement root, int next)
    {
        if (!root.TryGetProperty("tx"u8, out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var index) || index != next)
        {
            throw new FormatException(Configuration.Text.Invariant($"a text has no number or the wrong one; the next is {next}"));
        }

        return Member(root, "text", JsonValueKind.String).GetString()!;
    }

    /// <exception cref="FormatException">It is missing or of another type.</exception>
    public static JsonElement Member(JsonElement root, string name, JsonValueKind kind) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == kind
            ? member
            : throw new FormatException($"'{name}' is missing or of the wrong type");
}
