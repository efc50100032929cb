namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Cuts an expression into tokens, once from its beginning to its end.</summary>
internal static class Tokenizer
{
    private const string EndText = "<EOF>";

    // Two characters before one.
    private static readonly string[] _signs = ["<=", ">=", "<>", "<", ">", "=", "(", ")", "[", "]", ",", ".", "+", "-"];

    /// <summary>All tokens, and the end behind them.</summary>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, at, EndText));
                return tokens;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }
    }

    /// <summary>Whether it can stand behind # or : of a token.</summary>
    public static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!IsWordLetter(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWordLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    private static Token Next(string text, int at)
    {
        var first = text[at];
        if (first is '#' or ':')
        {
            return new Token(first == '#' ? TokenKind.NameReference : TokenKind.ValueReference, at, Word(text, at, at + 1));
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            return new Token(TokenKind.Name, at, Word(text, at, at));
        }

        if (char.IsAsciiDigit(first))
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            return new Token(TokenKind.Digits, at, text[at..end]);
        }

        foreach (var sign in _signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
            {
                return new Token(TokenKind.Sign, at, sign);
            }
        }

        return new Token(TokenKind.Unknown, at, text.Substring(at, at + 1 < text.Length && char.IsSurrogatePair(first, text[at + 1]) ? 2 : 1));
    }

    private static string Word(string text, int start, int end)
    {
        while (end < text.Length && IsWordLetter(text[end]))
        {
            end++;
        }

        return text[start..end];
    }
}
