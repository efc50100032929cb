using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;

namespace LambdaSim.Analyzers.CodeFixes;

/// <summary>What stands in place of a use of the real clock.</summary>
internal sealed class Rewriting(SyntaxNode replaced, SyntaxNode by, string source)
{
    public SyntaxNode Replaced { get; } = replaced;

    public SyntaxNode By { get; } = by;

    /// <summary>Where time or randomness comes from then.</summary>
    public string Source { get; } = source;

    /// <summary>Null: nothing is certain.</summary>
    public static Rewriting? Of(SemanticModel model, ExpressionSyntax use, InScope clock) => model.GetOperation(use) switch
    {
        IInvocationOperation call => OfCall(model, use, call, clock),
        IObjectCreationOperation creation => OfCreation(model, use, creation, clock),
        IPropertyReferenceOperation property => OfProperty(use, property.Property, clock),
        _ => null,
    };

    private static Rewriting? OfCall(SemanticModel model, ExpressionSyntax use, IInvocationOperation call, InScope clock)
    {
        var invocation = (InvocationExpressionSyntax)use;
        switch (call.TargetMethod.ContainingType.Name, call.TargetMethod.Name)
        {
            case ("Task", "Delay" or "WaitAsync"):
                return WithProvider(model, use, invocation.ArgumentList, call.Arguments, clock);
            case ("Thread", "Sleep") when CanAwait(use) && use.Parent is ExpressionStatementSyntax && Length(model, use, call.Arguments[0]) is { } length:
                return To(use, $"await {Named(model, use, "System.Threading.Tasks", "Task")}.Delay({length}, {clock.Provider})", clock.Provider);
            case ("Stopwatch", "GetTimestamp"):
                return To(use, $"{clock.Provider}.GetTimestamp()", clock.Provider);
            case ("Stopwatch", "GetElapsedTime"):
                return To(use, $"{clock.Provider}.GetElapsedTime" + invocation.ArgumentList.ToString(), clock.Provider);
            case ("Guid", "NewGuid") when clock.Context is { } context:
                return To(use, $"{context}.NewGuid()", $"{context}.NewGuid()");
            default:
                return null;
        }
    }

    private static Rewriting? OfCreation(SemanticModel model, ExpressionSyntax use, IObjectCreationOperation creation, InScope clock) => (creation.Constructor!.ContainingType.Name, use) switch
    {
        ("CancellationTokenSource" or "PeriodicTimer", BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments }) => WithProvider(model, use, arguments, creation.Arguments, clock),
        ("Random", _) when clock.Context is { } context => To(use, $"{context}.Random", $"{context}.Random"),
        _ => null,
    };

    private static Rewriting? OfProperty(ExpressionSyntax use, IPropertySymbol property, InScope clock)
    {
        var text = (property.ContainingType.Name, property.Name) switch
        {
            ("DateTime", "UtcNow") => ".GetUtcNow().UtcDateTime",
            ("DateTime", "Now") => ".GetLocalNow().DateTime",
            ("DateTime", "Today") => ".GetLocalNow().Date",
            ("DateTimeOffset", "UtcNow") => ".GetUtcNow()",
            ("DateTimeOffset", "Now") => ".GetLocalNow()",
            ("TimeProvider", "System") => "",
            _ => null,
        };
        return text is not null ? To(use, clock.Provider + text, clock.Provider)
            : property.ContainingType.Name == "Random" && clock.Context is { } context ? To(use, $"{context}.Random", $"{context}.Random")
            : null;
    }

    // (length, token) becomes (length, provider, token); milliseconds become a TimeSpan, which alone comes with a provider.
    private static Rewriting? WithProvider(SemanticModel model, ExpressionSyntax use, ArgumentListSyntax list, IEnumerable<IArgumentOperation> arguments, InScope clock)
    {
        var given = arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit).OrderBy(a => a.Parameter!.Ordinal).ToList();
        if (given.Count == 0 || list.Arguments.Any(a => a.NameColon is not null) || Length(model, use, given[0]) is not { } length)
        {
            return null;
        }

        var texts = new List<string> { length, clock.Provider };
        texts.AddRange(list.Arguments.Skip(1).Select(a => a.ToString()));
        var by = list.WithArguments(SyntaxFactory.SeparatedList(texts.Select(t => SyntaxFactory.Argument(SyntaxFactory.ParseExpression(t)))))
            .WithAdditionalAnnotations(Formatter.Annotation);
        return new Rewriting(use, use.ReplaceNode(list, by), clock.Provider);
    }

    private static string? Length(SemanticModel model, ExpressionSyntax use, IArgumentOperation argument) => argument.Parameter!.Type switch
    {
        { SpecialType: SpecialType.System_Int32 } => $"{Named(model, use, "System", "TimeSpan")}.FromMilliseconds({argument.Value.Syntax})",
        { Name: "TimeSpan" } => argument.Value.Syntax.ToString(),
        _ => null,
    };

    // As short as the usings allow.
    private static string Named(SemanticModel model, ExpressionSyntax use, string space, string name) =>
        model.LookupNamespacesAndTypes(use.SpanStart, name: name).Any(s => s is INamedTypeSymbol { Arity: 0 } && s.ContainingNamespace.ToDisplayString() == space) ? name : space + "." + name;

    private static bool CanAwait(SyntaxNode use)
    {
        foreach (var around in use.Ancestors())
        {
            switch (around)
            {
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case LockStatementSyntax:
                    return false;
            }
        }

        return false;
    }

    private static Rewriting To(ExpressionSyntax use, string text, string source) =>
        new(use, SyntaxFactory.ParseExpression(text).WithTriviaFrom(use).WithAdditionalAnnotations(Formatter.Annotation), source);
}
