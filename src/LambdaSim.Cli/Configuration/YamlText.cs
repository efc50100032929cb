using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaSim.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LambdaSim.Cli.Configuration;

/// <summary>
/// YAML as JSON text whose values stand on the same lines, so that one reader serves both and its errors name the lines of the YAML file.
/// Only what JSON can say is allowed: one document, no aliases, keys that are plain words.
/// </summary>
internal sealed class YamlText
{
    // The parser's work grows with the square of it.
    private const int MaxDepth = 64;

    private readonly StringBuilder _json = new();
    private readonly Stack<Container> _open = new();
    private readonly string _file;
    private int _line = 1;

    private YamlText(string file) => _file = file;

    public static string ToJson(string yaml, string file)
    {
        try
        {
            return new YamlText(file).Convert(yaml);
        }
        catch (YamlException e)
        {
            throw new ConfigFileException(file, (int)e.Start.Line, null, $"not valid YAML: {Reason(e)}", e);
        }
    }

    private string Convert(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var documents = 0;
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case DocumentStart start when ++documents > 1:
                    throw Error(start, "a second document starts here; a configuration is one document");
                case MappingStart map:
                    Begin(map);
                    _json.Append('{');
                    _open.Push(new Container(IsMap: true));
                    break;
                case SequenceStart list:
                    Begin(list);
                    _json.Append('[');
                    _open.Push(new Container(IsMap: false));
                    break;
                case MappingEnd:
                    End('}');
                    break;
                case SequenceEnd:
                    End(']');
                    break;
                case Scalar scalar:
                    Begin(scalar);
                    Write(scalar);
                    After();
                    break;
                case AnchorAlias alias:
                    throw Error(alias, "aliases are not supported; write the value out");
                default:
                    break;
            }
        }

        // An empty document is one empty scalar: let the reader say that the file is empty.
        var json = _json.ToString();
        return json.AsSpan().Trim().SequenceEqual("null") ? string.Empty : json;
    }

    private void Begin(NodeEvent node)
    {
        if (_open.TryPeek(out var container))
        {
            if (container.IsMap && container.Count % 2 == 0 && node is not Scalar)
            {
                throw Error(node, "a key is a single word here");
            }

            if (container.Count > 0)
            {
                _json.Append(container.IsMap && container.Count % 2 == 1 ? ':' : ',');
            }
        }

        if (_open.Count >= MaxDepth && node is not Scalar)
        {
            throw Error(node, Text.Invariant($"nested deeper than {MaxDepth} levels; a configuration needs a few"));
        }

        for (; _line < node.Start.Line; _line++)
        {
            _json.Append('\n');
        }
    }

    private void End(char bracket)
    {
        _open.Pop();
        _json.Append(bracket);
        After();
    }

    private void After()
    {
        if (_open.TryPeek(out var container))
        {
            container.Count++;
        }
    }

    private void Write(Scalar scalar)
    {
        var isKey = _open.TryPeek(out var container) && container is { IsMap: true } && container.Count % 2 == 0;
        if (!isKey && scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true } && Literal(scalar.Value) is { } literal)
        {
            _json.Append(literal);
            return;
        }

        _json.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(scalar.Value)).Append('"');
    }

    /// <summary>The JSON word for a plain scalar of YAML's core schema; null when it is text.</summary>
    private static string? Literal(string value) => value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => "null",
        "true" or "True" or "TRUE" => "true",
        "false" or "False" or "FALSE" => "false",
        _ => IsNumber(value) ? value : null,
    };

    private static bool IsNumber(string value)
    {
        if (!char.IsAsciiDigit(value[0]) && value[0] != '-')
        {
            return false;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private ConfigFileException Error(ParsingEvent at, string problem) => new(_file, (int)at.Start.Line, null, problem);

    private static string Reason(YamlException e)
    {
        var inner = e;
        while (inner.InnerException is YamlException next)
        {
            inner = next;
        }

        return inner.Message.TrimEnd('.');
    }

    private sealed record Container(bool IsMap)
    {
        /// <summary>Keys and values so far; in a map, an even number means that a key is next.</summary>
        public int Count { get; set; }
    }
}
