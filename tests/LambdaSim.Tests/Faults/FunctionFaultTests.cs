using System.Text.Json;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;
using LambdaSim.Units;

namespace LambdaSim.Tests.Faults;

/// <summary>Faults of deployments, zones, states and reads.</summary>
public sealed class FunctionFaultTests
{
    [Fact]
    [Pins("FLT-DEPLOY")]
    public void A_function_is_deployed_anew_while_a_batch_of_it_is_on_its_way()
    {
        var told = FaultyWorld.Compare(
            FaultSite.Deployment,
            simulation =>
            {
                var orders = simulation.AddQueue("orders");
                var import = simulation.AddFunction("import", async (JsonElement _, LambdaContext context) => await context.Delay(5.Seconds), f => f with { Timeout = 10.Seconds });
                import.On(orders, batch: 1, maximumConcurrency: 2);
                orders.Send("a");
                simulation.AdvanceBy(10.Seconds);
                orders.Send("b");
                simulation.RunUntilIdle();
                return simulation.Log.Where(static e => e.Kind is EventKind.Started or EventKind.EnvironmentEnded or EventKind.BatchEnded).Select(static e => e.Kind switch
                {
                    EventKind.Started => $"{e.StartType}",
                    EventKind.EnvironmentEnded => $"{e.EndCause}",
                    _ => $"{e.BatchEnd}",
                }).ToList();
            },
            f => f with { Count = 1 });

        Assert.Equal(["Cold", "Updated", "Succeeded", "Cold", "Succeeded"], told);
    }

    [Fact]
    [Pins("FLT-MIXED")]
    public void Old_code_answers_beside_new_code_for_a_minute_after_an_update()
    {
        var told = FaultyWorld.Compare(
            FaultSite.MixedVersions,
            simulation =>
            {
                List<string> told = [];
                var greet = simulation.AddFunction("greet", (LambdaContext context) => context.MemoryLimitInMB, f => f with { MemoryMb = 128 });
                told.Add($"{greet.Invoke().Value<int>()}");
                simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "greet", MemorySize = 256 });
                for (var i = 0; i < 20; i++)
                {
                    simulation.AdvanceBy(2.Seconds);
                    told.Add($"{greet.Invoke().Value<int>()}");
                }

                simulation.AdvanceBy(21.Seconds);
                told.AddRange(Enumerable.Range(0, 10).Select(_ => $"after: {greet.Invoke().Value<int>()}"));
                return told;
            });

        Assert.Equal(["128", "256", "after: 256"], told.Distinct());
        Assert.InRange(told.Count(static t => t == "128"), 4, 17);
    }

    [Fact]
    [Pins("FLT-ZONE")]
    public void A_lost_zone_takes_its_environments_and_others_take_over()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.ZoneLoss) { Zone = "a", From = 10.Seconds, Until = 1.Minutes });
        var pay = simulation.AddFunction("pay", async (int seconds, LambdaContext context) => await context.Delay(seconds.Seconds), f => f with { Timeout = 1.Minutes });
        simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pay.InvokeAsync(1))));
        simulation.AdvanceBy(8.Seconds);
        var before = Ended(simulation);
        var long_ = simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pay.InvokeAsync(5))));
        var lost = simulation.Strikes().Count;
        var again = simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pay.InvokeAsync(1))));

        Assert.Equal(0, before);
        Assert.InRange(lost, 2, 18);
        Assert.Equal(lost, long_.Count(static r => r.Outcome == Outcome.Crashed));
        Assert.All(again, static r => Assert.True(r.Succeeded));
        Assert.Equal(lost, again.Count(static r => r.ColdStart));
        Assert.Equal(lost, Ended(simulation));
    }

    [Fact]
    [Pins("FLT-ZONE")]
    public void Idle_environments_of_a_lost_zone_go()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.ZoneLoss) { Zone = "b", From = 10.Seconds, Until = 1.Minutes });
        var pay = simulation.AddFunction("pay", async (LambdaContext context) => await context.Delay(1.Seconds));
        simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pay.InvokeAsync())));
        simulation.AdvanceBy(10.Seconds);

        Assert.InRange(Ended(simulation), 2, 18);
        Assert.Equal(simulation.Strikes().Count, Ended(simulation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Pins("FLT-ZONE")]
    public void A_function_with_a_single_subnet_there_does_not_come_up(bool hasOther)
    {
        var subnets = Enumerable.Range(0, 20).Select(static i => $"subnet-{i:x2}").ToLookup(LoopHost.ZoneOfSubnet);
        using var simulation = FaultyWorld.With(new Fault(FaultSite.ZoneLoss) { Zone = "a", Until = 1.Minutes });
        var pay = simulation.AddFunction("pay", (int id) => id);
        simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest
        {
            FunctionName = "pay",
            VpcConfig = new VpcConfig { SubnetIds = hasOther ? [subnets["a"].First(), subnets["b"].First()] : [subnets["a"].First()], SecurityGroupIds = ["sg-1"] },
        });

        Assert.Equal(hasOther, pay.Invoke(1).Succeeded);
        simulation.AdvanceBy(2.Minutes);
        Assert.True(pay.Invoke(1).Succeeded);
    }

    [Fact]
    [Pins("FLT-STALE")]
    public void A_read_right_after_a_change_sees_what_was_there_before() => Assert.Equal(["one, 1", "two, 2"], FaultyWorld.Compare(
        FaultSite.StaleRead,
        simulation =>
        {
            List<string> told = [];
            var read = simulation.AddFunction("read", (LambdaContext context) => $"{context.Parameters["/word"]}, {context.Secrets["number"]}");
            foreach (var (word, number) in new[] { ("one", "1"), ("two", "2") })
            {
                simulation.Parameters["/word"] = word;
                simulation.Secrets["number"] = number;
            }

            told.Add(read.Invoke().Value<string>()!);
            simulation.AdvanceBy(1.Seconds);
            told.Add(read.Invoke().Value<string>()!);
            return told;
        }));

    [Fact]
    [Pins("FLT-STALE")]
    public void A_read_of_an_item_that_is_not_consistent_sees_what_was_there_before()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.StaleRead) { Service = "dynamodb", Resource = "orders" });
        using var http = new HttpClient(simulation.CreateHttpHandler());
        Ask("CreateTable", """{"TableName":"orders","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]}""");
        simulation.AdvanceBy(1.Minutes);
        Ask("PutItem", Item("old"));
        simulation.AdvanceBy(1.Minutes);
        Ask("PutItem", Item("new"));

        Assert.Contains("old", Ask("GetItem", Key(isConsistent: false)), StringComparison.Ordinal);
        Assert.Contains("new", Ask("GetItem", Key(isConsistent: true)), StringComparison.Ordinal);
        simulation.AdvanceBy(1.Seconds);
        Assert.Contains("new", Ask("GetItem", Key(isConsistent: false)), StringComparison.Ordinal);

        static string Item(string state) => """{"TableName":"orders","Item":{"id":{"S":"7"},"state":{"S":"STATE"}}}""".Replace("STATE", state, StringComparison.Ordinal);
        static string Key(bool isConsistent) => """{"TableName":"orders","Key":{"id":{"S":"7"}},"ConsistentRead":IS}""".Replace("IS", isConsistent ? "true" : "false", StringComparison.Ordinal);
        string Ask(string operation, string body) => simulation.Run(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("https://dynamodb.us-east-1.amazonaws.com/")) { Content = new StringContent(body) };
            request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
            request.Headers.Add("X-Amz-Target", "DynamoDB_20120810." + operation);
            return await (await http.SendAsync(request)).Content.ReadAsStringAsync();
        });
    }

    [Fact]
    [Pins("FLT-FAILED")]
    public void A_function_that_has_failed_refuses_requests_and_shows_its_state()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.FunctionFailed) { Function = "pay", From = 1.Minutes, Until = 2.Minutes });
        var pay = simulation.AddFunction("pay", (int id) => id);
        var other = simulation.AddFunction("other", (int id) => id);
        Assert.True(pay.Invoke(1).Succeeded);
        simulation.AdvanceBy(1.Minutes);

        Assert.Contains("Failed", Assert.Throws<ResourceConflictException>(() => pay.Invoke(1)).Message, StringComparison.Ordinal);
        Assert.Equal("Failed", simulation.Lambda.GetFunctionConfiguration(new FunctionRequest { FunctionName = "pay" }).State);
        Assert.True(other.Invoke(1).Succeeded);
        simulation.AdvanceBy(1.Minutes);
        Assert.True(pay.Invoke(1).Succeeded);
        Assert.Equal([FaultSite.FunctionFailed], simulation.Strikes());
    }

    [Fact]
    [Pins("FLT-FAILED")]
    public void Batches_wait_until_their_function_has_recovered()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.FunctionFailed) { Until = 10.Seconds });
        var orders = simulation.AddQueue("orders");
        simulation.AddFunction("import", (JsonElement _) => 1).On(orders);
        orders.Send("a");
        simulation.RunUntilIdle();

        Assert.Equal(0, orders.ApproximateNumberOfMessages + orders.ApproximateNumberOfMessagesNotVisible);
        Assert.True(simulation.Strikes().Count > 1);
        Assert.InRange(simulation.Log.First(static e => e.Kind == EventKind.BatchSent).Time / 1e9, 10, 100);
    }

    private static int Ended(Simulation simulation) => simulation.Log.Count(static e => e.Kind == EventKind.EnvironmentEnded);
}
