using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Filters;

/// <summary>A value of an event, and in which elements of which arrays it stands, from the outermost; objects and arrays are no values (rule PAT-ARRAY).</summary>
internal sealed record Field(FieldValue Value, IReadOnlyList<(int Array, int Index)> Elements);

/// <summary>The values of an event by path.</summary>
internal static class FlatEvent
{
    // A document of the deepest kind may stand in a record or an event.
    private const int MaxDepth = JsonText.MaxDepth + 2;

    /// <summary>The values; null: the document is no object.</summary>
    public static Dictionary<string, List<Field>>? Read(ReadOnlySpan<byte> document, FieldPaths paths, decimal numberLimit)
    {
        var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var walk = new Walk(paths, numberLimit);
        walk.ReadObject(ref reader, "");
        return walk.Fields;
    }

    private sealed class Walk(FieldPaths paths, decimal numberLimit)
    {
        private readonly List<(int Array, int Index)> _elements = [];
        private int _arrays;

        public Dictionary<string, List<Field>> Fields { get; } = new(StringComparer.Ordinal);

        public void ReadObject(ref Utf8JsonReader reader, string prefix)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var path = prefix + Said(ref reader);
                reader.Read();
                ReadValue(ref reader, path);
            }
        }

        private void ReadValue(ref Utf8JsonReader reader, string path)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when paths.IsAbove(path):
                    ReadObject(ref reader, $"{path}.");
                    break;
                case JsonTokenType.StartArray when paths.IsAbove(path) || paths.IsField(path):
                    ReadArray(ref reader, path);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    reader.Skip();
                    break;
                case var kind when paths.IsField(path):
                    var value = new FieldValue(kind, kind == JsonTokenType.String ? Said(ref reader) : System.Text.Encoding.UTF8.GetString(reader.ValueSpan), numberLimit);
                    if (!Fields.TryGetValue(path, out var fields))
                    {
                        Fields.Add(path, fields = []);
                    }

                    fields.Add(new Field(value, _elements.Count == 0 ? [] : [.. _elements]));
                    break;
            }
        }

        // Of values that stand in an array themselves any will do: they are in no element of it.
        private void ReadArray(ref Utf8JsonReader reader, string path)
        {
            var array = _arrays++;
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            {
                var isNested = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                if (isNested)
                {
                    _elements.Add((array, index));
                }

                ReadValue(ref reader, path);
                if (isNested)
                {
                    _elements.RemoveAt(_elements.Count - 1);
                }
            }
        }

        // Half a pair of surrogates, which JSON can write, is U+FFFD.
        private static string Said(ref Utf8JsonReader reader) =>
            !reader.ValueIsEscaped || JsonText.IsUnicode(reader.ValueSpan) ? reader.GetString()! : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
    }
}
