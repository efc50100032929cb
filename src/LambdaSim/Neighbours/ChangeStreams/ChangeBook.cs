using LambdaSim.Resources;

namespace LambdaSim.Neighbours.ChangeStreams;

/// <summary>The change streams of one simulation.</summary>
internal sealed class ChangeBook(INeighbourHost host) : IResourceBook
{
    /// <summary>As ARNs have it: clusters of DocumentDB are those of RDS.</summary>
    public const string Arns = "rds";

    private readonly List<ChangeStream> _streams = [];

    /// <summary>Told of each new stream.</summary>
    public Action<ChangeStream> Made { get; set; } = static _ => { };

    public bool IsComplete => false;

    /// <summary>The stream of a plan: the one that is there, or a new one.</summary>
    public ChangeStream Have(string account, string region, ChangeStreamPlan plan)
    {
        var cluster = Arn.IsMeant(plan.Cluster) ? Arn.Parse(plan.Cluster) : new Arn("aws", Arns, region, account, $"cluster:{plan.Cluster}");
        if (_streams.Find(s => s.Cluster == cluster && s.Database == plan.Database && s.Collection == plan.Collection) is { } there)
        {
            return there;
        }

        var stream = new ChangeStream(this, host, plan, cluster);
        _streams.Add(stream);
        Made(stream);
        return stream;
    }

    /// <summary>The streams that see the changes of a collection (rule DOC-START): its own, and that of all of the database.</summary>
    public IEnumerable<ChangeStream> Watching(ChangeStream stream, string collection) =>
        _streams.Where(s => s.Cluster == stream.Cluster && s.Database == stream.Database && (s.Collection is null || s.Collection == collection));

    public IResource? Find(Arn arn) => _streams.SelectMany(static s => new[] { s.Plain, s.Lookups }).FirstOrDefault(v => v.Arn == arn);

    /// <summary>What stands for the ARN of a change stream, which has none.</summary>
    public static Arn OfStream(Arn cluster, string database, string? collection, bool isLookup) =>
        cluster with { Resource = $"{cluster.Resource}/{database}/{collection ?? "*"}/{(isLookup ? "UpdateLookup" : "Default")}" };
}

/// <summary>A change stream as it was asked for.</summary>
/// <param name="Database">Name.</param>
/// <param name="Collection">Name; null: all of the database.</param>
/// <param name="Cluster">Name or ARN.</param>
internal sealed record ChangeStreamPlan(string Database, string? Collection, string Cluster);
