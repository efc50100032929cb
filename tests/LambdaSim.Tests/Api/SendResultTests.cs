using LambdaSim.Units;

namespace LambdaSim.Tests.Api;

/// <summary>What Send gives is what SendAsync gives.</summary>
public class SendResultTests
{
    [Fact]
    public void Send_tells_the_request_of_its_event()
    {
        using var simulation = new Simulation();
        List<string> seen = [];
        var mail = simulation.AddFunction("mail", (string to, LambdaContext context) => seen.Add($"{to} {context.AwsRequestId}"));

        var (first, second) = (mail.Send("ada"), mail.Send("grace"));
        var ids = new[] { first.RequestId, second.RequestId };

        Assert.Equal((0, 1, 202), (first.Invocation, second.Invocation, first.StatusCode));
        Assert.Equal(Duration.Zero, simulation.Elapsed);
        simulation.RunUntilIdle();
        Assert.Equal([$"ada {ids[0]}", $"grace {ids[1]}"], seen);
        Assert.Equal($"202 accepted, request {ids[0]}", first.ToString());
    }

    [Fact]
    public void Asking_for_the_request_does_not_change_the_run()
    {
        static string Run(bool ask)
        {
            using var simulation = new Simulation();
            var f = simulation.AddFunction("f", (int i) => i);
            foreach (var sent in Enumerable.Range(0, 3).Select(i => f.Send(i)))
            {
                _ = ask ? sent.RequestId : "";
            }

            simulation.RunUntilIdle();
            return simulation.Fingerprint;
        }

        Assert.Equal(Run(ask: false), Run(ask: true));
    }

    [Fact]
    public void It_is_what_SendAsync_gives()
    {
        static (int, string) OfSend()
        {
            using var simulation = new Simulation();
            var sent = simulation.AddFunction("f", () => 1).Send();
            return (sent.Invocation, sent.RequestId);
        }

        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);
        var sent = simulation.Run(() => f.SendAsync(1));

        Assert.Equal(OfSend(), (sent.Invocation, sent.RequestId));
    }

    [Fact]
    public void Inside_the_world_it_is_known_once_the_world_went_on()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);

        simulation.Run(async () =>
        {
            var sent = f.Send();
            var early = Assert.Throws<InvalidOperationException>(() => sent.RequestId);
            Assert.Contains("await SendAsync", early.Message, StringComparison.Ordinal);
            Assert.Equal("on its way", sent.ToString());

            await simulation.Delay(1.Seconds);
            Assert.Equal(0, sent.Invocation);
        });
    }

    [Fact]
    public void After_the_run_has_ended_it_says_so()
    {
        using var simulation = new Simulation();
        var sent = simulation.AddFunction("f", () => 1).Send();
        simulation.End();

        Assert.Contains("the run has ended", Assert.Throws<InvalidOperationException>(() => sent.RequestId).Message, StringComparison.Ordinal);
    }
}
