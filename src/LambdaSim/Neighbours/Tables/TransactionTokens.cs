using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Tokens of transactions that were carried out, for ten minutes (rule DDB-TOKEN).</summary>
internal sealed class TransactionTokens(INeighbourHost host)
{
    private static readonly Duration _kept = Duration.FromMinutes(10);

    private readonly Dictionary<string, (string Request, Instant Until)> _tokens = new(StringComparer.Ordinal);
    private readonly Queue<(string Token, Instant Until)> _order = new();

    /// <summary>Whether a request was carried out already.</summary>
    /// <exception cref="TableException">Another one was, with this token.</exception>
    public bool IsReplay(string token, string request)
    {
        while (_order.TryPeek(out var oldest) && oldest.Until <= host.Now)
        {
            _order.Dequeue();
            _tokens.Remove(oldest.Token);
        }

        return _tokens.TryGetValue(token, out var known) && (known.Request == request ? true : throw TableException.OtherRequest());
    }

    public void Keep(string token, string request)
    {
        var until = host.Now + _kept;
        _tokens[token] = (request, until);
        _order.Enqueue((token, until));
    }
}
