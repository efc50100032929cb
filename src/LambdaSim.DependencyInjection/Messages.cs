namespace LambdaSim.DependencyInjection;

/// <summary>Reasons that stand in several places.</summary>
internal static class Messages
{
    public const string Reflects = "Binds the handler's parameters and JSON by reflection.";
}
