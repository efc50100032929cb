using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>Finds the first fault of a text that is no JSON and words it as AWS's parser does. Runs only for such texts.</summary>
internal ref struct JsonFault
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
            _ when IsName(first) => ReadToken(),
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
            return Unexpected("was expecting double-quote to start field name");
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

    private bool ReadString()
    {
        for (_at++; _at < _text.Length;)
        {
            var c = _text[_at];
            switch (c)
            {
                case (byte)'"':
                    _at++;
                    return true;
                case < 0x20:
                    return Fail(Text.Invariant($"Illegal unquoted character ((CTRL-CHAR, code {c})): has to be escaped using backslash to be included in string value"), _at + 1);
                case (byte)'\\':
                    if (!ReadEscape())
                    {
                        return false;
                    }

                    break;
                case < 0x80:
                    _at++;
                    break;
                default:
                    if (!ReadMultiByte())
                    {
                        return false;
                    }

                    break;
            }
        }

        return Fail("Unexpected end-of-input: was expecting closing quote for a string value", _at);
    }

    private bool ReadEscape()
    {
        if (_at + 1 >= _text.Length)
        {
            return Fail("Unexpected end-of-input in character escape sequence", _text.Length);
        }

        var c = _text[_at + 1];
        if (c == 'u')
        {
            for (var i = _at + 2; i < _at + 6; i++)
            {
                if (i >= _text.Length)
                {
                    return Fail("Unexpected end-of-input in character escape sequence", _text.Length);
                }

                if (!char.IsAsciiHexDigit((char)_text[i]))
                {
                    return Fail($"Unexpected character ({Character(_text[i])}): expected a hex-digit for character escape sequence", i + 1);
                }
            }

            _at += 6;
            return true;
        }

        if (!"\"\\/bfnrt"u8.Contains(c))
        {
            return Fail($"Unrecognized character escape {Character(c)}", _at + 2);
        }

        _at += 2;
        return true;
    }

    private bool ReadMultiByte()
    {
        var status = System.Text.Rune.DecodeFromUtf8(_text[_at..], out _, out var used);
        if (status == System.Buffers.OperationStatus.Done)
        {
            _at += used;
            return true;
        }

        var start = _text[_at];
        var bad = start is < 0xC2 or > 0xF4;
        return Fail(bad || _at + used >= _text.Length
            ? Text.Invariant($"Invalid UTF-8 start byte 0x{start:x2}")
            : Text.Invariant($"Invalid UTF-8 middle byte 0x{_text[_at + used]:x2}"), _at + 1);
    }

    private bool ReadNumber()
    {
        if (_text[_at] == '-')
        {
            _at++;
        }

        var digits = Digits();
        if (digits == 0)
        {
            return NumberFault("expected digit (0-9) to follow minus sign, for valid numeric value");
        }

        if (digits > 1 && _text[_at - digits] == '0')
        {
            return Fail("Invalid numeric value: Leading zeroes not allowed", _at - digits + 2);
        }

        if (_at < _text.Length && _text[_at] == '.')
        {
            _at++;
            if (Digits() == 0)
            {
                return NumberFault("Decimal point not followed by a digit");
            }
        }

        if (_at < _text.Length && (_text[_at] | 0x20) == 'e')
        {
            _at++;
            if (_at < _text.Length && _text[_at] is (byte)'+' or (byte)'-')
            {
                _at++;
            }

            if (Digits() == 0)
            {
                return NumberFault("Exponent indicator not followed by a digit");
            }
        }

        return _at >= _text.Length || !IsName(_text[_at]) || Unexpected("Expected space separating root-level values");
    }

    private int Digits()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }

        return _at - start;
    }

    private bool NumberFault(string problem) =>
        _at >= _text.Length ? Fail("Unexpected end-of-input in a Number value", _at) : Unexpected(problem);

    private bool ReadToken()
    {
        var start = _at;
        while (_at < _text.Length && (IsName(_text[_at]) || _text[_at] is >= (byte)'0' and <= (byte)'9'))
        {
            _at++;
        }

        var token = _text[start.._at];
        return token.SequenceEqual("null"u8) || token.SequenceEqual("true"u8) || token.SequenceEqual("false"u8)
            || Fail($"Unrecognized token '{System.Text.Encoding.UTF8.GetString(token)}': was expecting {Value}", _at);
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

    private bool Unexpected(string expected)
    {
        var c = _text[_at];
        return c < 0x80
            ? Fail($"Unexpected character ({Character(c)}): {expected}", _at + 1)
            : ReadMultiByte() && Fail($"Unexpected character: {expected}", _at);
    }

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

    private static string Character(byte c) => c < 0x20
        ? Text.Invariant($"(CTRL-CHAR, code {c})")
        : Text.Invariant($"'{(char)c}' (code {c})");
}
