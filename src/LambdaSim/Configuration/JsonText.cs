using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LambdaSim.Configuration;

/// <summary>JSON from outside, looked at once from its beginning to its end before anything reads it: whatever passes can be read without surprise (rule HTTP-JSON).</summary>
internal static class JsonText
{
    /// <summary>Most levels of a payload, as AWS has it (rule INV-JSON).</summary>
    public const int MaxDepth = 1000;

    private const int HexDigits = 4;

    /// <summary>Why a document is refused, in words that follow "it"; null: it is good.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="depth">Most levels.</param>
    /// <param name="values">Most names and values: a document of many small ones takes many times its size once it is read.</param>
    /// <param name="unicode">Whether half a pair of surrogates, which JSON can write and no text can hold, is refused.</param>
    public static string? ProblemOf(ReadOnlySpan<byte> utf8, int depth = MaxDepth, int values = int.MaxValue, bool unicode = true)
    {
        if (!Utf8.IsValid(utf8))
        {
            return "is no UTF-8";
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = depth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= depth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return Text.Invariant($"is nested deeper than {depth} levels");
                }

                if (--values < 0)
                {
                    return "has more names and values than any request needs";
                }

                if (unicode && reader.ValueIsEscaped && !IsUnicode(reader.ValueSpan))
                {
                    return "has a text with half a surrogate pair, which is no Unicode";
                }
            }

            return null;
        }
        catch (JsonException e)
        {
            return $"is no JSON ({e.Message})";
        }
    }

    /// <summary>Whether the escapes of a text between its quotes make whole characters.</summary>
    public static bool IsUnicode(ReadOnlySpan<byte> escaped)
    {
        var isOpen = false;
        for (var i = escaped.IndexOf((byte)'\\'); i >= 0 && i < escaped.Length; i++)
        {
            var unit = 0;
            if (escaped[i] == '\\')
            {
                i++;
                if (escaped[i] == 'u' && Utf8Parser.TryParse(escaped.Slice(i + 1, HexDigits), out unit, out _, 'x'))
                {
                    i += HexDigits;
                }
            }

            if (isOpen != char.IsLowSurrogate((char)unit))
            {
                return false;
            }

            isOpen = char.IsHighSurrogate((char)unit);
        }

        return !isOpen;
    }

    /// <summary>Whether a document is an object.</summary>
    /// <exception cref="JsonException">The document is no JSON.</exception>
    public static bool IsObject(ReadOnlyMemory<byte> document)
    {
        var reader = Reader(document);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>A member of an object; of several of one name the last. Null: the object has none, or the document is no object.</summary>
    /// <exception cref="JsonException">The document is no JSON, or too deep.</exception>
    public static JsonPart? Member(ReadOnlyMemory<byte> document, string name)
    {
        JsonPart? found = null;
        var utf8Name = Encoding.UTF8.GetBytes(name);
        var reader = Reader(document);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMeant = !reader.ValueIsEscaped ? reader.ValueSpan.SequenceEqual(utf8Name) : IsUnicode(reader.ValueSpan) && reader.ValueTextEquals(utf8Name);
            reader.Read();
            if (isMeant)
            {
                found = Part(document, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    /// <summary>The members of an object in their order.</summary>
    /// <exception cref="JsonException">The document is no JSON, or too deep.</exception>
    /// <exception cref="InvalidOperationException">A name is no Unicode.</exception>
    public static List<(string Name, JsonPart Value)> Members(ReadOnlyMemory<byte> document)
    {
        List<(string Name, JsonPart Value)> members = [];
        var reader = Reader(document);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            members.Add((name, Part(document, ref reader)));
        }

        return members;
    }

    /// <summary>The items of a list in their order.</summary>
    /// <exception cref="JsonException">The document is no JSON, or too deep.</exception>
    public static List<JsonPart> Items(ReadOnlyMemory<byte> document)
    {
        List<JsonPart> items = [];
        var reader = Reader(document);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Part(document, ref reader));
        }

        return items;
    }

    private static Utf8JsonReader Reader(ReadOnlyMemory<byte> document) => new(document.Span, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });

    private static JsonPart Part(ReadOnlyMemory<byte> document, ref Utf8JsonReader reader)
    {
        var kind = reader.TokenType;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonPart(kind, document[start..(int)reader.BytesConsumed]);
    }
}

/// <summary>A value inside a document, as its bytes.</summary>
/// <param name="Kind">Its first token.</param>
/// <param name="Utf8">From its first byte to its last.</param>
internal readonly record struct JsonPart(JsonTokenType Kind, ReadOnlyMemory<byte> Utf8)
{
    public bool IsObject => Kind == JsonTokenType.StartObject;

    /// <summary>A text; null: it is none.</summary>
    /// <exception cref="InvalidOperationException">It is no Unicode.</exception>
    public string? Text() => Kind == JsonTokenType.String ? Read().GetString() : null;

    /// <summary>A whole number; null: it is none, or out of range.</summary>
    public long? Whole() => Kind == JsonTokenType.Number && Read().TryGetInt64(out var number) ? number : null;

    /// <summary>A number; null: it is none, or out of range.</summary>
    public decimal? Decimal() => Kind == JsonTokenType.Number && Read().TryGetDecimal(out var number) ? number : null;

    /// <summary>A number; null: it is none.</summary>
    public double? Double() => Kind == JsonTokenType.Number && Read().TryGetDouble(out var number) ? number : null;

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    private Utf8JsonReader Read()
    {
        var reader = new Utf8JsonReader(Utf8.Span);
        reader.Read();
        return reader;
    }
}
