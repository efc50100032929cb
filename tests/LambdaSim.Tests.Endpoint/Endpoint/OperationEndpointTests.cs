using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Operations of the control plane over HTTP.</summary>
public sealed class OperationEndpointTests : IDisposable
{
    private const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:fn";

    private readonly EndpointWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_function_is_created_read_and_deleted()
    {
        var created = await _world.Create("fn");
        var read = await _world.Get($"{EndpointWorld.Functions}/fn?Qualifier=%24LATEST");
        var deleted = await _world.Send("DELETE", $"{EndpointWorld.Functions}/fn");
        var gone = await _world.Get($"{EndpointWorld.Functions}/fn");

        Assert.Equal((201, Arn), (created.Status, (string?)created.Json["FunctionArn"]));
        Assert.Equal((200, $"{Arn}:$LATEST"), (read.Status, (string?)read.Json["Configuration"]!["FunctionArn"]));
        Assert.Equal((204, 0), (deleted.Status, deleted.Body.Length));
        Assert.Equal(404, gone.Status);
    }

    [Fact]
    public async Task An_answer_has_AWSs_headers()
    {
        var answer = await _world.Get(EndpointWorld.Functions);

        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(answer.Body.Length, answer.Headers.ContentLength);
        Assert.True(Guid.TryParseExact(answer.Header("x-amzn-requestid"), "D", out _));
    }

    [Fact]
    [Pins("HTTP-ID")]
    public async Task The_same_requests_in_the_same_order_have_the_same_ids()
    {
        using var other = new EndpointWorld();

        Assert.Equal(await Ids(_world), await Ids(other));

        static async Task<string[]> Ids(EndpointWorld world) =>
            [(await world.Get("/a")).Header("x-amzn-requestid")!, (await world.Get("/a")).Header("x-amzn-requestid")!];
    }

    [Fact]
    public async Task No_two_requests_have_one_id() =>
        Assert.NotEqual((await _world.Get("/a")).Header("x-amzn-requestid"), (await _world.Get("/a")).Header("x-amzn-requestid"));

    [Theory]
    [InlineData("tagKeys=a", "b")]
    [InlineData("tagKeys=a&tagKeys=b", "")]
    [InlineData("tagKeys=c", "a,b")]
    [Pins("HTTP-INPUT")]
    public async Task Tag_keys_are_a_list_however_many_there_are(string query, string left)
    {
        await _world.Create("fn");
        await _world.Send("POST", $"/2017-03-31/tags/{Uri.EscapeDataString(Arn)}", """{"Tags": {"a": "1", "b": "2"}}""");

        var removed = await _world.Send("DELETE", $"/2017-03-31/tags/{Uri.EscapeDataString(Arn)}?{query}");
        var tags = (await _world.Get($"/2017-03-31/tags/{Arn}")).Json["Tags"]!.AsObject();

        Assert.Equal(204, removed.Status);
        Assert.Equal(left, string.Join(',', tags.Select(static t => t.Key).Order()));
    }

    [Fact]
    public async Task A_number_stands_in_the_query()
    {
        await _world.Create("a");
        await _world.Create("b");

        var page = (await _world.Get($"{EndpointWorld.Functions}/?MaxItems=1")).Json;
        var rest = (await _world.Get($"{EndpointWorld.Functions}/?MaxItems=1&Marker={Uri.EscapeDataString((string)page["NextMarker"]!)}")).Json;

        Assert.Equal(["a", "b"], [(string)page["Functions"]![0]!["FunctionName"]!, (string)rest["Functions"]![0]!["FunctionName"]!]);
    }

    [Fact]
    [Pins("HTTP-INPUT")]
    public async Task A_member_of_the_path_is_not_read_from_the_body()
    {
        await _world.Create("fn");

        var answer = await _world.Send("PUT", $"{EndpointWorld.Functions}/fn/configuration", """{"FunctionName": "other", "Timeout": 9}""");

        Assert.Equal(("fn", 9), ((string?)answer.Json["FunctionName"], (int)answer.Json["Timeout"]!));
    }

    [Fact]
    [Pins("HTTP-INPUT")]
    public async Task A_member_of_the_query_is_not_read_from_the_body()
    {
        await _world.Create("fn");
        const string Body = """{"StatementId": "s", "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com", "Qualifier": "missing"}""";

        Assert.Equal(201, (await _world.Send("POST", $"{EndpointWorld.Functions}/fn/policy", Body)).Status);
    }

    [Fact]
    public async Task An_empty_body_is_an_empty_object()
    {
        await _world.Create("fn");

        Assert.Equal(201, (await _world.Send("POST", $"{EndpointWorld.Functions}/fn/versions")).Status);
    }

    [Fact]
    public async Task A_body_where_none_belongs_is_not_read()
    {
        await _world.Create("fn");

        Assert.Equal(200, (await _world.Send("GET", $"{EndpointWorld.Functions}/fn/configuration", "{")).Status);
        Assert.Equal(200, (await _world.Send("GET", $"{EndpointWorld.Functions}/fn/configuration", """{"FunctionName": "other", "Qualifier": "7"}""")).Status);
    }

    [Fact]
    public async Task Text_of_any_language_is_written_as_it_is()
    {
        var body = EndpointWorld.CreateBody("fn");
        body["Description"] = "für <Ärger> 'und' + & 漢";

        var answer = await _world.Send("POST", EndpointWorld.Functions, body.ToJsonString());

        Assert.Contains("\"für <Ärger> 'und' + & 漢\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_of_the_object_API_are_there_too()
    {
        _world.Simulation.Lambda.CreateFunction(LambdaSim.Tests.Functions.FunctionSamples.Create("inside"));

        Assert.Equal("inside", (string?)(await _world.Get(EndpointWorld.Functions)).Json["Functions"]!.AsArray().Select(static f => f!["FunctionName"]).Single());
    }

    [Fact]
    public async Task A_list_with_its_own_word_in_the_query_is_served()
    {
        await _world.Create("fn");

        var answer = await _world.Get("/2019-09-30/functions/fn/provisioned-concurrency?List=ALL");

        Assert.True(JsonNode.DeepEquals(new JsonObject { ["ProvisionedConcurrencyConfigs"] = new JsonArray() }, answer.Json), answer.Text);
    }
}
