using System.Globalization;

namespace LambdaSim.Configuration;

/// <summary>Numbers and literals.</summary>
internal ref partial struct JsonFault
{
    private const int MaxNumber = 1_000;
    private const int MaxShown = 256;

    private bool ReadNumber(int c)
    {
        var digits = 1;
        if (c == '-')
        {
            if (Peek() == End)
            {
                return _isWide ? Fail("Unexpected end-of-inputNo digit following sign") : EndIn(_last);
            }

            c = Take();
            if (c is < '0' or > '9')
            {
                return c == '.' ? UnexpectedValue(c) : NoNumber(c, isNegative: true);
            }
        }

        if (c == '0' && Peek() is >= '0' and <= '9')
        {
            return Fail("Invalid numeric value: Leading zeroes not allowed");
        }

        digits += c == '0' ? 0 : Digits();
        var (isWhole, point) = (true, 0);
        if (Peek() == '.')
        {
            (isWhole, point) = (false, _at + 1);
            c = Take();
            var fraction = Digits();
            if (fraction == 0)
            {
                return UnexpectedInNumber(Peek() == End ? c : TakeLast(point), "Decimal point not followed by a digit");
            }

            digits += fraction;
        }

        if (Peek() is 'e' or 'E')
        {
            (isWhole, point) = (false, isWhole ? _at + 1 : point);
            Take();
            if (Peek() is '+' or '-')
            {
                Take();
            }

            var exponent = Digits();
            if (exponent == 0)
            {
                return Peek() != End ? UnexpectedInNumber(TakeLast(point), "Exponent indicator not followed by a digit")
                    : _isWide ? Fail("Unexpected end-of-inputexpected a digit for number exponent") : EndIn(_last);
            }

            digits += exponent;
        }

        if (IsRoot && Peek() is not (End or ' ' or '\t' or '\r' or '\n'))
        {
            return Unexpected(Take(), "Expected space separating root-level values");
        }

        if (digits > MaxNumber)
        {
            return Unplaced(Text.Invariant($"Number value length ({digits}) exceeds the maximum allowed ({MaxNumber}, from `StreamReadConstraints.getMaxNumberLength()`)"));
        }

        _last = isWhole ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT";
        return true;
    }

    // The character that is no digit. The parser of wide texts then stands where the number ceased to be whole.
    private int TakeLast(int point)
    {
        var c = Take();
        _at = _isWide ? point : _at;
        return c;
    }

    // Behind a sign. Jackson knows numbers that JSON has not, and reads a byte after an I as a signed one.
    private bool NoNumber(int c, bool isNegative)
    {
        if (c == 'I')
        {
            if (Peek() == End)
            {
                return EndIn("a Number value");
            }

            c = Take();
            if (c is 'N' or 'n')
            {
                var token = $"{(isNegative ? '-' : '+')}{(c == 'N' ? "INF" : "Infinity")}";
                return MatchRest(token, 3) && NonStandard(token);
            }

            c = _isWide ? c : (sbyte)c;
        }

        return isNegative
            ? UnexpectedInNumber(c, "expected digit (0-9) to follow minus sign, for valid numeric value")
            : UnexpectedInNumber('+', "JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow");
    }

    private bool NonStandard(string token) => Fail($"Non-standard token '{token}': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow");

    private int Digits()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }

        return _at - start;
    }

    private bool UnexpectedValue(int c)
    {
        switch (c)
        {
            case ']' when !_isWide && !IsRoot && !_open[^1].IsObject:
            case ',' when !_isWide:
            case '}':
                return Unexpected(c, "expected a value");
            case '+':
                return Peek() == End ? EndIn("a Number value") : NoNumber(Take(), isNegative: false);
            case 'N':
                return MatchRest("NaN", 1) && NonStandard("NaN");
            case 'I':
                return MatchRest("Infinity", 1) && NonStandard("Infinity");
            default:
                return IsStart((char)c) ? InvalidToken(((char)c).ToString()) : Unexpected(c, $"expected a valid value {Value}");
        }
    }

    private bool Match(string word, string token)
    {
        if (!MatchRest(word, 1))
        {
            return false;
        }

        _last = token;
        return true;
    }

    private bool MatchRest(string word, int from)
    {
        for (var i = from; i < word.Length; i++)
        {
            if (Peek() != word[i])
            {
                return InvalidToken(word[..i]);
            }

            Take();
        }

        var next = Peek();
        if (next < '0' || next is ']' or '}')
        {
            return true;
        }

        // Jackson decodes what follows without having read its first byte: beyond ASCII that is never a character.
        var code = _isWide ? next : Decoded(next);
        return code != End && (!IsPart((char)code) || InvalidToken(word));
    }

    private bool InvalidToken(string read)
    {
        var token = new System.Text.StringBuilder(read);
        while (Peek() != End)
        {
            var before = _at;
            var c = Take();
            c = _isWide ? c : Decoded(c);
            if (c == End)
            {
                return false;
            }

            if (!IsPart((char)c))
            {
                _at = _isWide ? before : _at;
                break;
            }

            token.Append(Shown((char)c));
            if (token.Length >= MaxShown)
            {
                token.Append("...");
                break;
            }
        }

        return Fail($"Unrecognized token '{token}': was expecting {Value}");
    }

    private static bool IsStart(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.CurrencySymbol or UnicodeCategory.ConnectorPunctuation;

    // What Java takes for part of a name, ignorable control characters included.
    private static bool IsPart(char c) => IsStart(c) || c is <= '\x08' or (>= '\x0E' and <= '\x1B') or (>= '\x7F' and <= '\x9F')
        || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    private static char Shown(char c) => char.IsSurrogate(c) ? '?' : c;

    private static string Character(int c) => c is (>= 0 and < 0x20) or (>= 0x7F and < 0xA0)
        ? Text.Invariant($"(CTRL-CHAR, code {c})")
        : Text.Invariant($"'{Shown((char)c)}' (code {c}{(c > 0xFF ? Text.Invariant($" / 0x{c:x}") : "")})");
}
