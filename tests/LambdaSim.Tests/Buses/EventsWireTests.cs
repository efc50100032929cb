using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Buses;

/// <summary>EventBridge over its own protocol.</summary>
public sealed class EventsWireTests : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 7 });
    private readonly HttpClient _http;

    public EventsWireTests() => _http = new HttpClient(_simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        _http.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    [Pins("EVB-API")]
    public void A_rule_made_over_the_protocol_sends_to_a_queue()
    {
        var queue = _simulation.AddQueue("orders");
        Ask("CreateEventBus", """{"Name":"shop"}""");
        Ask("PutRule", """{"Name":"placed","EventBusName":"shop","EventPattern":"{\"source\":[\"shop\"]}"}""");
        Ask("PutTargets", $$$"""{"Rule":"placed","EventBusName":"shop","Targets":[{"Id":"q","Arn":"{{{queue.Arn}}}","KinesisParameters":{"PartitionKeyPath":"$.id"}}]}""");

        var put = Ask("PutEvents", """{"Entries":[{"Source":"shop","DetailType":"T","Detail":"{}","EventBusName":"shop","Time":1767225600.5,"Resources":["r"]},{"Source":"shop"}]}""");
        _simulation.RunUntilIdle();

        Assert.Equal(1, (int)put.Body["FailedEntryCount"]!);
        Assert.Equal("InvalidArgument", (string?)put.Body["Entries"]![1]!["ErrorCode"]);
        Assert.Contains("\"resources\":[\"r\"]", Assert.Single(queue.Messages).Body, StringComparison.Ordinal);
        Assert.Equal("""[{"Id":"q","Arn":"ARN","KinesisParameters":{"PartitionKeyPath":"$.id"}}]""", Ask("ListTargetsByRule", """{"Rule":"placed","EventBusName":"shop"}""").Body["Targets"]!.ToJsonString().Replace(queue.Arn, "ARN", StringComparison.Ordinal));
        Assert.Equal("""["placed"]""", Ask("ListRuleNamesByTarget", $$"""{"TargetArn":"{{queue.Arn}}","EventBusName":"shop"}""").Body["RuleNames"]!.ToJsonString());
    }

    [Fact]
    [Pins("EVB-API", "EVB-TEXTS")]
    public void What_does_not_exist_is_a_bad_request()
    {
        Assert.Equal((HttpStatusCode.BadRequest, "ResourceNotFoundException", "Event bus gone does not exist."), Error("DescribeEventBus", """{"Name":"gone"}"""));
        Assert.Equal((HttpStatusCode.BadRequest, "UnknownOperationException", "No operation of EventBridge is called Sing."), Error("Sing", "{}"));
    }

    [Fact]
    [Pins("EVB-API")]
    public void What_is_not_simulated_is_refused_by_name()
    {
        Assert.Equal((HttpStatusCode.NotImplemented, "UnsupportedOperationException", "LambdaSim does not simulate archives and replays of events; nothing was done."), Error("CreateArchive", """{"ArchiveName":"a"}"""));
        Assert.Empty(Ask("ListArchives", "{}").Body["Archives"]!.AsArray());
    }

    [Fact]
    [Pins("EVB-API")]
    public void Lists_come_in_pages()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            Ask("CreateEventBus", $$"""{"Name":"{{name}}"}""");
        }

        var first = Ask("ListEventBuses", """{"Limit":3}""").Body;
        Ask("DeleteEventBus", """{"Name":"a"}""");
        var second = Ask("ListEventBuses", $$"""{"NextToken":"{{first["NextToken"]}}"}""").Body;

        Assert.Equal(["a", "b", "c", "default"], first["EventBuses"]!.AsArray().Concat(second["EventBuses"]!.AsArray()).Select(b => (string?)b!["Name"]));
        Assert.Null(second["NextToken"]);
        Assert.Equal(
            "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
            Error("ListEventBuses", """{"Limit":101}""").Message);
    }

    [Fact]
    [Pins("EVB-TAGS", "EVB-API")]
    public void Tags_belong_to_buses_and_rules()
    {
        var rule = (string?)Ask("PutRule", """{"Name":"r","EventPattern":"{\"a\":[1]}","Tags":[{"Key":"team","Value":"x"}]}""").Body["RuleArn"];
        Ask("TagResource", $$"""{"ResourceARN":"{{rule}}","Tags":[{"Key":"cost","Value":"1"}]}""");
        Ask("UntagResource", $$"""{"ResourceARN":"{{rule}}","TagKeys":["team"]}""");

        Assert.Equal("""[{"Key":"cost","Value":"1"}]""", Ask("ListTagsForResource", $$"""{"ResourceARN":"{{rule}}"}""").Body["Tags"]!.ToJsonString());
        Assert.Equal("Rule gone does not exist on EventBus default.", Error("ListTagsForResource", $$"""{"ResourceARN":"{{rule![..^1]}}gone"}""").Message);
    }

    private (HttpStatusCode Status, string? Code, string? Message) Error(string operation, string input)
    {
        var (status, body) = Ask(operation, input);
        return (status, (string?)body["__type"], (string?)body["message"]);
    }

    private (HttpStatusCode Status, JsonObject Body) Ask(string operation, string input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://events.us-east-1.amazonaws.com/") { Content = new StringContent(input, Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", $"AWSEvents.{operation}");
        using var response = _simulation.Run(() => _http.SendAsync(request));
        using var body = response.Content.ReadAsStream();
        return (response.StatusCode, JsonNode.Parse(body)!.AsObject());
    }
}
