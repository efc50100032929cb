namespace LambdaSim.Neighbours.Gateways;

/// <summary>What a front end needs of the world it stands in.</summary>
/// <param name="Host">Clock, seed and directory.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Region">Its region.</param>
/// <param name="Client">Makes the client of a front end.</param>
/// <param name="Ask">Begins something, by whoever runs now, and awaits what it is told.</param>
internal sealed record FrontPlace(INeighbourHost Host, string AccountId, string Region, Func<IHttpFront, HttpClient> Client, Func<string, Action<Sender, Action<object?>>, Task<object?>> Ask);
