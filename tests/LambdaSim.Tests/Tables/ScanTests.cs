using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Tables;

/// <summary>Scans of tables.</summary>
public sealed class ScanTests : IDisposable
{
    private readonly TableWorld _world = new();

    public ScanTests()
    {
        _world.Create();
        for (var i = 0; i < 40; i++)
        {
            _world.Put($$$"""{"id":{"S":"item-{{{i}}}"},"n":{"N":"{{{i}}}"}}""");
        }
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("DDB-SCAN-ORDER")]
    public void A_scan_goes_by_a_hash_of_the_hash_key()
    {
        var expected = Enumerable.Range(0, 40).Select(static i => $"item-{i}").OrderBy(static id => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes("Outliers" + id))), StringComparer.Ordinal);

        Assert.Equal(expected, Ids(_world.Ask("Scan", """{"TableName":"orders"}""")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(5_000)]
    [Pins("DDB-SCAN")]
    public void Segments_share_the_items(int total)
    {
        var all = Enumerable.Range(0, Math.Min(total, 4_096)).SelectMany(s => Ids(_world.Ask("Scan", $$"""{"TableName":"orders","Segment":{{(total > 4_096 ? s * total / 4_096 : s)}},"TotalSegments":{{total}}}"""))).ToList();

        Assert.Equal(all.Count, all.Distinct().Count());
        if (total <= 4_096)
        {
            Assert.Equal(40, all.Count);
        }
    }

    [Fact]
    public void Pages_give_each_item_once_whatever_comes_and_goes()
    {
        List<string> seen = [];
        var start = "";
        do
        {
            var answer = _world.Ask("Scan", $$"""{"TableName":"orders","Limit":7{{start}}}""");
            seen.AddRange(Ids(answer));
            _world.Ask("DeleteItem", $$$"""{"TableName":"orders","Key":{"id":{"S":"{{{seen[^1]}}}"} } }""");
            start = answer["LastEvaluatedKey"] is { } key ? $$""","ExclusiveStartKey":{{key.ToJsonString()}}""" : "";
        }
        while (start.Length > 0);

        Assert.Equal(40, seen.Distinct().Count());
        Assert.Equal(40, seen.Count);
    }

    [Fact]
    public void A_scan_filters_by_keys_too()
    {
        var answer = _world.Ask("Scan", """{"TableName":"orders","FilterExpression":"id = :i","ExpressionAttributeValues":{":i":{"S":"item-7"}}}""");

        Assert.Equal(("item-7", 40), (Assert.Single(Ids(answer)), (int)answer["ScannedCount"]!));
        Assert.Equal(["item-7"], Ids(_world.Ask("Scan", """{"TableName":"orders","ScanFilter":{"n":{"ComparisonOperator":"EQ","AttributeValueList":[{"N":"7"}]}}}""")));
    }

    [Theory]
    [InlineData(""" "Segment":0 """, "The TotalSegments parameter is required but was not present in the request when Segment parameter is present")]
    [InlineData(""" "TotalSegments":2 """, "The Segment parameter is required but was not present in the request when parameter TotalSegments is present")]
    [InlineData(""" "Segment":2,"TotalSegments":2 """, "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2")]
    [InlineData(""" "ExclusiveStartKey":{"n":{"N":"1"}} """, "The provided starting key is invalid: The provided key element does not match the schema")]
    [InlineData(""" "ExclusiveStartKey":{"id":{"S":"item-1"}},"Segment":3999,"TotalSegments":4000 """, "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 4000 Segment: 3999")]
    [InlineData(""" "Select":"ALL_PROJECTED_ATTRIBUTES" """, "One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName")]
    public void A_scan_that_cannot_be_is_refused(string more, string message) => Assert.Equal(message, _world.Invalid("Scan", $$"""{"TableName":"orders",{{more}}}"""));

    private static IReadOnlyList<string> Ids(JsonObject answer) => [.. answer["Items"]!.AsArray().Select(static i => (string)i!["id"]!["S"]!)];
}
