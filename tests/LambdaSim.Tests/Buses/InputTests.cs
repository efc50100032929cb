using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Buses;

/// <summary>What a target gets of an event.</summary>
public sealed class InputTests : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 7 });

    public void Dispose() => _simulation.Dispose();

    [Theory]
    [InlineData("""{"Input":"{ \"a\" : 1 }"}""", """{ "a" : 1 }""")]
    [InlineData("""{"InputPath":"$.detail"}""", """{"id":"o-1","items":[{"n":"x"},{"n":"y"}],"paid":true}""")]
    [InlineData("""{"InputPath":"$.detail.id"}""", "\"o-1\"")]
    [InlineData("""{"InputPath":"$.detail.items[1].n"}""", "\"y\"")]
    [InlineData("""{"InputPath":"$.detail.items[*].n"}""", """["x","y"]""")]
    [InlineData("""{"InputPath":"$['detail-type']"}""", "\"Order Placed\"")]
    [InlineData("""{"InputPath":"$.detail.gone"}""", "null")]
    [Pins("EVB-INPUT")]
    public void Inputs_and_paths(string target, string body) => Assert.Equal(body, Sent(target));

    [Theory]
    [InlineData("""{"id": <id>}""", """{"id": "o-1"}""")]
    [InlineData("""{"path": "orders/<id>", "items": <items>}""", """{"path": "orders/o-1", "items": [{"n":"x"},{"n":"y"}]}""")]
    [InlineData("""{"gone": <gone>}""", """{"gone": ""}""")]
    [InlineData("""{"gone": "a<gone>b"}""", """{"gone": "ab"}""")]
    [InlineData("\"Order <id> has <items>, paid <paid>\"", "\"Order o-1 has [{n:x},{n:y}], paid true\"")]
    [InlineData("\"{[/<id>\"", "\"{[/o-1\"")]
    [InlineData("\"<aws.events.rule-name> <aws.events.rule-arn> <aws.events.event.ingestion-time>\"", "\"r arn:aws:events:us-east-1:123456789012:rule/r 2026-01-01T00:00:00Z\"")]
    [InlineData("""{"e": <aws.events.event>}""", """{"e": {"version":"0","id":"ID","detailType":"Order Placed","source":"shop","account":"123456789012","time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[]}}""")]
    [InlineData("""{"e": <aws.events.event.json>}""", """{"e": {"version":"0","id":"ID","detail-type":"Order Placed","source":"shop","account":"123456789012","time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[],"detail":{"id":"o-1","items":[{"n":"x"},{"n":"y"}],"paid":true}}}""")]
    [InlineData("""{"items": "<items>"}""", null)]
    [Pins("EVB-TRANSFORMER")]
    public void Templates(string template, string? body) => Assert.Equal(body, Sent(new JsonObject
    {
        ["InputTransformer"] = new JsonObject
        {
            ["InputPathsMap"] = new JsonObject { ["id"] = "$.detail.id", ["items"] = "$.detail.items", ["paid"] = "$.detail.paid", ["gone"] = "$.detail.gone" },
            ["InputTemplate"] = template,
        },
    }.ToJsonString()));

    private string? Sent(string target)
    {
        var queue = _simulation.AddQueue("q");
        _simulation.Bus().Rule("r", """{"source":["shop"]}""").To(queue, target);
        var id = _simulation.Bus().Put("shop", "Order Placed", """{"id":"o-1","items":[{"n":"x"},{"n":"y"}],"paid":true}""");
        _simulation.RunUntilIdle();
        return queue.Messages.SingleOrDefault()?.Body.Replace(id, "ID", StringComparison.Ordinal);
    }
}
