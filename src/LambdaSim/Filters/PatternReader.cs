using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Filters;

/// <summary>
/// The tokens of a pattern, and where AWS's parser stands at each of them, which its errors tell: behind a token, at a name behind the value's first
/// character already, in a text that nobody looked into behind its quotation mark.
/// </summary>
internal ref struct PatternReader
{
    private const int MaxDepth = JsonText.MaxDepth;
    private const int MostShown = 500;

    private readonly string _pattern;
    private readonly byte[] _utf8;
    private Utf8JsonReader _reader;
    private Utf8JsonReader _value;
    private bool _isRead;

    public PatternReader(string pattern)
    {
        _pattern = pattern;
        _utf8 = Encoding.UTF8.GetBytes(pattern);
        _reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>What it stands at; none before the first.</summary>
    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>The token as text: what a string or name says, how a number is written.</summary>
    public string Text
    {
        get
        {
            _isRead = true;
            if (Token is not (JsonTokenType.String or JsonTokenType.PropertyName))
            {
                return Encoding.UTF8.GetString(_reader.ValueSpan);
            }

            // Chosen: Java's texts may hold half of a pair.
            return !_reader.ValueIsEscaped || JsonText.IsUnicode(_reader.ValueSpan) ? _reader.GetString()! : throw Fault("Half a surrogate pair is no character");
        }
    }

    private readonly string Source
    {
        get
        {
            var shown = new StringBuilder("(String)\"");
            foreach (var c in _pattern.AsSpan(0, Math.Min(_pattern.Length, MostShown)))
            {
                _ = char.IsControl(c) && c is not ('\r' or '\n') ? shown.Append(Configuration.Text.Invariant($"\\u{(int)c:X4}")) : shown.Append(c);
            }

            return shown.Append('"').Append(_pattern.Length > MostShown ? Configuration.Text.Invariant($"[truncated {_pattern.Length - MostShown} chars]") : "").ToString();
        }
    }

    /// <summary>Goes on to the next token; none: the text is at its end.</summary>
    /// <exception cref="PatternException">The text is no JSON.</exception>
    public JsonTokenType Next()
    {
        if (Token == JsonTokenType.PropertyName)
        {
            _reader = _value;
        }
        else if (!Read(ref _reader))
        {
            return JsonTokenType.None;
        }

        _isRead = false;
        if (Token == JsonTokenType.PropertyName)
        {
            _value = _reader;
            Read(ref _value);
        }

        return Token;
    }

    /// <summary>What is wrong with the pattern, and where the parser stands.</summary>
    public readonly PatternException Fault(string problem)
    {
        var at = Token == JsonTokenType.PropertyName ? Behind(_value, isRead: false) : Behind(_reader, _isRead);
        var read = _utf8.AsSpan(0, at);
        var (line, start) = (1, 0);
        for (var i = 0; i < read.Length; i++)
        {
            if (read[i] == '\n' || (read[i] == '\r' && (i + 1 == _utf8.Length || _utf8[i + 1] != '\n')))
            {
                (line, start) = (line + 1, i + 1);
            }
        }

        return At(problem, line, Encoding.UTF8.GetCharCount(read[start..]) + 1);
    }

    private readonly int Behind(in Utf8JsonReader reader, bool isRead) => reader.TokenType switch
    {
        JsonTokenType.None => _utf8.Length,
        JsonTokenType.String when !isRead => (int)reader.TokenStartIndex + 1,
        _ => (int)reader.BytesConsumed,
    };

    private readonly bool Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException) when (reader.TokenType == JsonTokenType.None && _utf8.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return false;
        }
        catch (JsonException e)
        {
            throw JsonFault.FindInText(_utf8, Source) switch
            {
                null => new PatternException(e.Message),
                { Line: 0 } unplaced => new PatternException(unplaced.Problem),
                var fault => At(fault.Problem, fault.Line, fault.Column),
            };
        }
    }

    private readonly PatternException At(string problem, int line, int column) => new(Configuration.Text.Invariant($"{problem}\n at [Source: {Source}; line: {line}, column: {column}]"));
}
