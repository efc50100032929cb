namespace LambdaSim.Neighbours.Gateways;

/// <summary>What takes HTTP requests and runs them through functions.</summary>
internal interface IHttpFront
{
    /// <summary>Its host name, without a port.</summary>
    string Domain { get; }

    /// <summary>Takes a request; its answer is told once, now or as virtual time brings it.</summary>
    void Take(FrontRequest request, Action<FrontAnswer> answered);
}

/// <summary>What a front end needs of the world it stands in.</summary>
/// <param name="Host">Clock, seed and directory.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Region">Its region.</param>
/// <param name="Client">Makes the client of a front end.</param>
internal sealed record FrontPlace(INeighbourHost Host, string AccountId, string Region, Func<IHttpFront, HttpClient> Client);
