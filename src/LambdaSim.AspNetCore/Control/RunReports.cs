namespace LambdaSim.AspNetCore.Control;

/// <summary>Follows each run of an endpoint for its report.</summary>
internal sealed class RunReports
{
    /// <summary>The report of the run so far.</summary>
    public byte[]? Page(Simulation simulation) => null;
}
