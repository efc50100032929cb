using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Lambda;

/// <summary>
/// Puts an operation's input together: members from the path, the query and the body (rule HTTP-INPUT). A body is read as it came, in UTF-8, by the models:
/// as the document of a codec an upload would be held a second time, as text.
/// </summary>
internal static class OperationInput
{
    private const int MaxDepth = 64;

    // Code is one value, however long; lists and maps of the API have some thousand.
    private const int MaxValues = 200_000;

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = MaxDepth };

    /// <exception cref="SerializationException">The body is no JSON object.</exception>
    public static JsonDocument Read(WireOperation operation, JsonObject head, ReadOnlyMemory<byte> body)
    {
        // What is fetched or deleted is named outside the body.
        var sent = Parse(operation.Method is "GET" or "DELETE" ? default : body);
        try
        {
            if (sent.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new SerializationException($"The request's body must be a JSON object; it is {Name(sent.RootElement.ValueKind)}.");
            }

            return operation.Input.Members.Count == 0 ? sent : Merge(operation.Input, head, sent);
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

    // Present or not, what belongs outside is never read from the body.
    private static JsonDocument Merge(WireShape shape, JsonObject head, JsonDocument sent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (member, value) in head)
            {
                writer.WritePropertyName(member);
                value!.WriteTo(writer);
            }

            foreach (var property in sent.RootElement.EnumerateObject().Where(p => shape.Named(p.Name) is null))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        sent.Dispose();
        return JsonDocument.Parse(buffer.WrittenMemory, _options);
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
