using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>Finds the first fault of a text that is no JSON and words it as AWS's parser does. Runs only for such texts.</summary>
internal ref partial struct JsonFault
{
    private const string Value = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    private const string Redacted = "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";
    private const int MaxDepth = 1000;

    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private InvalidRequestContentException? _fault;

    private JsonFault(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>The fault; null: none found.</summary>
    public static InvalidRequestContentException? Find(ReadOnlySpan<byte> text)
    {
        var scan = new JsonFault(text);
        if (scan.ReadValue(0))
        {
            scan.Space();
            if (scan._at < text.Length)
            {
                scan.Unexpected($"expected a valid value {Value}");
            }
        }

        return scan._fault;
    }

    private bool ReadValue(int depth)
    {
        Space();
        if (_at >= _text.Length)
        {
            return Fail("No content to map due to end-of-input", _at);
        }

        if (depth > MaxDepth)
        {
            return Fail(Text.Invariant($"Document nesting depth ({depth}) exceeds the maximum allowed ({MaxDepth}, from `StreamReadConstraints.getMaxNestingDepth()`)"), _at + 1);
        }

        var first = _text[_at];
        return first switch
        {
            (byte)'{' => ReadContainer(depth, isObject: true),
            (byte)'[' => ReadContainer(depth, isObject: false),
            (byte)'"' => ReadString(),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => ReadNumber(),
            _ when IsName(first) || IsLatinLetter(first) => ReadToken(),
            _ => Unexpected($"expected a valid value {Value}"),
        };
    }

    private bool ReadContainer(int depth, bool isObject)
    {
        var start = _at++;
        var close = isObject ? (byte)'}' : (byte)']';
        for (var first = true; ; first = false)
        {
            Space();
            if (_at >= _text.Length)
            {
                return Unclosed(isObject, start);
            }

            if (_text[_at] == close && first)
            {
                _at++;
                return true;
            }

            if (!first)
            {
                if (_text[_at] == close)
                {
                    _at++;
                    return true;
                }

                if (_text[_at] != ',')
                {
                    return Unexpected($"was expecting comma to separate {(isObject ? "Object" : "Array")} entries");
                }

                _at++;
                Space();
                if (_at >= _text.Length)
                {
                    return Unclosed(isObject, start);
                }
            }

            if (isObject && !ReadName(start))
            {
                return false;
            }

            Space();
            if (_at >= _text.Length)
            {
                return Unclosed(isObject, start);
            }

            if (!ReadValue(depth + 1))
            {
                return false;
            }
        }
    }

    private bool ReadName(int start)
    {
        if (_text[_at] != '"')
        {
            // Here, and in tokens, the parser decodes; elsewhere it names the byte.
            var at = _at;
            return _text[at] < 0x80
                ? Unexpected("was expecting double-quote to start field name")
                : ReadMultiByte() && Fail($"Unexpected character ({Decoded(_text[at..])}): was expecting double-quote to start field name", _at);
        }

        if (!ReadString())
        {
            return false;
        }

        Space();
        if (_at >= _text.Length)
        {
            return Unclosed(isObject: true, start);
        }

        if (_text[_at] != ':')
        {
            return Unexpected("was expecting a colon to separate field name and value");
        }

        _at++;
        return true;
    }

    private void Space()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    private bool Unclosed(bool isObject, int start)
    {
        var (line, column) = Location(start);
        return Fail(Text.Invariant($"Unexpected end-of-input: expected close marker for {(isObject ? "Object" : "Array")} (start marker at [Source: {Redacted}; line: {line}, column: {column}])"), _at);
    }

    private bool Unexpected(string expected) => Fail($"Unexpected character ({Character(_text[_at])}): {expected}", _at + 1);

    private bool Fail(string problem, int position)
    {
        var (line, column) = Location(position);
        _fault ??= new(problem, line, column);
        return false;
    }

    // Columns count bytes, from 1.
    private readonly (int Line, int Column) Location(int position)
    {
        var before = _text[..Math.Min(position, _text.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1);
    }

    private static bool IsName(byte c) => char.IsAsciiLetter((char)c) || c is (byte)'_' or (byte)'$';

    // A byte that begins a value is taken for a character of Latin-1.
    private static bool IsLatinLetter(byte c) => c >= 0xA0 && (char.IsLetter((char)c) || char.GetUnicodeCategory((char)c) == System.Globalization.UnicodeCategory.CurrencySymbol);

    private static string Decoded(ReadOnlySpan<byte> text)
    {
        _ = System.Text.Rune.DecodeFromUtf8(text, out var rune, out _);
        return Text.Invariant($"'{rune}' (code {rune.Value}{(rune.Value > 0xFF ? Text.Invariant($" / 0x{rune.Value:x}") : "")})");
    }

    private static string Character(byte c) => c is < 0x20 or (>= 0x7F and < 0xA0)
        ? Text.Invariant($"(CTRL-CHAR, code {c})")
        : Text.Invariant($"'{(char)c}' (code {c})");
}
