using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LambdaSim.Tests.Endpoint;

/// <summary>The simulator's own paths.</summary>
public sealed class ControlTests
{
    [Fact]
    [Pins("HTTP-CONTROL")]
    public async Task Advance_lets_virtual_time_pass_and_counts_what_ran()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Server.Loop.Ask(static s => s.AddFunction("f", Duration.FromSeconds(2)).SendAsync(1));

        var answer = (await world.Send("POST", "/_lambdasim/advance", "{\"seconds\": 90.5}")).Json;

        Assert.Equal(("2026-01-01T00:01:30.5Z", 90.5), ((string?)answer["now"], (double)answer["elapsedSeconds"]!));
        Assert.Equal((1, 1, 1, 0), ((int)answer["ran"]!["completed"]!, (int)answer["ran"]!["coldStarts"]!, (int)answer["ran"]!["environmentsCreated"]!, (int)answer["ran"]!["throttled"]!));
        Assert.Equal(90.5, (double)(await world.Send("GET", "/_lambdasim/now")).Json["elapsedSeconds"]!);
    }

    [Theory]
    [InlineData("", "The body is no JSON (")]
    [InlineData("x", "The body is no JSON (")]
    [InlineData("[]", "The body is no JSON object;")]
    [InlineData("{}", "\"seconds\" is missing; it must be a number of seconds from 0")]
    [InlineData("{\"seconds\": \"1\"}", "\"seconds\" is \"1\"; it must be a number")]
    [InlineData("{\"seconds\": -0.5}", "\"seconds\" is -0.5; it must be a number")]
    [InlineData("{\"seconds\": 1e300}", "\"seconds\" is 1e300; it must be a number")]
    [InlineData("{\"seconds\": 1, \"seconds\": 2}", "A member of the body stands twice")]
    [InlineData("{\"second\": 1}", "\"second\" is unknown; expected is {\"seconds\": n}")]
    [InlineData("{\"seconds\": 7884000001}", "beyond the 250 years of virtual time")]
    [Pins("HTTP-CONTROL")]
    public async Task An_advance_that_cannot_be_is_refused_and_moves_nothing(string body, string expected)
    {
        using var world = new ControlWorld(EndpointClock.Manual);

        var answer = await world.Send("POST", "/_lambdasim/advance", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(expected, answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await world.Send("GET", "/_lambdasim/now")).Json["elapsedSeconds"]!);
    }

    [Fact]
    public async Task A_clock_that_follows_real_time_cannot_be_advanced()
    {
        using var world = new ControlWorld(EndpointClock.Real(0.000_001));

        var answer = await world.Send("POST", "/_lambdasim/advance", "{\"seconds\": 1}");

        Assert.Equal(409, answer.Status);
        Assert.Contains("the clock follows real time", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_says_what_is_there()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Server.Loop.Ask(static s => s.AddFunction("f", Duration.Zero));

        var answer = await world.Send("GET", "/_lambdasim/health");

        Assert.Equal(200, answer.Status);
        Assert.Equal(("ok", "manual", 1, "2026-01-01T00:00:00Z"), ((string?)answer.Json["status"], (string?)answer.Json["clock"], (int)answer.Json["functions"]!, (string?)answer.Json["now"]));
        Assert.Matches(@"^\d+\.\d+\.\d+", (string?)answer.Json["version"]);
    }

    [Theory]
    [InlineData("/_lambdasim/reset")]
    [InlineData("/moto-api/reset")]
    [Pins("HTTP-CONTROL")]
    public async Task A_reset_begins_anew(string path)
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Send("POST", EndpointWorld.Functions, EndpointWorld.CreateBody("made").ToJsonString());
        await world.Send("POST", "/_lambdasim/advance", "{\"seconds\": 5}");

        var answer = await world.Send("POST", path);

        Assert.Equal((200, "{\"status\":\"ok\"}"), (answer.Status, answer.Text));
        Assert.Equal(404, (await world.Send("GET", $"{EndpointWorld.Functions}/made")).Status);
        Assert.Equal(0, (int)(await world.Send("GET", "/_lambdasim/now")).Json["elapsedSeconds"]!);
    }

    [Fact]
    [Pins("HTTP-CONTROL")]
    public async Task A_wrong_method_is_told_the_right_one()
    {
        using var world = new ControlWorld();

        var answer = await world.Send("GET", "/_lambdasim/advance");

        Assert.Equal((405, "POST"), (answer.Status, answer.Header("Allow")));
    }

    [Fact]
    [Pins("HTTP-CONTROL")]
    public async Task An_unknown_path_is_told_the_known_ones()
    {
        using var world = new ControlWorld();

        var answer = await world.Send("GET", "/_lambdasim/healthz");

        Assert.Equal(404, answer.Status);
        Assert.Contains("/_lambdasim/healthz is none of LambdaSim's own paths: GET /_lambdasim/health (", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_that_is_kept_can_be_read()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Server.Loop.Ask(static s => s.AddFunction("f", Duration.Zero).SendAsync(1));
        await world.Send("POST", "/_lambdasim/advance", "{\"seconds\": 1}");

        var lines = (await world.Send("GET", "/_lambdasim/log")).Text.TrimEnd('\n').Split('\n');

        Assert.Contains("\"lambdasim\":1", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, static l => l.Contains("\"name\":\"f\"", StringComparison.Ordinal));
        Assert.All(lines, static l => Assert.NotNull(JsonNode.Parse(l)));
    }

    [Fact]
    public async Task A_log_that_is_not_kept_is_said_how_to_keep()
    {
        using var world = new ControlWorld(options: new SimulationOptions { Log = EventLogLevel.Hashed });

        var answer = await world.Send("GET", "/_lambdasim/log");

        Assert.Equal(409, answer.Status);
        Assert.Contains("--log kept", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_followed_as_they_come_until_the_run_ends()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Server.Loop.Ask(static s => s.AddFunction("f", Duration.Zero).SendAsync(1));

        var following = world.Send("GET", "/_lambdasim/events");
        await world.Send("POST", "/_lambdasim/advance", "{\"seconds\": 1}");
        await world.Send("POST", "/_lambdasim/reset");
        var lines = (await following).Text.TrimEnd('\n').Split('\n');

        Assert.Contains("\"lambdasim\":1", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"name\":\"f\"", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, static l => l.Contains("\"e\":\"Completed\"", StringComparison.Ordinal));
        Assert.Contains("\"end\":", lines[^1], StringComparison.Ordinal);
        Assert.All(lines, static l => Assert.NotNull(JsonNode.Parse(l)));
    }

    [Fact]
    public async Task Events_have_sixteen_readers_at_most()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        var following = Enumerable.Range(0, 16).Select(_ => world.Send("GET", "/_lambdasim/events")).ToList();

        var refused = await world.Send("GET", "/_lambdasim/events");
        await world.Send("POST", "/_lambdasim/reset");
        await Task.WhenAll(following);
        var next = world.Send("GET", "/_lambdasim/events");
        await world.Send("POST", "/_lambdasim/reset");

        Assert.Equal((429, "16 readers follow the events already, which is the most: close one of them."), (refused.Status, refused.Message));
        Assert.Equal(200, (await next).Status);
    }

    [Fact]
    public async Task The_run_so_far_is_a_page()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Server.Loop.Ask(static s => s.AddFunction("greet", Duration.Zero).SendAsync(1));
        await world.Send("POST", "/_lambdasim/advance", "{\"seconds\": 1}");

        var answer = await world.Send("GET", "/_lambdasim/report");

        Assert.Equal((200, "text/html; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.Contains("greet", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_nothing_was_kept_for_is_refused()
    {
        using var world = new ControlWorld(options: new SimulationOptions { Log = EventLogLevel.Hashed });

        Assert.Equal(409, (await world.Send("GET", "/_lambdasim/report")).Status);
    }

    [Fact]
    public async Task What_the_endpoint_does_not_act_on_is_listed()
    {
        using var world = new ControlWorld(options: new SimulationOptions
        {
            World = new SimulationConfig
            {
                Account = new AccountConfig { LimitRequestRate = false },
                Functions = new SortedDictionary<string, FunctionOverrides>(StringComparer.Ordinal) { ["api"] = new() { MemoryMb = 512 } },
            },
        });
        await world.Server.Loop.Ask(static s =>
        {
            s.Services.Give("given", static _ => null!);
            return true;
        });

        var list = ((JsonArray)(await world.Send("GET", "/_lambdasim/unsimulated")).Json["unsimulated"]!).Select(static n => (string)n!).ToList();

        Assert.Contains(list, static t => t.StartsWith("request rate", StringComparison.Ordinal));
        Assert.Contains("memory of api: functions created over the API have what the API says", list);
        Assert.Contains("handler of given: no function of this name was created", list);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example:9001")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:3000")]
    [InlineData("Origin", "null")]
    [Pins("HTTP-HOST")]
    public async Task What_a_page_of_others_could_send_is_refused(string header, string value)
    {
        using var world = new ControlWorld(EndpointClock.Manual);

        Assert.Equal(403, (await world.Send("POST", "/_lambdasim/advance", "{\"seconds\": 1}", (header, value))).Status);
        Assert.Equal(403, (await world.Send("GET", EndpointWorld.Functions, "", (header, value))).Status);
        Assert.Equal(0, (int)(await world.Send("GET", "/_lambdasim/now")).Json["elapsedSeconds"]!);
    }

    [Theory]
    [InlineData("localhost:9001")]
    [InlineData("sim.localhost")]
    [InlineData("127.0.0.1:9001")]
    [InlineData("[::1]:9001")]
    [InlineData("10.1.2.3")]
    [InlineData("lambdasim:9001")]
    [Pins("HTTP-HOST")]
    public async Task Own_names_and_addresses_are_answered(string host)
    {
        using var world = new ControlWorld(configure: static o => o.AllowedHosts.Add("lambdasim"));

        Assert.Equal(200, (await world.Send("GET", "/_lambdasim/now", "", ("Host", host), ("Origin", $"http://{host}"))).Status);
    }

    [Fact]
    public async Task Time_that_states_last_holds_for_the_account_of_the_simulation()
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Server.Loop.Ask(static s => s.Services.Dwell = new LambdaSim.Functions.ServiceDwell { Create = Duration.FromSeconds(3) });
        await world.Send("POST", EndpointWorld.Functions, EndpointWorld.CreateBody("slow").ToJsonString());

        var before = await world.Send("GET", $"{EndpointWorld.Functions}/slow/configuration");
        await world.Send("POST", "/_lambdasim/advance", "{\"seconds\": 3}");

        Assert.Equal("Pending", (string?)before.Json["State"]);
        Assert.Equal("Active", (string?)(await world.Send("GET", $"{EndpointWorld.Functions}/slow/configuration")).Json["State"]);
    }
}

/// <summary>A served simulation, asked without a socket between.</summary>
internal sealed class ControlWorld : IDisposable
{
    private readonly LambdaSimEndpoint _endpoint;

    public ControlWorld(EndpointClock? clock = null, SimulationOptions? options = null, Action<LambdaSimEndpointOptions>? configure = null)
    {
        var endpoint = new LambdaSimEndpointOptions { Clock = clock ?? EndpointClock.Auto };
        configure?.Invoke(endpoint);
        Server = new LambdaSimServer(new Simulation(options ?? new SimulationOptions { Seed = 1 }), endpoint);
        _endpoint = new LambdaSimEndpoint(Server.Parts);
    }

    public LambdaSimServer Server { get; }

    public void Dispose() => Server.Dispose();

    public Task<HttpAnswer> Send(string method, string target, string body = "", params (string Name, string Value)[] headers) => Send(method, target, Encoding.UTF8.GetBytes(body), headers);

    public async Task<HttpAnswer> Send(string method, string target, byte[] bytes, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.QueryString = new QueryString(target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? target[query..] : "");
        context.Request.Body = new MemoryStream(bytes);
        context.Request.ContentLength = bytes.Length;
        foreach (var (name, value) in headers)
        {
            context.Request.Headers.Append(name, value);
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await _endpoint.Handle(context);
        return new HttpAnswer(context.Response.StatusCode, context.Response.Headers, answer.ToArray());
    }
}
