using LambdaSim;
using LambdaSim.Assertions;
using NodaTime;
using Xunit;
using static LambdaSim.Assertions.Row;

namespace Payments.Tests;

public sealed class PaymentTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly FakeCards _cards;
    private readonly FakeReceipts _receipts;

    public PaymentTests()
    {
        _cards = new FakeCards(_simulation.Time);
        _receipts = new FakeReceipts(_simulation.Time);
    }

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void The_bug__one_order_is_charged_three_times()
    {
        var handler = new PaymentHandler(_cards, _receipts);
        var payments = _simulation.AddFunction("payments", (Payment payment) => handler.Handle(payment));

        payments.Send(new Payment("order-1", 49.90m));
        _simulation.RunUntilIdle();

        _simulation.Log.Of("payments").ShouldBe(
            At(Duration.FromSeconds(3), "payments timed out"),
            At(Duration.FromSeconds(66), "payments timed out"),
            At(Duration.FromSeconds(186.3), "payments ok"));
        Assert.Equal([49.90m, 49.90m, 49.90m], _cards.Charges);
    }

    [Fact]
    public void The_fix__attempts_of_one_event_share_one_charge()
    {
        var handler = new FixedPaymentHandler(_cards, _receipts);
        var payments = _simulation.AddFunction("payments", (Payment payment, LambdaContext context) => handler.Handle(payment, context.AwsRequestId));

        payments.Send(new Payment("order-1", 49.90m));
        _simulation.RunUntilIdle();

        _simulation.Log.Of("payments").ShouldHave(2, "payments timed out");
        Assert.Equal([49.90m], _cards.Charges);
        Assert.Equal([new Receipt("order-1", "charge-1")], _receipts.Saved);
    }

    [Fact]
    public void Two_events_of_one_order_are_two_charges()
    {
        var handler = new FixedPaymentHandler(_cards, _receipts);
        var payments = _simulation.AddFunction("payments", (Payment payment, LambdaContext context) => handler.Handle(payment, context.AwsRequestId));
        _simulation.AdvanceBy(Duration.FromMinutes(2));

        payments.Send(new Payment("order-1", 49.90m));
        payments.Send(new Payment("order-1", 49.90m));
        _simulation.RunUntilIdle();

        Assert.Equal(2, _cards.Charges.Count);
    }
}
