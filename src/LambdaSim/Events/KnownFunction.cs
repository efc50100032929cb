namespace LambdaSim.Events;

/// <summary>A function version that can have records in a log, whether or not it has.</summary>
/// <param name="Place"><c>account/region</c> when it is not the simulation's own.</param>
/// <param name="Name">Its name.</param>
/// <param name="Qualifier">Its version.</param>
/// <param name="HasCode">Whether code runs, rather than a model; null: not known.</param>
internal sealed record KnownFunction(string? Place, string Name, string Qualifier, bool? HasCode)
{
    public string DisplayName { get; } = FunctionDefinition.Display(Place, Name, Qualifier);

    /// <summary>Whether somebody means it: by its name (all its versions), by name and version, or as it is displayed.</summary>
    public bool IsCalled(string name) => name == Name || name == DisplayName || (name.Length == Name.Length + Qualifier.Length + 1 && name == $"{Name}:{Qualifier}");
}
