namespace LambdaSim.Woven;

/// <summary>The static fields of one type in one environment.</summary>
public interface IStaticFields
{
    /// <summary>Runs the type's initialiser.</summary>
    void Initialize();
}
