namespace LambdaSim.Neighbours.Gateways;

/// <summary>A front end that code made: a simulation that is made anew has it too.</summary>
internal interface IPlannedFront : IHttpFront
{
    /// <summary>What it was asked for and does not do.</summary>
    IEnumerable<string> Notes { get; }

    /// <summary>The same front end in another world; nothing of what happened.</summary>
    IPlannedFront Again(FrontPlace place);
}
