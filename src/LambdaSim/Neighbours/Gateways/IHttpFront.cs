namespace LambdaSim.Neighbours.Gateways;

/// <summary>What takes HTTP requests and runs them through functions.</summary>
internal interface IHttpFront
{
    /// <summary>Its host name, without a port.</summary>
    string Domain { get; }

    /// <summary>Takes a request; its answer is told once, now or as virtual time brings it.</summary>
    void Take(FrontRequest request, Action<FrontAnswer> answered);
}
