namespace LambdaSim.Neighbours.Gateways;

/// <summary>How a front end's call of a function ended.</summary>
internal enum IntegrationEnd
{
    /// <summary>The handler returned.</summary>
    Returned,

    /// <summary>The handler failed: function error, timeout of the function, crash.</summary>
    Failed,

    /// <summary>Lambda refused the call: throttled, no such function.</summary>
    Refused,

    /// <summary>The front end waited no longer. The function goes on, and is billed.</summary>
    TimedOut,
}
