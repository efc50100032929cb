namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    End,
    Name,
    NameReference,
    ValueReference,
    Digits,
    Sign,
    Unknown,
}

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Text">As it is written; of the end it is how AWS calls it.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string Text)
{
    public int End => Kind == TokenKind.End ? Start : Start + Text.Length;

    public bool IsSign(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
