using System.Text.Json;

namespace LambdaSim.Functions;

/// <summary>What runs in place of uploaded code: a built-in behaviour by name, or a callback.</summary>
/// <param name="Behavior">Name of a built-in behaviour; null with a callback.</param>
/// <param name="Params">Its parameters.</param>
/// <param name="Init">Whether it also acts in the init phase.</param>
/// <param name="Callback">Where calls are sent; null: nowhere.</param>
internal sealed record StandIn(string? Behavior, JsonElement Params, bool Init, string? Callback)
{
    /// <summary>A behaviour that stands beside the callback, which is what runs; null: none.</summary>
    public string? Unused { get; init; }
}
