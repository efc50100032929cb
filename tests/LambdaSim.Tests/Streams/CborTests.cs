using System.Text.Json.Nodes;
using LambdaSim.Units;
using LambdaSim.Wire.Codecs;
using LambdaSim.Wire.Kinesis;

namespace LambdaSim.Tests.Streams;

/// <summary>The older CBOR of Java's clients.</summary>
public sealed class CborTests : IDisposable
{
    private static readonly AwsCborCodec _codec = new(KinesisShapes.Service);

    private readonly StreamWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("KIN-WIRE")]
    public void Bytes_are_bytes_and_times_are_milliseconds()
    {
        _world.Simulation.AddStream("clicks");
        _world.Simulation.AdvanceBy(1_234.Milliseconds);
        var now = _world.Simulation.Now.ToUnixTimeMilliseconds();
        Ask(KinesisShapes.PutRecord, new JsonObject { ["StreamName"] = "clicks", ["PartitionKey"] = "a", ["Data"] = Convert.ToBase64String([0, 255]) });
        var iterator = Ask(KinesisShapes.GetShardIterator, new JsonObject { ["StreamName"] = "clicks", ["ShardId"] = "0", ["ShardIteratorType"] = "AT_TIMESTAMP", ["Timestamp"] = now / 1_000m });
        var record = Ask(KinesisShapes.GetRecords, new JsonObject { ["ShardIterator"] = (string)iterator["ShardIterator"]! })["Records"]![0]!;

        Assert.Equal([0, 255], Convert.FromBase64String((string)record["Data"]!));
        Assert.Equal(now / 1_000m, (decimal)record["ApproximateArrivalTimestamp"]!);
    }

    [Fact]
    [Pins("KIN-WIRE")]
    public void An_error_is_told_in_CBOR_too()
    {
        var (status, body) = Send(KinesisShapes.DescribeStream, new JsonObject { ["StreamName"] = "none" });

        Assert.Equal(400, status);
        var error = new CborBody(new WireWalk()).Read(WireShape.Structure("Error", new WireMember("__type", WireShape.String), new WireMember("message", WireShape.String)), body);
        Assert.Equal(("ResourceNotFoundException", "Stream none under account 123456789012 not found."), ((string)error["__type"]!, (string)error["message"]!));
    }

    private JsonObject Ask(WireOperation operation, JsonObject input)
    {
        var (status, body) = Send(operation, input);
        Assert.Equal(200, status);
        return _codec.ReadResponse(operation, new ResponseParts(200) { Body = body });
    }

    private (int Status, byte[] Body) Send(WireOperation operation, JsonObject input) => _world.Simulation.Run(async () =>
    {
        var parts = _codec.WriteRequest(operation, input);
        using var http = new HttpClient(_world.Simulation.CreateHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://kinesis.us-east-1.amazonaws.com/") { Content = new ByteArrayContent(parts.Body.ToArray()) };
        foreach (var (name, value) in parts.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request);
        Assert.Equal(AwsCborCodec.CborType, answer.Content.Headers.ContentType!.ToString());
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    });
}
