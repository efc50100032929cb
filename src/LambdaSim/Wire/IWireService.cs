namespace LambdaSim.Wire;

/// <summary>A service beside Lambda, as its requests ask for it.</summary>
internal interface IWireService
{
    /// <summary>Its name in a signature's scope, such as <c>sqs</c>.</summary>
    string SigningName { get; }

    /// <summary>Most bytes of a body: above what the service has itself, so that it answers in its own words.</summary>
    long LargestBody => 16_777_216;

    /// <summary>How it says that a body is too large; null: as Lambda does.</summary>
    ApiFault? TooLarge => null;

    /// <summary>Answers a request of this service; null: it is none of its requests, and nothing was done.</summary>
    Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone);
}
