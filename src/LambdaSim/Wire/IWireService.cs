namespace LambdaSim.Wire;

/// <summary>A service beside Lambda, as its requests ask for it.</summary>
internal interface IWireService
{
    /// <summary>Its name in a signature's scope, such as <c>sqs</c>.</summary>
    string SigningName { get; }

    /// <summary>Answers a request of this service; null: it is none of its requests, and nothing was done.</summary>
    Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone);
}
