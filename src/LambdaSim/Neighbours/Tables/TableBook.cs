using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Tables;

/// <summary>The tables of one simulation: DynamoDB of each account and Region.</summary>
internal sealed class TableBook(INeighbourHost host, DynamoDbConfig times, bool limitsThroughput) : RegionalBook<TableCatalog>, IResourceBook
{
    public const string Arns = "dynamodb", OfTable = "table/";

    private bool _isComplete;

    public INeighbourHost Host => host;

    /// <summary>How long what AWS names no exact figure for takes.</summary>
    public DynamoDbConfig Times => times;

    /// <summary>Whether units are counted.</summary>
    public bool LimitsThroughput { get; set; } = limitsThroughput;

    /// <summary>Once there has been a table, no other is taken to exist.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>A table, one of its indexes, or a stream of it; null: there is none.</summary>
    public override IResource? Find(Arn arn) =>
        !arn.Resource.StartsWith(OfTable, StringComparison.Ordinal) || Existing(arn) is not { } catalog ? null
        : arn.Resource[OfTable.Length..].Split('/') is var parts && parts is [var name] ? catalog.Find(name)
        : parts is [var owner, "stream", ..] ? catalog.StreamOf(owner, string.Join('/', parts[2..]))
        : parts is [var indexed, "index", var index] && catalog.Find(indexed) is { } table && table.Index(index) is not null ? table : null;

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.Notes);

    public void Complete() => _isComplete = true;

    protected override TableCatalog Make(string account, string region) => new(account, region, this);
}
