namespace LambdaSim.Configuration;

/// <summary>
/// Finds the first fault of a text that is no JSON and words it as AWS's parser does, Jackson 2.20: the order in which it looks at bytes, and where it
/// says it stands, included. Runs only for such texts.
/// </summary>
internal ref partial struct JsonFault
{
    public const string Redacted = "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";

    private const string Value = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    private const int MaxDepth = 1_000;
    private const int End = -1;

    private readonly ReadOnlySpan<byte> _text;
    private readonly List<Container> _open = [];

    // The text was in an encoding of 16 or 32 bits: another of Jackson's parsers reads it, which counts characters.
    private readonly bool _isWide;

    // What the parser calls the text that it reads.
    private readonly string _source;

    private int _at;
    private int _line = 1;
    private int _lineStart;
    private string _last = "null";
    private JsonProblem? _fault;

    private JsonFault(ReadOnlySpan<byte> text, bool isWide, int start, string source = Redacted)
    {
        _source = source;
        _text = text;
        _isWide = isWide;
        _at = start;
    }

    private readonly bool IsRoot => _open.Count == 0;

    private readonly string Entries => $"{_open[^1].Kind} entries";

    /// <summary>The fault of a text that came as characters; null: none found.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="source">What the parser calls it.</param>
    public static JsonProblem? FindInText(ReadOnlySpan<byte> text, string source)
    {
        var scan = new JsonFault(text, isWide: true, 0, source);
        return scan.ReadAll() ? null : scan._fault;
    }

    /// <summary>The fault; null: none found.</summary>
    public static JsonProblem? Find(ReadOnlySpan<byte> text)
    {
        var encoding = JsonEncoding.Of(text);
        if (encoding.Problem is { } problem)
        {
            return new JsonProblem(problem, 0, 0);
        }

        var scan = new JsonFault(encoding.IsWide ? encoding.ToUtf8(text) : text, encoding.IsWide, encoding.IsWide ? 0 : encoding.Mark);
        return !scan.ReadAll() ? scan._fault
            : encoding.Refusal is { } refusal ? JsonProblem.OfWhole(refusal)
            : (System.Text.Unicode.Utf8.IsValid(text) ? null : NoUtf8(text));
    }

    // Chosen: Jackson lets overlong forms and what is beyond Unicode pass, which no runtime could read.
    private static JsonProblem NoUtf8(ReadOnlySpan<byte> text)
    {
        var at = System.Text.Unicode.Utf8.IsValid(text) ? 0 : ValidLength(text);
        var scan = new JsonFault(text, isWide: false, at + 1);
        scan.Fail(Text.Invariant($"Invalid UTF-8 start byte 0x{text[at]:x}"));
        return scan._fault!;
    }

    private static int ValidLength(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }

    private bool ReadAll()
    {
        var values = 0;
        var second = this;
        while (true)
        {
            if (!Space())
            {
                return false;
            }

            if (Peek() == End)
            {
                return !IsRoot ? Fail($"Unexpected end-of-input: expected close marker for {_open[^1].Kind} (start marker at {Source(_open[^1])})")
                    : values == 0 ? Fail("No content to map due to end-of-input")
                    : values == 1 || second.SecondValue(ref _fault);
            }

            if (IsRoot && ++values == 2)
            {
                second = this;
            }

            if (!ReadNext(Take()))
            {
                return false;
            }
        }
    }

    // Chosen: what AWS says of a second value is not known.
    private bool SecondValue(ref JsonProblem? fault)
    {
        Unexpected(Take(), $"expected a valid value {Value}");
        fault = _fault;
        return false;
    }

    // One token; in an object a name and its value.
    private bool ReadNext(int c)
    {
        if (c is ']' or '}')
        {
            return Close((char)c);
        }

        if (IsRoot)
        {
            return ReadValue(c);
        }

        if (_open[^1].Count > 0)
        {
            if (c != ',')
            {
                return Unexpected(c, $"was expecting comma to separate {Entries}");
            }

            if (!SpaceWithin())
            {
                return false;
            }

            c = Take();
        }

        _open[^1] = _open[^1] with { Count = _open[^1].Count + 1 };
        if (!_open[^1].IsObject)
        {
            return ReadValue(c);
        }

        if (!ReadName(c))
        {
            return false;
        }

        _last = "FIELD_NAME";
        if (!SpaceWithin())
        {
            return false;
        }

        c = Take();
        return c != ':' ? Unexpected(c, "was expecting a colon to separate field name and value") : SpaceWithin() && ReadValue(Take());
    }

    private bool ReadValue(int c)
    {
        switch (c)
        {
            case '"':
                _last = "VALUE_STRING";
                return ReadString();
            case '{' or '[':
                return Open(c == '{');
            case 't':
                return Match("true", "VALUE_TRUE");
            case 'f':
                return Match("false", "VALUE_FALSE");
            case 'n':
                return Match("null", "VALUE_NULL");
            case '-' or (>= '0' and <= '9'):
                return ReadNumber(c);
            default:
                return UnexpectedValue(c);
        }
    }

    private bool Open(bool isObject)
    {
        _open.Add(new Container(isObject, _at - 1, _line, _lineStart, 0));
        _last = isObject ? "START_OBJECT" : "START_ARRAY";
        return _open.Count <= MaxDepth
            || Unplaced(Text.Invariant($"Document nesting depth ({_open.Count}) exceeds the maximum allowed ({MaxDepth}, from `StreamReadConstraints.getMaxNestingDepth()`)"));
    }

    private bool Close(char c)
    {
        if (IsRoot)
        {
            return Fail($"Unexpected close marker '{c}': no open {(c == ']' ? "Array" : "Object")} to close", back: 1);
        }

        var open = _open[^1];
        if (open.IsObject != (c == '}'))
        {
            return Fail($"Unexpected close marker '{c}': expected '{(open.IsObject ? '}' : ']')}' (for {open.Kind} starting at {Source(open)})", back: 1);
        }

        _open.RemoveAt(_open.Count - 1);
        _last = open.IsObject ? "END_OBJECT" : "END_ARRAY";
        return true;
    }

    // Up to the next character that is none; comments and control characters are faults.
    private bool Space()
    {
        for (; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case (byte)' ' or (byte)'\t':
                    break;
                case (byte)'\n':
                    Line(_at + 1);
                    break;
                case (byte)'\r':
                    if (_at + 1 < _text.Length && _text[_at + 1] == '\n')
                    {
                        _at++;
                    }

                    Line(_at + 1);
                    break;
                case (byte)'/':
                    return Unexpected(Take(), "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)");
                case < 0x20:
                    var c = Take();
                    return Fail($"Illegal character ({Character(c)}): only regular white space (\\r, \\n, \\t) is allowed between tokens"
                        + (c == 0x1E ? " (consider enabling `JsonReadFeature.ALLOW_RS_CONTROL_CHAR` to allow use of Record Separators (\\u001E))" : ""));
                default:
                    return true;
            }
        }

        return true;
    }

    private bool SpaceWithin() => Space() && (Peek() != End || Fail($"Unexpected end-of-input within/between {Entries}"));

    private void Line(int start) => (_line, _lineStart) = (_line + 1, start);

    private bool Unexpected(int c, string expected) => Fail($"Unexpected character ({Character(c)}): {expected}", Back(c));

    private bool UnexpectedInNumber(int c, string expected) => Fail($"Unexpected character ({Character(c)}) in numeric value: {expected}", Back(c));

    // The parser of wide texts reads the halves of a character beyond 16 bits one by one.
    private readonly int Back(int c) => _isWide && char.IsSurrogate((char)c) ? 2 : 1;

    private static int HighHalf(System.Text.Rune rune) => 0xD800 + ((rune.Value - 0x10000) >> 10);

    private bool EndIn(string what) => Fail($"Unexpected end-of-input in {what}");

    // The parser says where it stands, after what it read, or one before that.
    private bool Fail(string problem, int back = 0)
    {
        var (line, column) = Location(back);
        _fault ??= new(problem, line, column);
        return false;
    }

    // Limits of size have no place.
    private bool Unplaced(string problem)
    {
        _fault ??= new(problem, 0, 0);
        return false;
    }

    private readonly (int Line, int Column) Location(int back) => (_line, Column(_lineStart, _at) - back);

    private readonly int Column(int lineStart, int at)
    {
        var read = _text[lineStart..at];
        return (_isWide ? System.Text.Encoding.UTF8.GetCharCount(read) : read.Length) + 1;
    }

    private readonly string Source(Container open) => Text.Invariant($"[Source: {_source}; line: {open.Line}, column: {Column(open.LineStart, open.At)}]");

    // A byte, or in a wide text a character; it is not there: End.
    private readonly int Peek() => _at >= _text.Length ? End
        : _isWide && _text[_at] >= 0x80 && System.Text.Rune.DecodeFromUtf8(_text[_at..], out var rune, out _) == System.Buffers.OperationStatus.Done ? (rune.IsBmp ? rune.Value : HighHalf(rune))
        : _text[_at];

    private int Take()
    {
        var c = Peek();
        _at += _isWide && c >= 0x80 && System.Text.Rune.DecodeFromUtf8(_text[_at..], out _, out var used) == System.Buffers.OperationStatus.Done ? used : 1;
        return c;
    }

    private readonly record struct Container(bool IsObject, int At, int Line, int LineStart, int Count)
    {
        public string Kind => IsObject ? "Object" : "Array";
    }
}
