using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Whatever comes over the wire: an answer of AWS's kind, and nothing has changed when it is an error.</summary>
public class RequestFuzzTests
{
    private static readonly string[] _lists =
    [
        EndpointWorld.Functions + "?FunctionVersion=ALL", "/2018-10-31/layers", "/2015-03-31/event-source-mappings", "/2020-04-22/code-signing-configs", "/2015-03-31/functions/fn/aliases", "/2015-03-31/functions/fn/policy",
        "/2019-09-30/functions/fn/concurrency", "/2021-10-31/functions/fn/urls", "/2019-09-25/functions/fn/event-invoke-config/list", "/2017-03-31/tags/arn:aws:lambda:us-east-1:123456789012:function:fn",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_request_is_answered_and_an_error_changes_nothing(int seed)
    {
        using var world = new EndpointWorld();
        world.Loop.OnInvoke = static _ => new InvokeResponse { StatusCode = 200, RequestId = "r" };
        await world.Create("fn");
        await world.Send("POST", "/2015-03-31/functions/fn/versions");
        await world.Send("POST", "/2015-03-31/functions/fn/aliases", """{"Name": "live", "FunctionVersion": "1"}""");
        var fuzz = new RequestFuzz(seed);
        var before = await State(world);
        var succeeded = 0;
        for (var i = 0; i < 1500; i++)
        {
            var (method, target, body, headers) = fuzz.Next();
            var answer = await world.Send(method, target, body, headers);
            var what = string.Create(CultureInfo.InvariantCulture, $"{i}: {method} {target}\n{string.Join('\n', headers)}\n{Encoding.UTF8.GetString(body)}\n{answer.Status} {answer.ErrorType} {answer.Text}");
            if (answer.Status < 300)
            {
                succeeded++;
                before = await State(world);
                continue;
            }

            Assert.True(answer.Status is >= 400 and < 500 or 501, what);
            Assert.True(!string.IsNullOrEmpty(answer.ErrorType) && JsonNode.Parse(answer.Body) is JsonObject, what);
            if (await State(world) is var after && after != before)
            {
                Assert.Fail($"{what}\nbefore {before}\nafter {after}");
            }
        }

        // It is no test if nothing ever gets through.
        Assert.InRange(succeeded, 20, 1480);
    }

    [Fact]
    public async Task A_zip_bomb_is_refused()
    {
        using var world = new EndpointWorld();
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var stream = zip.CreateEntry("a", CompressionLevel.Fastest).Open())
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 260; i++)
            {
                stream.Write(zeros);
            }
        }

        var body = EndpointWorld.CreateBody("fn");
        body["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(bytes.ToArray()) };

        Assert.Equal((400, "InvalidParameterValueException"), (await world.Send("POST", EndpointWorld.Functions, body.ToJsonString())) is var a ? (a.Status, a.ErrorType) : default);
        Assert.Equal("""{"Functions":[]}""", (await world.Get(EndpointWorld.Functions)).Text);
    }

    private static async Task<string> State(EndpointWorld world)
    {
        var state = new StringBuilder();
        foreach (var list in _lists)
        {
            state.AppendLine((await world.Get(list)).Text);
        }

        return state.ToString();
    }
}
