using System.Collections.Immutable;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim.Worlds;

/// <summary>What AWS Lambda's API of a world knows before it is first called.</summary>
internal sealed record ServicePlan
{
    /// <summary>Nothing was given.</summary>
    public static ServicePlan None { get; } = new();

    /// <summary>How long states last; null: as the clock has it.</summary>
    public ServiceDwell? Dwell { get; init; }

    /// <summary>What runs for functions of a name that are created over the API.</summary>
    public ImmutableSortedDictionary<string, Func<FunctionSettings, HandlerCode>> Handlers { get; init; } =
        ImmutableSortedDictionary.Create<string, Func<FunctionSettings, HandlerCode>>(StringComparer.Ordinal);

    /// <summary>Whose uploaded code may run, by name.</summary>
    public ImmutableSortedDictionary<string, ImmutableList<UploadTrust>> Uploads { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableList<UploadTrust>>(StringComparer.Ordinal);

    /// <summary>Resources of other services that exist, with the content of those that have one.</summary>
    public ImmutableSortedDictionary<string, byte[]?> Resources { get; init; } = ImmutableSortedDictionary.Create<string, byte[]?>(StringComparer.Ordinal);

    /// <summary>No resource exists beside those.</summary>
    public bool AreAllDeclared { get; init; }
}
