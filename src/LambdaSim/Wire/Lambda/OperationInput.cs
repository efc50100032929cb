using System.Buffers;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Wire.Lambda;

/// <summary>Puts an operation's input together: members from the path, the query and the body (rule HTTP-INPUT).</summary>
internal static class OperationInput
{
    // Members that are lists, however many values the query has.
    private static readonly HashSet<string> _lists = new(StringComparer.Ordinal) { "TagKeys" };

    private const int MaxDepth = 64;

    // Code is one value, however long; lists and maps of the API have some thousand.
    private const int MaxValues = 200_000;

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = MaxDepth };

    /// <exception cref="SerializationException">The body is no JSON object.</exception>
    public static JsonDocument Read(Route route, RequestTarget target, ReadOnlyMemory<byte> body)
    {
        // What is fetched or deleted is named outside the body.
        var sent = Parse(route.Method is "GET" or "DELETE" ? default : body);
        try
        {
            if (sent.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new SerializationException($"The request's body must be a JSON object; it is {Name(sent.RootElement.ValueKind)}.");
            }

            var outside = Outside(route, target);
            return outside.Count == 0 ? sent : Merge(outside, route, sent);
        }
        catch
        {
            sent.Dispose();
            throw;
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body) =>
        body.IsEmpty ? JsonDocument.Parse("{}"u8.ToArray())
        : JsonText.ProblemOf(body.Span, MaxDepth, MaxValues) is { } problem ? throw new SerializationException($"Could not parse request body into json: it {problem}")
        : JsonDocument.Parse(body, _options);

    private static Dictionary<string, string[]> Outside(Route route, RequestTarget target)
    {
        var members = route.Labels(target).ToDictionary(static l => l.Member, static l => new[] { l.Value }, StringComparer.Ordinal);
        foreach (var text in route.Operation!.Query)
        {
            var (member, parameter) = text.Split('=') is [var left, var right] ? (left, right) : (text, text);
            // Present or not, what belongs to the query is never read from the body.
            members[member] = [.. target.Query.Where(q => q.Name == parameter).Select(static q => q.Value)];
        }

        return members;
    }

    private static JsonDocument Merge(Dictionary<string, string[]> outside, Route route, JsonDocument sent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (member, values) in outside)
            {
                Write(writer, member, values);
            }

            foreach (var property in sent.RootElement.EnumerateObject().Where(p => !outside.ContainsKey(p.Name)))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        sent.Dispose();
        return JsonDocument.Parse(buffer.WrittenMemory, _options);
    }

    private static void Write(Utf8JsonWriter writer, string member, string[] values)
    {
        if (values.Length == 0)
        {
            return;
        }

        writer.WritePropertyName(member);
        if (!_lists.Contains(member))
        {
            writer.WriteStringValue(values[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
