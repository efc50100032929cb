using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>Strings, numbers and literals.</summary>
internal ref partial struct JsonFault
{
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
        // The rest of a token is read as UTF-8: a byte that is none is the fault, not the token.
        var start = _at++;
        var end = _at;
        for (; _at < _text.Length; end = _at)
        {
            if (_text[_at] >= 0x80 ? !ReadMultiByte() : !IsInName(_text[_at++]))
            {
                break;
            }

            if (_fault is null && _text[end] >= 0x80 && System.Text.Rune.DecodeFromUtf8(_text[end..], out var rune, out _) == System.Buffers.OperationStatus.Done && !System.Text.Rune.IsLetterOrDigit(rune))
            {
                break;
            }
        }

        var token = _text[start..end];
        if (_fault is null && (token.SequenceEqual("null"u8) || token.SequenceEqual("true"u8) || token.SequenceEqual("false"u8)))
        {
            _at = end;
            return true;
        }

        return Fail($"Unrecognized token '{(char)token[0]}{System.Text.Encoding.UTF8.GetString(token[1..])}': was expecting {Value}", _at);
    }

    private static bool IsInName(byte c) => IsName(c) || c is (>= (byte)'0' and <= (byte)'9') or < 0x09 or (>= 0x0E and < 0x1C) or 0x7F;
}
