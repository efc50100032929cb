using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LambdaSim.Analyzers;

/// <summary>Which uses of .NET are of the real clock or of real randomness.</summary>
internal sealed class RealUses(Compilation compilation)
{
    private readonly INamedTypeSymbol? _timeProvider = compilation.GetTypeByMetadataName("System.TimeProvider");

    /// <summary>The rule that a call breaks; null: none.</summary>
    public DiagnosticDescriptor? RuleOf(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = FullName(method.ContainingType.OriginalDefinition);
        switch (type)
        {
            case "System.Threading.Tasks.Task" when method is { Name: "Delay", IsStatic: true }:
                return TakesProvider(method) || IsZeroOrEndless(call) ? null : Rules.Delay;
            case "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1" when method.Name == "WaitAsync":
                return TakesProvider(method) || !method.Parameters.Any(p => p.Type.Name == "TimeSpan") ? null : Rules.WaitAsync;
            case "System.Threading.CancellationTokenSource" when method.Name == "CancelAfter":
                return HasProvider(call.Instance) ? null : Rules.Cancellation;
            case "System.Threading.Thread" when method.Name == "Sleep":
                return IsZeroOrEndless(call) ? null : Rules.Sleep;
            case "System.Diagnostics.Stopwatch" when method.Name is "StartNew" or "GetTimestamp" or "GetElapsedTime":
                return Rules.Stopwatch;
            case "System.Guid" when method.Name is "NewGuid" || (method.Name == "CreateVersion7"):
                return Rules.Guid;
            case "System.Security.Cryptography.RandomNumberGenerator" when method.IsStatic && method.Name is not "Create":
                return Rules.Random;
            default:
                return null;
        }
    }

    /// <summary>The rule that a constructor breaks; null: none.</summary>
    public DiagnosticDescriptor? RuleOf(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor || TakesProvider(constructor))
        {
            return null;
        }

        return FullName(constructor.ContainingType.OriginalDefinition) switch
        {
            "System.Threading.CancellationTokenSource" when constructor.Parameters.Length > 0 => Rules.Cancellation,
            "System.Threading.PeriodicTimer" or "System.Threading.Timer" or "System.Timers.Timer" => Rules.Timer,
            "System.Diagnostics.Stopwatch" => Rules.Stopwatch,
            "System.Random" when constructor.Parameters.Length == 0 => Rules.Random,
            _ => null,
        };
    }

    /// <summary>The rule that a property breaks; null: none.</summary>
    public static DiagnosticDescriptor? RuleOf(IPropertyReferenceOperation reference) => (FullName(reference.Property.ContainingType), reference.Property.Name) switch
    {
        ("System.DateTime", "Now" or "UtcNow" or "Today") => Rules.Now,
        ("System.DateTimeOffset", "Now" or "UtcNow") => Rules.Now,
        ("System.TimeProvider", "System") => Rules.Now,
        ("System.Environment", "TickCount" or "TickCount64") => Rules.Stopwatch,
        ("System.Random", "Shared") => Rules.Random,
        _ => null,
    };

    public static string FullName(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;

    private bool TakesProvider(IMethodSymbol method) => _timeProvider is not null && method.Parameters.Any(p => SymbolEqualityComparer.Default.Equals(p.Type, _timeProvider));

    // Task.Delay(0) and Thread.Sleep(0) yield; Timeout.Infinite waits for its token.
    private static bool IsZeroOrEndless(IInvocationOperation call) => call.Arguments.Length > 0 && call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value is { } length && IsZeroOrEndless(length);

    private static bool IsZeroOrEndless(IOperation length) => length switch
    {
        { ConstantValue: { HasValue: true, Value: 0 or -1 } } => true,
        IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan" or "Zero", IsStatic: true } } => true,
        IConversionOperation conversion => IsZeroOrEndless(conversion.Operand),
        _ => false,
    };

    // A source that was made with a provider, in sight: new CancellationTokenSource(delay, provider) kept in a local variable.
    private bool HasProvider(IOperation? source)
    {
        if (source is not ILocalReferenceOperation { Local: { } local })
        {
            return false;
        }

        var declared = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return declared is not null
            && source.SemanticModel?.GetOperation(declared) is IVariableDeclaratorOperation { Initializer.Value: { } value }
            && (value is IConversionOperation conversion ? conversion.Operand : value) is IObjectCreationOperation { Constructor: { } constructor }
            && TakesProvider(constructor);
    }
}
