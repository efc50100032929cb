using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Kafka;

/// <summary>The Kafka topics of one simulation, of MSK clusters and of the customer's own.</summary>
internal sealed class KafkaBook(INeighbourHost host) : IResourceBook
{
    /// <summary>As ARNs have it.</summary>
    public const string Arns = "kafka";

    private const string Topic = "topic/";
    private const string SelfManaged = "self-managed";

    private readonly List<KafkaTopic> _topics = [];

    /// <summary>Told of each new topic.</summary>
    public Action<KafkaTopic> Made { get; set; } = static _ => { };

    public bool IsComplete => false;

    /// <summary>The topic of a plan: the one that is there, or a new one.</summary>
    /// <exception cref="SimulationConfigException">There is one with other partitions.</exception>
    public KafkaTopic Have(string account, string region, KafkaTopicPlan plan)
    {
        KafkaTopic.CheckPartitions(plan.Partitions);
        var isOwn = plan.Cluster is null;
        var arn = isOwn ? OfServers(account, region, plan.Servers, plan.Name) : OfCluster(ClusterArn(account, region, plan.Cluster!), plan.Name);
        if (Find(arn) is KafkaTopic there)
        {
            return there.Partitions == plan.Partitions
                ? there
                : throw new SimulationConfigException(Text.Invariant($"Kafka topic {plan.Name} has {there.Partitions} partitions, not {plan.Partitions}: ask for it with those it has"));
        }

        var topic = new KafkaTopic(this, host, plan, arn, isOwn ? null : ClusterArn(account, region, plan.Cluster!).ToString());
        _topics.Add(topic);
        Made(topic);
        return topic;
    }

    // Of a cluster of the customer's own one server in common is enough.
    public IResource? Find(Arn arn) => _topics.Find(t => t.Address == arn || (IsOwn(arn) && IsOwn(t.Address) && arn.Account == t.Address.Account && arn.Region == t.Address.Region
        && NameOf(arn) == t.Name && ServersOf(arn).Intersect(t.Plan.Servers, StringComparer.Ordinal).Any()));

    /// <summary>A topic of the same cluster.</summary>
    public KafkaTopic? Beside(KafkaTopic topic, string name) =>
        _topics.Find(t => t.Name == name && (topic.ClusterArn is null ? t.ClusterArn is null && t.Servers == topic.Servers : t.ClusterArn == topic.ClusterArn));

    /// <summary>The ARN of a topic of an MSK cluster.</summary>
    public static Arn OfCluster(Arn cluster, string topic) =>
        cluster with { Resource = $"{Topic}{(cluster.Resource.StartsWith("cluster/", StringComparison.Ordinal) ? cluster.Resource["cluster/".Length..] : cluster.Resource)}/{topic}" };

    /// <summary>What stands for the ARN of a topic of a self-managed cluster, which has none.</summary>
    public static Arn OfServers(string account, string region, IEnumerable<string> servers, string topic) =>
        new("aws", Arns, region, account, $"{Topic}{SelfManaged}/{string.Join(',', servers)}/{topic}");

    // MSK ends ARNs of clusters with a UUID and a number; here with what does not change.
    private static Arn ClusterArn(string account, string region, string cluster) => Arn.IsMeant(cluster)
        ? Arn.Parse(cluster)
        : new Arn("aws", Arns, region, account, $"cluster/{cluster}/00000000-0000-0000-0000-000000000000-1");

    private static bool IsOwn(Arn arn) => arn.Resource.StartsWith($"{Topic}{SelfManaged}/", StringComparison.Ordinal);

    private static string NameOf(Arn arn) => arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..];

    private static string[] ServersOf(Arn arn) => arn.Resource.Split('/') is [_, _, var servers, ..] ? servers.Split(',') : [];
}

/// <summary>A topic as it was asked for.</summary>
/// <param name="Name">Of the topic.</param>
/// <param name="Partitions">How many.</param>
/// <param name="Cluster">Name or ARN of an MSK cluster; null: the cluster is self-managed.</param>
/// <param name="Servers">Of the cluster.</param>
internal sealed record KafkaTopicPlan(string Name, int Partitions, string? Cluster, IReadOnlyList<string> Servers);
