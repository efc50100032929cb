using LambdaSim.Faults;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Units;

namespace LambdaSim.Tests.Faults;

/// <summary>Faults of what handlers ask of services: over AWS's protocols, as SDKs do, and without a client.</summary>
public sealed class RequestFaultTests
{
    private const string Send = "https://sqs.us-east-1.amazonaws.com/?Action=SendMessage&MessageBody=a&QueueUrl=https%3A%2F%2Fsqs.us-east-1.amazonaws.com%2F123456789012%2Forders";

    public static TheoryData<bool> Ways => [true, false];

    [Theory]
    [MemberData(nameof(Ways))]
    [Pins("FLT-THROTTLE")]
    public void A_request_is_throttled_in_the_words_of_its_service(bool overHttp)
    {
        var (messages, said, _) = Play(FaultSite.Throttle, overHttp);

        Assert.Equal(0, messages);
        Assert.Contains(overHttp ? "RequestThrottled" : "Request is throttled.", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [Pins("FLT-SERVICE-ERROR")]
    public void A_request_meets_an_error_of_its_service(bool overHttp)
    {
        var (messages, said, _) = Play(FaultSite.ServiceError, overHttp);

        Assert.Equal(0, messages);
        Assert.Contains(overHttp ? "InternalFailure" : "unknown error", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [Pins("FLT-SLOW")]
    public void A_service_is_slow(bool overHttp)
    {
        var (messages, said, seconds) = Play(FaultSite.SlowNeighbour, overHttp);

        Assert.Equal((1, "ok"), (messages, said));
        Assert.InRange(seconds, 3, 4);
    }

    [Theory]
    [InlineData(FaultSite.CrashBefore, true, 0)]
    [InlineData(FaultSite.CrashBefore, false, 0)]
    [InlineData(FaultSite.CrashDuring, true, 1)]
    [InlineData(FaultSite.CrashDuring, false, 1)]
    [InlineData(FaultSite.CrashAfter, true, 1)]
    [InlineData(FaultSite.CrashAfter, false, 1)]
    [Pins("FLT-CRASH")]
    public void A_process_ends_before_or_after_its_side_effect(FaultSite site, bool overHttp, int done)
    {
        var (messages, said, _) = Play(site, overHttp);

        Assert.Equal(done, messages);
        Assert.Equal("Runtime.ExitError", said);
    }

    [Fact]
    [Pins("FLT-CRASH")]
    public void Code_of_a_process_that_ended_in_a_request_goes_no_further()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.CrashAfter));
        simulation.AddQueue("orders");
        var reached = false;
        var pay = simulation.AddFunction("pay", async (LambdaContext _) =>
        {
            using var http = new HttpClient(simulation.CreateHttpHandler());
            try
            {
                await http.GetStringAsync(new Uri(Send));
            }
            finally
            {
                reached = true;
            }
        });

        Assert.Equal(Outcome.Crashed, pay.Invoke().Outcome);
        Assert.False(reached);
    }

    [Fact]
    [Pins("FLT-PLAN")]
    public void A_fault_strikes_within_its_window_its_operation_and_its_count_alone()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.Throttle) { Service = "sqs", Operation = "SendMessage", From = 1.Minutes, Until = 2.Minutes, Count = 2 });
        var orders = simulation.AddQueue("orders");
        List<string> refused = [];
        var pay = simulation.AddFunction("pay", (int second) =>
        {
            orders.Receive();
            try
            {
                orders.Send($"{second}");
            }
            catch (ServiceFaultException)
            {
                refused.Add($"{second}");
            }
        });
        simulation.Run(async () =>
        {
            for (var second = 0; second <= 120; second += 20)
            {
                await pay.InvokeAsync(second);
                await simulation.Delay(Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromSeconds(second + 20) - simulation.Now);
            }
        });

        Assert.Equal(["60", "80"], refused);
    }

    [Fact]
    [Pins("FLT-PLAN")]
    public void Requests_of_the_test_are_not_struck()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.Throttle));
        var orders = simulation.AddQueue("orders");
        orders.Send("a");

        Assert.Single(orders.Messages);
        Assert.Contains("it needs a request of a handler to a service", Assert.Single(simulation.Unsimulated), StringComparison.Ordinal);
    }

    private static (int Messages, string Said, double Seconds) Play(FaultSite site, bool overHttp) => FaultyWorld.Compare(
        site,
        simulation =>
        {
            var orders = simulation.AddQueue("orders");
            var pay = simulation.AddFunction("pay", async (LambdaContext _) => overHttp ? await Ask(simulation) : SendHere(orders), f => f with { Timeout = 10.Seconds });
            var result = pay.Invoke();
            return (orders.Messages.Count, result.Error?.Type ?? result.Value<string>()!, result.Duration.TotalSeconds);
        },
        f => f with { Service = "sqs", Operation = "SendMessage" });

    private static string SendHere(Queue orders)
    {
        try
        {
            orders.Send("a");
            return "ok";
        }
        catch (ServiceFaultException e)
        {
            return e.Message;
        }
    }

    private static async Task<string> Ask(Simulation simulation)
    {
        using var http = new HttpClient(simulation.CreateHttpHandler());
        var answer = await http.GetAsync(new Uri(Send));
        return answer.IsSuccessStatusCode ? "ok" : await answer.Content.ReadAsStringAsync();
    }
}
