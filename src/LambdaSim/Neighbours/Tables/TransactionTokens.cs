namespace LambdaSim.Neighbours.Tables;

/// <summary>Tokens of transactions that were carried out, for ten minutes (rule DDB_TOKEN).</summary>
internal sealed class TransactionTokens(INeighbourHost host)
{
    public INeighbourHost Host => host;
}
