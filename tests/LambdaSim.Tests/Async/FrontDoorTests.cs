using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Async;

/// <summary>Events that the legacy front door does not let in.</summary>
public sealed class FrontDoorTests : IDisposable
{
    private const int PerSecond = 100;

    private readonly Simulation _simulation = new(new SimulationOptions
    {
        World = new SimulationConfig { Account = new AccountConfig { ConcurrencyLimit = PerSecond / 10, Quotas = QuotaProfile.Legacy2023 } },
    });

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void An_event_over_the_request_rate_throws_at_its_sender()
    {
        var orders = _simulation.AddFunction("orders", Duration.FromMilliseconds(1));

        _simulation.Run(async () =>
        {
            for (var i = 0; i < PerSecond; i++)
            {
                await orders.SendRawAsync(default);
            }

            var refused = await Assert.ThrowsAsync<TooManyRequestsException>(() => orders.SendRawAsync(default));
            Assert.Equal(("TooManyRequestsException", "CallerRateLimitExceeded", "Rate exceeded"), (refused.ErrorCode, refused.Reason, refused.Message));
        });
    }

    [Fact]
    [Pins("ASY-DESTINATION")]
    public void What_Lambda_itself_sends_to_a_destination_passes_no_front_door()
    {
        var audit = _simulation.AddFunction("audit", Duration.FromMilliseconds(1));
        var orders = _simulation.AddFunction("orders", Duration.FromMilliseconds(1), f => f with { OnSuccess = Destination.To(audit) });
        for (var i = 0; i <= PerSecond; i++)
        {
            orders.Send();
        }

        _simulation.RunUntilIdle();

        Assert.Equal(1, _simulation.Log.Count(e => e is { Kind: EventKind.Throttled, IsFinal: true }));
        Assert.Equal(PerSecond, _simulation.Log.Count(e => e.Kind == EventKind.Completed && e.Function == audit.Index));
        Assert.Equal(0, _simulation.Host.OpenCalls);
    }
}
