using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Cli.Serve;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Tests.Endpoint;

namespace LambdaSim.Tests.Cli;

public sealed class ServeCommandTests
{
    private const string Functions = "/2015-03-31/functions";

    [Fact]
    public async Task It_serves_until_it_is_interrupted_and_ends_in_good_order()
    {
        await using var serve = await ServeRun.Start("--handler", "greet=constant:\"Welcome!\"");

        var created = await serve.Client.PostAsJsonAsync(Functions, EndpointWorld.CreateBody("greet"), TestContext.Current.CancellationToken);
        var answer = await serve.Post($"{Functions}/greet/invocations", "1");
        var health = JsonNode.Parse(await serve.Client.GetStringAsync("/_lambdasim/health", TestContext.Current.CancellationToken))!;
        var (code, output, error) = await serve.Interrupt();

        Assert.Equal((201, "\"Welcome!\"", 1), ((int)created.StatusCode, answer, (int)health["functions"]!));
        Assert.Matches(@"^LambdaSim listens on http://127\.0\.0\.1:\d+ \(clock auto, seed \d+\)\nexport AWS_ENDPOINT_URL=http://127\.0\.0\.1:\d+ AWS_REGION=us-east-1 ", output);
        Assert.Matches("\n1 function, 1 calls: 1 cold, 0 warm, 0 throttled; .* of virtual time; fingerprint [0-9a-f]{64}\n$", output);
        Assert.Equal((0, ""), (code, error));
    }

    [Fact]
    public async Task The_configuration_acts_on_functions_of_its_names()
    {
        await using var serve = await ServeRun.Start("--config", "c.json", "--clock", "manual", "--handler", "slow=echo");
        await serve.Client.PostAsJsonAsync(Functions, EndpointWorld.CreateBody("slow"), TestContext.Current.CancellationToken);

        await serve.Post($"{Functions}/slow/invocations", "1");

        Assert.Equal(7, (double)JsonNode.Parse(await serve.Client.GetStringAsync("/_lambdasim/now", TestContext.Current.CancellationToken))!["elapsedSeconds"]!, tolerance: 1);
    }

    [Fact]
    public async Task A_function_of_which_the_configuration_says_how_long_calls_take_is_there_modelled_also_after_a_reset()
    {
        await using var serve = await ServeRun.StartWith("""{"functions": {"pay": {"duration": "2s", "memory": 512, "reservedConcurrency": 3}, "slow": {}}}""", "--config", "c.json", "--clock", "manual");
        await serve.Post("/_lambdasim/reset", "");

        await serve.Post($"{Functions}/pay/invocations", "1");

        var shown = JsonNode.Parse(await serve.Client.GetStringAsync($"{Functions}/pay", TestContext.Current.CancellationToken))!;
        Assert.Equal((512, 3), ((int)shown["Configuration"]!["MemorySize"]!, (int)shown["Concurrency"]!["ReservedConcurrentExecutions"]!));
        Assert.Equal(2, (double)JsonNode.Parse(await serve.Client.GetStringAsync("/_lambdasim/now", TestContext.Current.CancellationToken))!["elapsedSeconds"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await serve.Client.GetAsync($"{Functions}/slow", TestContext.Current.CancellationToken)).StatusCode);
        Assert.DoesNotContain("of pay: functions created", await serve.Client.GetStringAsync("/_lambdasim/unsimulated", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_behaviour_runs_in_place_of_a_modelled_function()
    {
        await using var serve = await ServeRun.StartWith("""{"functions": {"pay": {"duration": "2s"}}}""", "--config", "c.json", "--handler", "pay=echo");

        var created = await serve.Client.PostAsJsonAsync(Functions, EndpointWorld.CreateBody("pay"), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Created, "7"), (created.StatusCode, await serve.Post($"{Functions}/pay/invocations", "7")));
    }

    [Fact]
    public async Task Region_and_account_are_those_of_requests_that_name_none()
    {
        await using var serve = await ServeRun.Start("--region", "eu-west-1", "--account", "210987654321", "--log", "off");

        var created = await serve.Client.PostAsJsonAsync(Functions, EndpointWorld.CreateBody("f"), TestContext.Current.CancellationToken);

        Assert.Contains("arn:aws:lambda:eu-west-1:210987654321:function:f", await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("fingerprint none\n", (await serve.Interrupt()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_others_reach_is_warned_of()
    {
        await using var serve = await ServeRun.Start("--host", "0.0.0.0");

        var (code, output, error) = await serve.Interrupt();

        Assert.Equal(0, code);
        Assert.StartsWith("lambdasim: warning: whoever reaches http://0.0.0.0:", error, StringComparison.Ordinal);
        Assert.Contains("AWS_ENDPOINT_URL=http://127.0.0.1:", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("")]
    [InlineData("GET /_lambdasim/now HTTP/1.1\r\nHost: local")]
    [InlineData("POST /2015-03-31/functions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")]
    [Pins("HTTP-DRAIN")]
    public async Task An_interrupt_waits_for_nobody_who_sends_half_a_request(string sent)
    {
        await using var serve = await ServeRun.Start();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, serve.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent), TestContext.Current.CancellationToken);
        await serve.Client.GetAsync("/_lambdasim/now", TestContext.Current.CancellationToken);

        var (code, _, error) = await serve.Interrupt();

        Assert.Equal((0, ""), (code, error));
    }

    [Fact(Timeout = 15_000)]
    [Pins("HTTP-DRAIN")]
    public async Task An_interrupt_waits_for_no_callback_that_nobody_waits_for()
    {
        // It takes connections and never answers.
        using var callback = new TcpListener(IPAddress.Loopback, 0);
        callback.Start();
        await using var serve = await ServeRun.Start("--handler", $"slow=http://127.0.0.1:{((IPEndPoint)callback.LocalEndpoint).Port}/");
        await serve.Client.PostAsJsonAsync(Functions, EndpointWorld.CreateBody("slow"), TestContext.Current.CancellationToken);
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{Functions}/slow/invocations") { Headers = { { "X-Amz-Invocation-Type", "Event" } }, Content = new StringContent("1") };
        await serve.Client.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await serve.Interrupt()).Code);
    }

    [Fact(Timeout = 15_000)]
    [Pins("HTTP-DRAIN")]
    public async Task A_simulation_that_does_not_end_is_left()
    {
        using var release = new ManualResetEventSlim();
        await using var served = await ServedEndpoint.Start(new ServeSettings
        {
            Address = IPAddress.Loopback,
            Port = 0,
            World = new SimulationConfig(),
            Clock = AspNetCore.EndpointClock.Auto,
            Handlers = [],
            Log = EventLogLevel.Off,
            Region = "us-east-1",
            Account = "123456789012",
            AllowedHosts = [],
        });
        served.Simulation.Events.Follow(new Stuck(release));
        using var client = new HttpClient();
        await client.PostAsJsonAsync(served.Url + Functions, EndpointWorld.CreateBody("f"), TestContext.Current.CancellationToken);

        var ended = await served.Drain();
        release.Set();

        Assert.False(ended);
    }

    [Fact]
    public void A_port_that_is_taken_is_refused()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var cli = new CliRun();

        cli.Run("serve", "--port", $"{((IPEndPoint)other.LocalEndpoint).Port}").Refused("something else listens there already; choose another one, or 0 for any that is free");
    }

    [Theory]
    [InlineData("--port 70000", "--port 70000: expected a whole number from 0 to 65535")]
    [InlineData("--host here", "--host here: expected an address of this machine")]
    [InlineData("--clock fast", "--clock fast: write auto, manual, real, or how many virtual seconds pass in a real one")]
    [InlineData("--clock 0", "--clock 0: write auto")]
    [InlineData("--handler f", "--handler f: expected NAME=BEHAVIOUR")]
    [InlineData("--handler a/b=echo", "--handler a/b=echo: expected NAME=BEHAVIOUR")]
    [InlineData("--handler f=wiat:2", "--handler f: 'wiat:2' is no behaviour")]
    [InlineData("--handler f=echo --handler f=nothing", "f has a handler already")]
    [InlineData("--dwell soon", "--dwell soon: expected seconds")]
    [InlineData("--log some", "some")]
    [InlineData("--account 12", "--account 12: an account has twelve digits")]
    [InlineData("--region here", "--region here: expected a name such as us-east-1")]
    [InlineData("--config none.json", "none.json: there is no such file")]
    public void What_cannot_be_served_is_refused_in_one_line(string line, string expected)
    {
        using var cli = new CliRun();

        cli.Run(["serve", .. line.Contains("--port", StringComparison.Ordinal) ? Array.Empty<string>() : ["--port", "0"], .. line.Split(' ')]).Refused(expected);
    }

    private sealed class Stuck(ManualResetEventSlim release) : IEventObserver
    {
        public void OnFunction(FunctionDefinition function)
        {
        }

        public void OnText(int number, string text)
        {
        }

        public void OnEvents(ReadOnlySpan<SimEvent> events) => release.Wait();

        public void OnEnd(RunEnd end)
        {
        }
    }
}
