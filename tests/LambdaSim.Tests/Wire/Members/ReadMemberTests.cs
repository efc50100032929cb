using System.Collections;
using System.Reflection;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Members;

/// <summary>Whatever a table of shapes takes from requests, code beside it names, or it is refused: a member that none names does nothing in silence.</summary>
public sealed class ReadMemberTests
{
    // Requests of gateways are sent member by member (MemberTests); they read tables of members.
    private static readonly string[] _apart = ["ApiGateway", "ApiGatewayV2", "LoadBalancing"];

    // With AWS they do nothing either where these services stand.
    private static readonly string[] _silent =
    [
        "Events.DeleteRule.Force", "Events.RemoveTargets.Force", // Of rules that services of AWS made.
        "SecretsManager.CreateSecret.ForceOverwriteReplicaSecret", // Of replicas, which are refused.
        "SecretsManager.PutResourcePolicy.BlockPublicPolicy", "Sns.ConfirmSubscription.AuthenticateOnUnsubscribe", // Of who may do what, which is not asked.
        "Kinesis.UpdateShardCount.ScalingType", // Of one value.
        "DynamoDb.ListTagsOfResource.NextToken", // All tags of a table are one page, so that no token is given.
        "DynamoDb.PutResourcePolicy.ConfirmRemoveSelfResourceAccess", // Of who may do what, which is not asked.
    ];

    // ExpressionUse puts these names together.
    private static readonly string[] _composed = ["ConditionExpression", "FilterExpression", "UpdateExpression"];

    [Fact]
    public void Each_member_of_a_request_is_named_by_code_of_its_service()
    {
        var sources = Path.Combine(Shared.ProjectRoot(), "src", "LambdaSim");
        var neighbours = TextOf(Path.Combine(sources, "Neighbours"));
        List<string> unread = [];
        foreach (var (service, operation) in Operations().Where(static o => !_apart.Contains(o.Service, StringComparer.Ordinal)))
        {
            var text = TextOf(Path.Combine(sources, "Wire", service)) + neighbours;
            unread.AddRange(operation.Input.Members.Where(m => !m.IsRefused && !(service == "DynamoDb" && _composed.Contains(m.Name, StringComparer.Ordinal)) && !text.Contains($"\"{m.Name}\"", StringComparison.Ordinal) && !text.Contains($"nameof({m.Name})", StringComparison.Ordinal))
                .Select(m => $"{service}.{operation.Name}.{m.Name}"));
        }

        Assert.Equal(string.Join('\n', _silent.Order(StringComparer.Ordinal)), string.Join('\n', unread.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    private static string TextOf(string folder) => string.Concat(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(static f => !f.EndsWith("Shapes.cs", StringComparison.Ordinal)).SelectMany(File.ReadLines).Where(static l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static IEnumerable<(string Service, WireOperation Operation)> Operations()
    {
        foreach (var type in typeof(WireOperation).Assembly.GetTypes().Where(static t => t.Namespace?.StartsWith("LambdaSim.Wire.", StringComparison.Ordinal) == true && t.Name.EndsWith("Shapes", StringComparison.Ordinal)))
        {
            var service = type.Namespace!.Split('.')[^1];
            foreach (var value in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Select(static f => f.GetValue(null)))
            {
                foreach (var operation in (IEnumerable<WireOperation>)(value switch { WireOperation one => [one], IDictionary many => many.Values.OfType<WireOperation>(), _ => [] }))
                {
                    yield return (service, operation);
                }
            }
        }
    }
}
