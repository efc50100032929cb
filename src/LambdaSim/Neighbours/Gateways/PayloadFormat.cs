namespace LambdaSim.Neighbours.Gateways;

/// <summary>The form of the event that a route's function gets, and of the answer it gives.</summary>
public enum PayloadFormat
{
    /// <summary>2.0: header names in lower case, repeated values joined by commas, cookies apart; any JSON without <c>statusCode</c> is a body.</summary>
    V2 = 0,

    /// <summary>1.0: as REST APIs have it.</summary>
    V1 = 1,
}
