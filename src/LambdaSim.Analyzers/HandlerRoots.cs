using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LambdaSim.Analyzers;

/// <summary>Where handlers begin: methods that take a Lambda context, and delegates and classes that are given to a simulation.</summary>
internal sealed class HandlerRoots
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(SyntaxTree Tree, int Start), bool> _lambdas = new();

    /// <summary>Whether a method is a handler by its own signature.</summary>
    public static bool TakesContext(IMethodSymbol method) =>
        method.Parameters.Any(p => p.Type is { Name: "LambdaContext", ContainingNamespace.Name: "LambdaSim" } or { Name: "ILambdaContext" });

    public bool IsRoot(IMethodSymbol method) => TakesContext(method) || _methods.ContainsKey(method.OriginalDefinition);

    public bool IsRoot(SyntaxNode lambda) => _lambdas.ContainsKey((lambda.SyntaxTree, lambda.SpanStart));

    /// <summary>Methods that became roots by being given to a simulation.</summary>
    public IEnumerable<IMethodSymbol> Methods => _methods.Keys;

    /// <summary>Notes what a call of a simulation is given.</summary>
    public void See(IInvocationOperation call)
    {
        if (!IsOfLambdaSim(call.TargetMethod))
        {
            return;
        }

        foreach (var argument in call.Arguments.Where(a => !IsConfiguration(a)))
        {
            Add(argument.Value);
        }

        foreach (var handler in call.TargetMethod.TypeArguments.OfType<INamedTypeSymbol>().Where(t => t.Locations.Any(l => l.IsInSource)))
        {
            foreach (var method in handler.GetMembers().OfType<IMethodSymbol>().Where(m => m.DeclaredAccessibility == Accessibility.Public))
            {
                _methods[method.OriginalDefinition] = true;
            }
        }
    }

    /// <summary>The delegate of an argument, looked at before the call itself is: is it a handler?</summary>
    public static bool IsHandler(IOperation lambda)
    {
        var at = lambda.Parent;
        while (at is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            at = at.Parent;
        }

        return at is IArgumentOperation { Parent: IInvocationOperation call } argument && IsOfLambdaSim(call.TargetMethod) && !IsConfiguration(argument);
    }

    private static bool IsOfLambdaSim(IMethodSymbol method)
    {
        var name = method.Name;
        var outermost = method.ContainingNamespace;
        while (outermost is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            outermost = outermost.ContainingNamespace;
        }

        return outermost is { Name: "LambdaSim" } && (name is "AddFunction" or "AddHandler" or "Run" || name.StartsWith("Update", StringComparison.Ordinal) || name.StartsWith("Change", StringComparison.Ordinal));
    }

    // f => f with { Timeout = ... } runs when the function is added.
    private static bool IsConfiguration(IArgumentOperation argument) => argument.Parameter?.Name is "configure";

    private void Add(IOperation value)
    {
        switch (value)
        {
            case IConversionOperation conversion:
                Add(conversion.Operand);
                break;
            case IDelegateCreationOperation creation:
                Add(creation.Target);
                break;
            case IParenthesizedOperation inner:
                Add(inner.Operand);
                break;
            case IAnonymousFunctionOperation lambda:
                _lambdas[(lambda.Syntax.SyntaxTree, lambda.Syntax.SpanStart)] = true;
                break;
            case IMethodReferenceOperation reference:
                _methods[reference.Method.OriginalDefinition] = true;
                break;
            case ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: 1 } declared } local
                when local.SemanticModel?.GetOperation(declared[0].GetSyntax()) is IVariableDeclaratorOperation { Initializer.Value: { } initial }:
                Add(initial);
                break;
        }
    }
}
