using System.Text.Json.Nodes;
using LambdaSim.Units;

namespace LambdaSim.Tests.Streams;

/// <summary>What is told a stream that exists.</summary>
public sealed class SettingTests : IDisposable
{
    private readonly StreamWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("KIN-TAGS")]
    public void Tags_are_added_removed_and_listed_in_pages()
    {
        _world.Simulation.AddStream("clicks");
        _world.Ask("AddTagsToStream", """{"StreamName":"clicks","Tags":{"a":"1","b":"2","c":"3"}}""");
        _world.Ask("TagResource", new JsonObject { ["ResourceARN"] = StreamWorld.ArnOf("clicks"), ["Tags"] = new JsonObject { ["b"] = "4" } });
        _world.Ask("RemoveTagsFromStream", """{"StreamName":"clicks","TagKeys":["a","x"]}""");

        Assert.Equal("""{"Tags":[{"Key":"b","Value":"4"}],"HasMoreTags":true}""", _world.Ask("ListTagsForStream", """{"StreamName":"clicks","Limit":1}""").ToJsonString());
        Assert.Equal("""{"Tags":[{"Key":"c","Value":"3"}],"HasMoreTags":false}""", _world.Ask("ListTagsForStream", """{"StreamName":"clicks","ExclusiveStartTagKey":"b"}""").ToJsonString());
        Assert.Equal("""{"Tags":[{"Key":"b","Value":"4"},{"Key":"c","Value":"3"}]}""", _world.Ask("ListTagsForResource", new JsonObject { ["ResourceARN"] = StreamWorld.ArnOf("clicks") }).ToJsonString());
    }

    [Fact]
    [Pins("KIN-TAGS")]
    public void A_stream_has_fifty_tags()
    {
        _world.Simulation.AddStream("clicks");
        static JsonObject Tags(int from, int count) => new() { ["StreamName"] = "clicks", ["Tags"] = new JsonObject(Enumerable.Range(from, count).Select(static i => KeyValuePair.Create($"k{i}", (JsonNode?)"v"))) };
        _world.Ask("AddTagsToStream", Tags(0, 50));
        _world.Ask("AddTagsToStream", Tags(10, 40));

        Assert.Equal("Failed to add tags to stream clicks under account 123456789012 because a given stream cannot have more than 10 tags associated with it.", _world.Invalid("AddTagsToStream", Tags(49, 2)));
        Assert.Equal(50, _world.Ask("ListTagsForStream", """{"StreamName":"clicks"}""")["Tags"]!.AsArray().Count);
    }

    [Fact]
    [Pins("KIN-RECORD-SIZE")]
    public void A_stream_takes_records_of_10_MiB_when_it_is_told_to()
    {
        var stream = _world.Simulation.AddStream("clicks");
        Assert.ThrowsAny<AwsServiceException>(() => stream.Put("a", new byte[5_000_000]));
        _world.Ask("UpdateMaxRecordSize", new JsonObject { ["StreamARN"] = stream.Arn, ["MaxRecordSizeInKiB"] = 10_240 });
        stream.Put("a", new byte[5_000_000]);

        Assert.Equal(10_240, (int)_world.Ask("DescribeStreamSummary", """{"StreamName":"clicks"}""")["StreamDescriptionSummary"]!["MaxRecordSizeInKiB"]!);
        Assert.Equal("ValidationException", _world.Refused("UpdateMaxRecordSize", new JsonObject { ["StreamARN"] = stream.Arn, ["MaxRecordSizeInKiB"] = 10_241 }).Code);
    }

    [Fact]
    [Pins("KIN-WRITE-LIMITS")]
    public void Large_records_draw_on_a_reserve()
    {
        var stream = _world.Simulation.AddStream("clicks");
        _world.Ask("UpdateMaxRecordSize", new JsonObject { ["StreamARN"] = stream.Arn, ["MaxRecordSizeInKiB"] = 10_240 });

        stream.Put("a", new byte[10_000_000]);
        _world.Simulation.AdvanceBy(1.Seconds);
        Assert.ThrowsAny<AwsServiceException>(() => stream.Put("a", new byte[10_000_000]));
        stream.Put("a", new byte[1_000_000]);
        _world.Simulation.AdvanceBy(60.Seconds);
        stream.Put("a", new byte[10_000_000]);
    }

    [Fact]
    [Pins("KIN-STORED")]
    public void Encryption_is_shown_and_listed_as_not_simulated()
    {
        var stream = _world.Simulation.AddStream("clicks");
        _world.Ask("StartStreamEncryption", """{"StreamName":"clicks","EncryptionType":"KMS","KeyId":"alias/aws/kinesis"}""");
        stream.Put("a", "x");

        Assert.Equal(("KMS", "alias/aws/kinesis"), ((string)_world.Describe("clicks")["EncryptionType"]!, (string)_world.Describe("clicks")["KeyId"]!));
        Assert.Equal("KMS", (string)_world.Get(_world.Iterator("clicks", "0", "TRIM_HORIZON"))["Records"]![0]!["EncryptionType"]!);
        Assert.Contains(_world.Simulation.Unsimulated, static n => n.Contains("stream clicks: records are shown as encrypted", StringComparison.Ordinal));
        Assert.Equal("InvalidArgumentException", _world.Refused("StopStreamEncryption", """{"StreamName":"clicks","EncryptionType":"NONE","KeyId":"alias/aws/kinesis"}""").Code);
        _world.Ask("StopStreamEncryption", """{"StreamName":"clicks","EncryptionType":"KMS","KeyId":"alias/aws/kinesis"}""");
        Assert.Equal("NONE", (string)_world.Describe("clicks")["EncryptionType"]!);
    }

    [Fact]
    [Pins("KIN-STORED")]
    public void Metrics_are_asked_for_and_shown()
    {
        _world.Simulation.AddStream("clicks");
        var answer = _world.Ask("EnableEnhancedMonitoring", """{"StreamName":"clicks","ShardLevelMetrics":["OutgoingBytes","IncomingBytes"]}""");
        Assert.Equal(("[]", """["IncomingBytes","OutgoingBytes"]"""), (answer["CurrentShardLevelMetrics"]!.ToJsonString(), answer["DesiredShardLevelMetrics"]!.ToJsonString()));
        Assert.Contains(_world.Simulation.Unsimulated, static n => n.Contains("metrics of its shards", StringComparison.Ordinal));

        _world.Ask("EnableEnhancedMonitoring", """{"StreamName":"clicks","ShardLevelMetrics":["ALL"]}""");
        Assert.Equal(7, _world.Describe("clicks")["EnhancedMonitoring"]![0]!["ShardLevelMetrics"]!.AsArray().Count);
        _world.Ask("DisableEnhancedMonitoring", """{"StreamName":"clicks","ShardLevelMetrics":["ALL"]}""");
        Assert.Empty(_world.Describe("clicks")["EnhancedMonitoring"]![0]!["ShardLevelMetrics"]!.AsArray());
    }

    [Fact]
    [Pins("KIN-STORED")]
    public void Policies_are_kept_and_deleted()
    {
        _world.Simulation.AddStream("clicks");
        var resource = new JsonObject { ["ResourceARN"] = StreamWorld.ArnOf("clicks") };
        Assert.Equal("ResourceNotFoundException", _world.Refused("GetResourcePolicy", resource).Code);
        Assert.Equal("InvalidArgumentException", _world.Refused("PutResourcePolicy", new JsonObject { ["ResourceARN"] = StreamWorld.ArnOf("clicks"), ["Policy"] = "[" }).Code);
        _world.Ask("PutResourcePolicy", new JsonObject { ["ResourceARN"] = StreamWorld.ArnOf("clicks"), ["Policy"] = """{"Statement":[]}""" });

        Assert.Equal("""{"Statement":[]}""", (string)_world.Ask("GetResourcePolicy", resource)["Policy"]!);
        _world.Ask("DeleteResourcePolicy", resource);
        Assert.Equal("ResourceNotFoundException", _world.Refused("DeleteResourcePolicy", resource).Code);
    }

    [Fact]
    [Pins("KIN-STORED")]
    public void A_commitment_lasts_a_day()
    {
        string Told(string status) => (string)_world.Ask("UpdateAccountSettings", new JsonObject { ["MinimumThroughputBillingCommitment"] = new JsonObject { ["Status"] = status } })["MinimumThroughputBillingCommitment"]!["Status"]!;
        string Shown() => (string)_world.Ask("DescribeAccountSettings", "{}")["MinimumThroughputBillingCommitment"]!["Status"]!;

        Assert.Equal(("DISABLED", "ENABLED", "ENABLED_UNTIL_EARLIEST_ALLOWED_END"), (Shown(), Told("ENABLED"), Told("DISABLED")));
        _world.Simulation.AdvanceBy(24.Hours);
        Assert.Equal("DISABLED", Shown());
    }

    [Fact]
    [Pins("KIN-QUOTAS")]
    public void Limits_are_told()
    {
        _world.Simulation.AddStream("clicks", shards: 3);
        _world.Ask("CreateStream", """{"StreamName":"any","StreamModeDetails":{"StreamMode":"ON_DEMAND"}}""");

        Assert.Equal("""{"ShardLimit":20000,"OpenShardCount":7,"OnDemandStreamCount":1,"OnDemandStreamCountLimit":50}""", _world.Ask("DescribeLimits", "{}").ToJsonString());
    }

    [Theory]
    [InlineData("SplitShard", """{"StreamName":"any","ShardToSplit":"0","NewStartingHashKey":"100"}""")]
    [InlineData("MergeShards", """{"StreamName":"any","ShardToMerge":"0","AdjacentShardToMerge":"1"}""")]
    [InlineData("UpdateShardCount", """{"StreamName":"any","TargetShardCount":8,"ScalingType":"UNIFORM_SCALING"}""")]
    [Pins("KIN-MODE")]
    public void The_shards_of_a_stream_on_demand_are_not_ones_own(string operation, string input)
    {
        _world.Ask("CreateStream", """{"StreamName":"any","StreamModeDetails":{"StreamMode":"ON_DEMAND"}}""");

        Assert.Equal(("ValidationException", "Request is invalid. Stream any under account 123456789012 is in On-Demand mode."), _world.Refused(operation, input));
    }

    [Fact]
    [Pins("KIN-MODE")]
    public void The_mode_is_changed_twice_a_day()
    {
        var stream = _world.Simulation.AddStream("clicks");
        JsonObject To(string mode) => new() { ["StreamARN"] = stream.Arn, ["StreamModeDetails"] = new JsonObject { ["StreamMode"] = mode } };
        _world.Ask("UpdateStreamMode", To("ON_DEMAND"));
        Assert.Equal("ON_DEMAND", (string)_world.Describe("clicks")["StreamModeDetails"]!["StreamMode"]!);
        _world.Ask("UpdateStreamMode", To("PROVISIONED"));

        Assert.Equal("LimitExceededException", _world.Refused("UpdateStreamMode", To("ON_DEMAND")).Code);
        _world.Simulation.AdvanceBy(24.Hours);
        _world.Ask("UpdateStreamMode", To("ON_DEMAND"));
        var warm = _world.Ask("UpdateStreamWarmThroughput", """{"StreamName":"clicks","WarmThroughputMiBps":6}""");
        Assert.Equal((6, 6), ((int)warm["WarmThroughput"]!["TargetMiBps"]!, stream.OpenShardCount));
    }

    [Fact]
    [Pins("KIN-ON-DEMAND")]
    public void A_stream_on_demand_grows_with_its_busiest_minute()
    {
        _world.Ask("CreateStream", """{"StreamName":"any","StreamModeDetails":{"StreamMode":"ON_DEMAND"}}""");
        var stream = _world.Simulation.Stream("any");
        stream.LimitsThroughput = false;
        Assert.Equal(4, stream.OpenShardCount);
        for (var second = 0; second < 60; second++)
        {
            for (var i = 0; i < 6; i++)
            {
                stream.Put($"{second}-{i}", new byte[500_000]);
            }

            _world.Simulation.AdvanceBy(1.Seconds);
        }

        stream.Put("the next minute", "x");
        Assert.Equal(6, stream.OpenShardCount);
        Assert.Equal(361, stream.Records.Count);
    }
}
