using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LambdaSim.Analyzers.CodeFixes;

/// <summary>The virtual clock that can be named where a use stands.</summary>
/// <param name="context">Name of a <c>LambdaContext</c>; null: none is in scope.</param>
/// <param name="provider">An expression that is a <c>TimeProvider</c>.</param>
internal sealed class InScope(string? context, string provider)
{
    public string? Context { get; } = context;

    public string Provider { get; } = provider;

    /// <summary>A context first, then a provider, the nearest; null: neither.</summary>
    public static InScope? At(SemanticModel model, ExpressionSyntax use)
    {
        var symbols = model.LookupSymbols(use.SpanStart);
        var isStatic = model.GetEnclosingSymbol(use.SpanStart) is { IsStatic: true };
        string? provider = null;
        foreach (var symbol in symbols)
        {
            var type = symbol switch
            {
                IParameterSymbol parameter => parameter.Type,
                ILocalSymbol local when local.Locations[0].SourceSpan.End < use.SpanStart => local.Type,
                IFieldSymbol field when field.IsStatic || !isStatic => field.Type,
                IPropertySymbol property when property.IsStatic || !isStatic => property.Type,
                _ => null,
            };
            if (type is { Name: "LambdaContext", ContainingNamespace.Name: "LambdaSim" } && symbol is IParameterSymbol or ILocalSymbol)
            {
                return new InScope(symbol.Name, symbol.Name + ".Time");
            }

            if (type is { Name: "TimeProvider", ContainingNamespace.Name: "System" })
            {
                provider ??= symbol.Name;
            }
        }

        return provider is null ? null : new InScope(null, provider);
    }
}
