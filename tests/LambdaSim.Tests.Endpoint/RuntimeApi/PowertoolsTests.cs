using System.Text.Json.Nodes;
using LambdaSim.Projections;
using LambdaSim.Tests.Clients;
using LambdaSim.Units;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>Powertools for AWS Lambda (TypeScript) in a Node process that an event source mapping feeds: tests/clients/runtime/powertools.cjs.</summary>
public sealed class PowertoolsTests
{
    [Fact]
    [Pins("ESM-PARTIAL")]
    public async Task Only_the_messages_that_failed_come_again_and_end_in_the_dead_letter_queue()
    {
        using var world = new RuntimeWorld();
        using var process = await Start(world, "queue", partial: true);

        await Send(world, "queue", "one", "poison", "two");
        var dead = await Dead(world, "dead", 1);
        var (asked, done) = await Told(world);

        Assert.Equal(["poison"], dead);
        Assert.Equal(["one,poison,two", "poison", "poison"], asked);
        Assert.Equal(["one", "two"], done);
    }

    [Fact]
    public async Task A_duplicate_is_recognised_and_done_once()
    {
        using var world = new RuntimeWorld();
        using var process = await Start(world, "queue", partial: true);

        await Send(world, "queue", "pay 7");
        await Deleted(world, 1);
        await Send(world, "queue", "pay 7");
        await Deleted(world, 2);
        var (asked, done) = await Told(world);

        Assert.Equal(["pay 7", "pay 7"], asked);
        Assert.Equal(["pay 7"], done);
    }

    [Fact]
    public async Task A_duplicate_that_another_process_gets_is_recognised_by_the_table()
    {
        using var world = new RuntimeWorld();
        var table = await world.Ask(static s => s.AddTable("idempotency", "id"));
        await using var server = await EndpointServer.Start(world.Parts);
        (string, string)[] variables =
        [
            ("IDEMPOTENCY_TABLE", table.Name), ("AWS_ENDPOINT_URL_DYNAMODB", server.Address.ToString()), ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "123456789012"), ("AWS_SECRET_ACCESS_KEY", "secret"),
        ];

        IReadOnlyList<string> first;
        using (await Start(world, "queue", partial: true, variables))
        {
            await Send(world, "queue", "pay 7", "poison");
            await Dead(world, "dead", 1);
            (_, first) = await Told(world);
        }

        using var other = await StartedRuntime.Start(world, "node", "powertools.cjs", variables);
        await Send(world, "queue", "pay 7");
        await Deleted(world, 2);
        var (asked, done) = await Told(world);

        Assert.Equal(["pay 7"], first);
        Assert.Equal(["pay 7"], asked);
        Assert.Empty(done);
        var item = Assert.Single(await world.Ask(_ => table.Items.ToList()));
        Assert.Equal(("COMPLETED", "did pay 7"), ((string?)item["status"], (string?)item["data"]));
    }

    [Fact]
    [Pins("ESM-PARTIAL")]
    public async Task Without_ReportBatchItemFailures_the_failures_that_it_names_are_lost()
    {
        using var world = new RuntimeWorld();
        using var process = await Start(world, "queue", partial: false);

        await Send(world, "queue", "one", "poison");
        await Deleted(world, 2);
        var (asked, done) = await Told(world);

        Assert.Equal(["one,poison"], asked);
        Assert.Equal(["one"], done);
    }

    [Theory]
    [InlineData("false", "poison a,after a,one b", "one")]
    [InlineData("true", "poison a,after a", "one,one b")]
    public async Task In_a_FIFO_queue_a_group_keeps_its_order_and_others_go_on_only_where_Powertools_is_told_so(string skipGroupOnError, string expectedDead, string expectedDone)
    {
        using var world = new RuntimeWorld();
        using var process = await Start(world, "queue.fifo", partial: true, ("SKIP_GROUP_ON_ERROR", skipGroupOnError));

        await Send(world, "queue.fifo", "one", "poison a", "after a", "one b");
        var dead = await Dead(world, "dead.fifo", expectedDead.Split(',').Length);
        var (asked, done) = await Told(world);

        Assert.Equal(["one,poison a,after a,one b", expectedDead, expectedDead], asked);
        Assert.Equal(expectedDead.Split(','), dead);
        Assert.Equal(expectedDone.Split(','), done);
    }

    private static async Task<StartedRuntime> Start(RuntimeWorld world, string queue, bool partial, params (string Name, string Value)[] variables)
    {
        StartedRuntime.Needs("node", "-e", "require('@aws-lambda-powertools/batch'); require('@aws-lambda-powertools/idempotency/dynamodb')");
        var dead = queue.Replace("queue", "dead", StringComparison.Ordinal);
        await world.Ask(s => s.AddQueue(dead));
        var process = await StartedRuntime.Start(world, "node", "powertools.cjs", variables);
        await world.Ask(s => s["orders"].On(s.AddQueue(queue, q => q with { VisibilityTimeout = 900.Seconds, Redrive = new(dead, MaxReceiveCount: 3) }), partial: partial));
        return process;
    }

    // At one instant, so that they are one batch.
    private static Task Send(RuntimeWorld world, string queue, params string[] bodies)
    {
        var fifo = queue.EndsWith(".fifo", StringComparison.Ordinal);
        return world.Ask(s => bodies.Select(b => s.Queue(queue).Send(b, groupId: fifo ? b[^1..] : null, deduplicationId: fifo ? b.Replace(' ', '-') : null)).ToList());
    }

    private static async Task<IReadOnlyList<string>> Dead(RuntimeWorld world, string queue, int count)
    {
        IReadOnlyList<string> bodies = [];
        await RuntimeWorld.Until(async () => (bodies = await world.Ask(s => s.Queue(queue).Messages.Select(static m => m.Body).ToList())).Count == count);
        return bodies;
    }

    private static Task Deleted(RuntimeWorld world, int count) => RuntimeWorld.Until(() => world.Ask(s => s.Ledger.Count(Fate.Deleted) == count));

    private static async Task<(IReadOnlyList<string> Asked, IReadOnlyList<string> Done)> Told(RuntimeWorld world)
    {
        var told = JsonNode.Parse(RuntimeWorld.Text(await world.Invoke("""{"told":true}""")))!;
        return ([.. told["asked"]!.AsArray().Select(static b => string.Join(',', b!.AsArray()))], [.. told["done"]!.AsArray().Select(static d => (string)d!)]);
    }
}
