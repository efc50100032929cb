namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>A part of an expression as it is written: names and values are still tokens.</summary>
internal abstract class Syntax
{
    /// <summary>Whether it stands in parentheses of its own.</summary>
    public bool IsInParentheses { get; set; }
}

/// <summary>Names and places in lists, from an attribute on.</summary>
internal sealed class PathSyntax(PathStep[] steps) : Syntax
{
    /// <summary>Names are as they are written, references with their #.</summary>
    public PathStep[] Steps { get; } = steps;
}

/// <summary>A value of the request, with its colon.</summary>
internal sealed class ValueSyntax(string token) : Syntax
{
    public string Token { get; } = token;
}

/// <summary>A function; whether it is a condition or an operand depends on its name and place.</summary>
internal sealed class FunctionSyntax(string name, Syntax[] operands) : Syntax
{
    public string Name { get; } = name;

    public Syntax[] Operands { get; } = operands;
}

/// <summary>A sum or difference of an update.</summary>
internal sealed class SumSyntax(string sign, Syntax left, Syntax right) : Syntax
{
    public string Sign { get; } = sign;

    public Syntax Left { get; } = left;

    public Syntax Right { get; } = right;
}

/// <summary>Two or more operands with a comparison: a sign, BETWEEN or IN.</summary>
internal sealed class ComparisonSyntax(string sign, Syntax first, Syntax[] others) : Syntax
{
    public string Sign { get; } = sign;

    public Syntax First { get; } = first;

    public Syntax[] Others { get; } = others;
}

/// <summary>Conditions with AND or OR between them.</summary>
internal sealed class LogicSyntax(string word, Syntax[] parts) : Syntax
{
    public string Word { get; } = word;

    public Syntax[] Parts { get; } = parts;
}

/// <summary>What is not so.</summary>
internal sealed class NotSyntax(Syntax inner) : Syntax
{
    public Syntax Inner { get; } = inner;
}
