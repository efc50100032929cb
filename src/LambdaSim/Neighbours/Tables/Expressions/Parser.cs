using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>What all grammars have in common: tokens, paths, operands, limits, and the faults that the text alone shows (rules DDB-SYNTAX, DDB-EXPRESSION-LIMITS).</summary>
internal abstract class Parser
{
    /// <summary>Most bytes of an expression.</summary>
    public const int MaxBytes = 4_096;

    /// <summary>Most operators and functions of an expression.</summary>
    public const int MaxOperators = 300;

    /// <summary>The last place that a list can have.</summary>
    public const uint MaxIndex = 4_294_967_294;

    // Parentheses that are deeper enclose nothing but parentheses: each level that means something has an operator.
    private const int MaxDepth = MaxOperators + 10;

    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;
    private string? _reserved;
    private string? _unknownFunction;
    private string? _index;

    private protected Parser(ExpressionKind kind, string text)
    {
        (Kind, _text) = (kind, text);
        if (text.Length == 0)
        {
            throw kind.Invalid("The expression can not be empty;");
        }

        var size = Encoding.UTF8.GetByteCount(text);
        if (size > MaxBytes)
        {
            throw kind.Invalid($"Expression size has exceeded the maximum allowed size;{(kind == ExpressionKind.FilterExpression ? Text.Invariant($" expression size: {size}") : "")}");
        }

        _tokens = Tokenizer.Read(text);
        var operators = Operators();
        if (operators > MaxOperators)
        {
            throw kind.Invalid(Text.Invariant($"The expression contains too many operators; operator count: {operators}"));
        }
    }

    public ExpressionKind Kind { get; }

    private protected Token Current => _tokens[_at];

    private protected Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    private protected bool HasRedundantParentheses { get; set; }

    private protected string? MisusedFunction { get; set; }

    private protected abstract bool IsFunction(string name);

    /// <summary>Whether a name is a word of the grammar, which no attribute can have here.</summary>
    private protected abstract bool IsKeyword(Token name);

    private protected void Advance() => _at++;

    private protected bool Take(string sign)
    {
        var isThere = Current.IsSign(sign);
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private protected bool TakeWord(string word)
    {
        var isThere = Current.IsWord(word);
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private protected void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw SyntaxError();
        }
    }

    private protected void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw SyntaxError();
        }
    }

    /// <summary>What AWS says of the current token, with its neighbours.</summary>
    private protected TableValidationException SyntaxError()
    {
        var start = _tokens[Math.Max(0, _at - 1)].Start;
        return Kind.Invalid($"Syntax error; token: \"{Current.Text}\", near: \"{_text[start..Following.End]}\"");
    }

    private protected void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw Kind.Parentheses();
        }
    }

    private protected void Leave() => _depth--;

    /// <summary>A path, a value, a function, or one of them in parentheses.</summary>
    private protected Syntax Operand()
    {
        if (Take("("))
        {
            Enter();
            var inner = Operand();
            Leave();
            Expect(")");
            return Parenthesized(inner);
        }

        if (Current.Kind == TokenKind.ValueReference)
        {
            var token = Current.Text;
            Advance();
            return new ValueSyntax(token);
        }

        return Current.Kind == TokenKind.Name && Following.IsSign("(") && !IsKeyword(Current) ? Function() : Path();
    }

    private protected Syntax Parenthesized(Syntax inner)
    {
        HasRedundantParentheses |= inner.IsInParentheses;
        inner.IsInParentheses = true;
        return inner;
    }

    private protected PathSyntax Path()
    {
        List<PathStep> steps = [new PathStep(Name())];
        while (true)
        {
            if (Take("."))
            {
                steps.Add(new PathStep(Name()));
            }
            else if (Take("["))
            {
                steps.Add(new PathStep(null, Index()));
                Expect("]");
            }
            else
            {
                return new PathSyntax([.. steps]);
            }
        }
    }

    /// <summary>Refuses what the text shows beside its syntax.</summary>
    private protected void RefuseWords(bool isFunctionFirst)
    {
        if (HasRedundantParentheses)
        {
            throw Kind.Parentheses();
        }

        if (isFunctionFirst && _unknownFunction is not null)
        {
            throw Kind.UnknownFunction(_unknownFunction);
        }

        if (isFunctionFirst && MisusedFunction is not null)
        {
            throw Kind.Misused(MisusedFunction);
        }

        if (_reserved is not null)
        {
            throw Kind.Reserved(_reserved);
        }

        if (_unknownFunction is not null)
        {
            throw Kind.UnknownFunction(_unknownFunction);
        }

        if (_index is not null)
        {
            throw Kind.Index(_index);
        }
    }

    private FunctionSyntax Function()
    {
        var name = Current.Text;
        _unknownFunction ??= IsFunction(name) ? null : name;
        Advance();
        Expect("(");
        Enter();
        List<Syntax> operands = [FunctionOperand()];
        while (Take(","))
        {
            operands.Add(FunctionOperand());
        }

        Leave();
        Expect(")");
        return new FunctionSyntax(name, [.. operands]);
    }

    private Syntax FunctionOperand()
    {
        var operand = Operand();
        Judge(operand);
        return operand;
    }

    /// <summary>Looks at what stands where an operand must.</summary>
    private protected virtual void Judge(Syntax operand)
    {
    }

    private string Name()
    {
        var token = Current;
        if (token.Kind is not (TokenKind.Name or TokenKind.NameReference) || IsKeyword(token))
        {
            throw SyntaxError();
        }

        if (token.Kind == TokenKind.Name && ReservedWords.Has(token.Text))
        {
            _reserved ??= token.Text;
        }

        Advance();
        return token.Text;
    }

    private uint Index()
    {
        var token = Current;
        if (token.Kind != TokenKind.Digits)
        {
            throw SyntaxError();
        }

        Advance();
        if (uint.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= MaxIndex)
        {
            return index;
        }

        _index ??= token.Text;
        return 0;
    }

    // An AND is counted for a BETWEEN too.
    private int Operators()
    {
        var count = 0;
        for (var i = 0; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            var isSetting = Kind == ExpressionKind.UpdateExpression && token.IsSign("=");
            count += token.Kind == TokenKind.Sign && token.Text is "<=" or ">=" or "<>" or "<" or ">" or "=" or "+" or "-" && !isSetting ? 1
                : token.Kind == TokenKind.Name && IsOperator(token, _tokens[i + 1]) ? 1 : 0;
        }

        return count;
    }

    private static bool IsOperator(Token token, Token next) =>
        token.IsWord("AND") || token.IsWord("OR") || token.IsWord("NOT") || token.IsWord("IN") || (next.IsSign("(") && !token.IsWord("BETWEEN"));
}
