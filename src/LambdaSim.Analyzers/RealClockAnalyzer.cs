using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LambdaSim.Analyzers;

/// <summary>Reports the real clock and real randomness in code that is reachable as a handler: at once in handlers themselves, and at the end in what they call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RealClockAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.Delay, Rules.Cancellation, Rules.WaitAsync, Rules.Timer, Rules.Sleep, Rules.Now, Rules.Stopwatch, Rules.Guid, Rules.Random];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var run = new Run(start.Compilation);
            start.RegisterSymbolAction(symbol => run.Graph.See((INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);
            start.RegisterOperationAction(run.Invocation, OperationKind.Invocation);
            start.RegisterOperationAction(run.Creation, OperationKind.ObjectCreation);
            start.RegisterOperationAction(run.Property, OperationKind.PropertyReference);
            start.RegisterOperationAction(run.Reference, OperationKind.MethodReference);
            start.RegisterCompilationEndAction(run.End);
        });
    }

    private sealed class Run(Compilation compilation)
    {
        private readonly RealUses _uses = new(compilation);
        private readonly HandlerRoots _roots = new();
        private readonly ConcurrentBag<Use> _later = [];

        public CallGraph Graph { get; } = new();

        public void Invocation(OperationAnalysisContext context)
        {
            var call = (IInvocationOperation)context.Operation;
            _roots.See(call);
            Called(context, call.TargetMethod);
            Found(context, _uses.RuleOf(call));
        }

        public void Creation(OperationAnalysisContext context)
        {
            var creation = (IObjectCreationOperation)context.Operation;
            if (creation.Constructor is { } constructor)
            {
                Called(context, constructor);
            }

            Found(context, _uses.RuleOf(creation));
        }

        public void Property(OperationAnalysisContext context)
        {
            var reference = (IPropertyReferenceOperation)context.Operation;
            if (reference.Property.GetMethod is { } get)
            {
                Called(context, get);
            }

            if (reference.Property.SetMethod is { } set)
            {
                Called(context, set);
            }

            Found(context, RealUses.RuleOf(reference));
        }

        public void Reference(OperationAnalysisContext context) => Called(context, ((IMethodReferenceOperation)context.Operation).Method);

        public void End(CompilationAnalysisContext context)
        {
            var inLambdas = _later.Where(u => u.Lambdas.Any(_roots.IsRoot)).ToList();
            foreach (var call in inLambdas.Where(u => u.Called is not null))
            {
                Graph.Add(null, call.Called!);
            }

            var reached = Graph.Reached(Graph.Handlers.Concat(_roots.Methods));
            var types = new HashSet<INamedTypeSymbol>(reached.Select(m => m.ContainingType).Where(t => t is not null), SymbolEqualityComparer.Default);
            foreach (var use in _later.Where(u => u.Rule is not null))
            {
                if ((use.Method is { } method && reached.Contains(method.OriginalDefinition)) || (use.Initialised is { } type && types.Contains(type)) || use.Lambdas.Any(_roots.IsRoot))
                {
                    context.ReportDiagnostic(Diagnostic.Create(use.Rule!, use.Syntax.GetLocation(), Shown(use.Syntax)));
                }
            }
        }

        private void Called(OperationAnalysisContext context, IMethodSymbol method)
        {
            // Only what is written here can be looked into.
            if (!method.OriginalDefinition.Locations.Any(static l => l.IsInSource))
            {
                return;
            }

            var place = PlaceOf(context);
            Graph.Add(place.IsHandler ? null : place.Method, method);
            if (place.Lambdas.Length > 0 && !place.IsHandler)
            {
                _later.Add(new Use(null, context.Operation.Syntax, place.Method, place.Lambdas) { Called = method.OriginalDefinition });
            }
        }

        private void Found(OperationAnalysisContext context, DiagnosticDescriptor? rule)
        {
            if (rule is null)
            {
                return;
            }

            var place = PlaceOf(context);
            if (place.IsHandler)
            {
                context.ReportDiagnostic(Diagnostic.Create(rule, context.Operation.Syntax.GetLocation(), Shown(context.Operation.Syntax)));
            }
            else
            {
                var initialised = context.ContainingSymbol is IFieldSymbol or IPropertySymbol ? context.ContainingSymbol.ContainingType.OriginalDefinition : null;
                _later.Add(new Use(rule, context.Operation.Syntax, place.Method, place.Lambdas) { Initialised = initialised });
            }
        }

        // The method an operation is in, local functions counted; the lambdas between; and whether that is a handler for certain.
        private static (IMethodSymbol? Method, ImmutableArray<SyntaxNode> Lambdas, bool IsHandler) PlaceOf(OperationAnalysisContext context)
        {
            var lambdas = ImmutableArray.CreateBuilder<SyntaxNode>();
            for (var at = context.Operation; at is not null; at = at.Parent)
            {
                switch (at)
                {
                    case IAnonymousFunctionOperation lambda:
                        if (HandlerRoots.TakesContext(lambda.Symbol) || HandlerRoots.IsHandler(lambda))
                        {
                            return (null, lambdas.ToImmutable(), true);
                        }

                        lambdas.Add(lambda.Syntax);
                        break;
                    case ILocalFunctionOperation function:
                        return (function.Symbol, lambdas.ToImmutable(), HandlerRoots.TakesContext(function.Symbol));
                }
            }

            var method = context.ContainingSymbol as IMethodSymbol;
            return (method, lambdas.ToImmutable(), method is not null && HandlerRoots.TakesContext(method));
        }

        private static string Shown(SyntaxNode syntax)
        {
            const int Enough = 60;
            var text = string.Join(" ", syntax.ToString().Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
            return text.Length <= Enough ? text : text.Substring(0, Enough) + "...";
        }

        private sealed class Use(DiagnosticDescriptor? rule, SyntaxNode syntax, IMethodSymbol? method, ImmutableArray<SyntaxNode> lambdas)
        {
            public DiagnosticDescriptor? Rule { get; } = rule;

            public SyntaxNode Syntax { get; } = syntax;

            public IMethodSymbol? Method { get; } = method;

            public ImmutableArray<SyntaxNode> Lambdas { get; } = lambdas;

            /// <summary>A method that the lambda calls: not a use, but a way to one.</summary>
            public IMethodSymbol? Called { get; set; }

            /// <summary>The type whose field or property the use gives its first value.</summary>
            public INamedTypeSymbol? Initialised { get; set; }
        }
    }
}
