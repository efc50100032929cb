namespace LambdaSim.Neighbours.Gateways;

/// <summary>What a front end needs of the world it stands in.</summary>
/// <param name="Host">Clock, seed and directory.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Region">Its region.</param>
/// <param name="Client">Makes the client of a front end.</param>
/// <param name="Ask">Begins something, by whoever runs now, and awaits what it is told.</param>
internal sealed record FrontPlace(INeighbourHost Host, string AccountId, string Region, Func<IHttpFront, HttpClient> Client, Func<string, Action<Sender, Action<object?>>, Task<object?>> Ask)
{
    /// <summary>The place of what requests made: they call it by its host, and a client of C# has an API of C#'s.</summary>
    public static FrontPlace OfRequests(INeighbourHost host, string account, string region) => new(
        host, account, region, static f => throw new NotSupportedException($"{f.Domain} has no client of its own"), static (words, _) => throw new NotSupportedException($"{words} has no client of its own"));
}
