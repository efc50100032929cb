using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LambdaSim.Analyzers.CodeFixes;

/// <summary>Puts the virtual clock that is in scope where the real one stands. Without one in scope there is no certain fix, and none is offered.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VirtualClockFix))]
[Shared]
public sealed class VirtualClockFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LSIM001", "LSIM002", "LSIM003", "LSIM004", "LSIM005", "LSIM006", "LSIM007", "LSIM008", "LSIM009"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax use || InScope.At(model, use) is not { } clock)
            {
                continue;
            }

            if (Rewriting.Of(model, use, clock) is not { } fixedUse)
            {
                continue;
            }

            var title = $"Use {fixedUse.Source}";
            context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(fixedUse.Replaced, fixedUse.By))), equivalenceKey: title),
                diagnostic);
        }
    }
}
