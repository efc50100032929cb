namespace LambdaSim.Configuration;

/// <summary>Strings, names and what they are encoded in.</summary>
internal ref partial struct JsonFault
{
    private const int MaxName = 50_000;

    private bool ReadString()
    {
        while (_at < _text.Length)
        {
            var c = Take();
            switch (c)
            {
                case '"':
                    return true;
                case < 0x20:
                    return Unquoted(c, "string value");
                case '\\':
                    if (Escape() == End)
                    {
                        return false;
                    }

                    break;
                case >= 0x80 when !_isWide && Decoded(c) == End:
                    return false;
            }
        }

        return _isWide ? Fail("Unexpected end-of-input: was expecting closing quote for a string value") : EndIn(_last);
    }

    private bool Unquoted(int c, string where) => Fail($"Illegal unquoted character ({Character(c)}): has to be escaped using backslash to be included in {where}", back: 1);

    /// <summary>The character that an escape stands for; <see cref="End"/>: a fault was found.</summary>
    private int Escape()
    {
        if (Peek() == End)
        {
            return EndIn("character escape sequence") ? 0 : End;
        }

        var c = Take();
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b' or 'f' or 'n' or 'r' or 't':
                return '\n';
            case 'u':
                break;
            default:
                var code = _isWide ? c : Decoded(c);
                return code == End || !Fail($"Unrecognized character escape {Character((char)code)}", back: 1) ? End : code;
        }

        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            if (Peek() == End)
            {
                return EndIn("character escape sequence") ? 0 : End;
            }

            c = Take();
            if (c > 0x7F || !char.IsAsciiHexDigit((char)c))
            {
                return Unexpected(c, "expected a hex-digit for character escape sequence") ? 0 : End;
            }

            value = (value << 4) | Convert.ToInt32(((char)c).ToString(), 16);
        }

        return value;
    }

    private bool ReadName(int c)
    {
        if (c != '"')
        {
            var code = _isWide ? c : Decoded(c);
            return code != End && Unexpected((char)code, "was expecting double-quote to start field name");
        }

        if (Peek() == End && !_isWide)
        {
            return Fail("Unexpected end-of-input: was expecting closing '\"' for name");
        }

        List<byte> name = [];
        while (Peek() != End)
        {
            c = Take();
            switch (c)
            {
                case '"':
                    return _isWide || IsName(name);
                case < 0x20:
                    return Unquoted(c, "name");
                case '\\':
                    c = Escape();
                    if (c == End)
                    {
                        return false;
                    }

                    Span<byte> utf8 = stackalloc byte[4];
                    name.AddRange(utf8[..new System.Text.Rune(char.IsSurrogate((char)c) ? 0xFFFD : c).EncodeToUtf8(utf8)]);
                    break;
                default:
                    name.Add((byte)c);
                    break;
            }
        }

        return EndIn("field name");
    }

    // A name is decoded when it has been read as a whole.
    private bool IsName(List<byte> name)
    {
        for (var i = 0; i < name.Count;)
        {
            var first = name[i++];
            var needed = Following(first);
            if (needed < 0)
            {
                return Fail(Text.Invariant($"Invalid UTF-8 start byte 0x{first:x}"));
            }

            if (i + needed > name.Count)
            {
                return EndIn("field name");
            }

            for (; needed > 0; needed--, i++)
            {
                if ((name[i] & 0xC0) != 0x80)
                {
                    return Fail(Text.Invariant($"Invalid UTF-8 middle byte 0x{InQuad(name, i):x}"));
                }
            }
        }

        return name.Count <= MaxName || Unplaced(Text.Invariant($"Name length ({name.Count}) exceeds the maximum allowed ({MaxName}, from `StreamReadConstraints.getMaxNameLength()`)"));
    }

    // Jackson keeps names in words of four bytes and shows of a word what comes before the byte too, with the word's sign.
    private static int InQuad(List<byte> name, int at)
    {
        var value = (int)(sbyte)name[at & ~3];
        for (var i = (at & ~3) + 1; i <= at; i++)
        {
            value = (value << 8) | name[i];
        }

        return value;
    }

    /// <summary>The character whose first byte was read; overlong and other wrong forms pass, as Jackson has it. <see cref="End"/>: a fault was found.</summary>
    private int Decoded(int first)
    {
        var needed = Following(first);
        if (needed < 0)
        {
            return Fail(Text.Invariant($"Invalid UTF-8 start byte 0x{first:x}")) ? 0 : End;
        }

        var code = needed == 0 ? first : first & (0x3F >> needed);
        for (; needed > 0; needed--)
        {
            if (_at >= _text.Length)
            {
                return EndIn(_last) ? 0 : End;
            }

            var next = _text[_at++];
            if ((next & 0xC0) != 0x80)
            {
                return Fail(Text.Invariant($"Invalid UTF-8 middle byte 0x{next:x}")) ? 0 : End;
            }

            code = (code << 6) | (next & 0x3F);
        }

        return code;
    }

    private static int Following(int first) => first < 0x80 ? 0 : (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : (first & 0xF8) == 0xF0 ? 3 : -1;
}
