using LambdaSim.Resources;
using LambdaSim.Units;

namespace LambdaSim.Tests.Resources;

public sealed class ResourceDirectoryTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);

    public void Dispose() => _simulation.Dispose();

    [Theory]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:orders", "queue", "orders")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:pay", "function", "pay")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:pay:$LATEST", "function", "pay")]
    public void Queues_and_functions_are_found_by_their_ARN(string arn, string kind, string name)
    {
        _simulation.AddQueue("orders");
        _simulation.AddFunction("pay", 1.Seconds);

        var found = _simulation.Directory.Find(arn);

        Assert.Equal((arn, kind, name), (found?.Arn.ToString(), found?.Kind, found?.Name));
    }

    [Theory]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:orders")]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012:orders")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:pay")]
    [InlineData("orders")]
    public void What_a_service_of_the_simulation_does_not_have_is_not_here(string arn) => Assert.Null(_simulation.Directory.Find(arn));

    [Fact]
    public void Of_other_services_all_is_here_until_one_is_declared()
    {
        Assert.NotNull(_simulation.Directory.Find("arn:aws:s3:::uploads"));

        _simulation.DeclareResource("arn:aws:s3:::releases/pay.zip", [1, 2, 3]);

        Assert.Null(_simulation.Directory.Find("arn:aws:s3:::uploads"));
        Assert.NotNull(_simulation.Directory.Find("arn:aws:s3:::releases"));
        Assert.Equal([1, 2, 3], Assert.IsType<DeclaredResource>(_simulation.Directory.Find("arn:aws:s3:::releases/pay.zip")).Content);
    }

    [Fact]
    public void Only_a_resource_can_be_declared() => Assert.Throws<ArgumentException>(() => _simulation.DeclareResource("uploads"));

    [Fact]
    public void A_FIFO_queue_can_be_polled_but_takes_no_deliveries()
    {
        var queue = (IResource)_simulation.QueuesAt("123456789012", "us-east-1").Create("orders.fifo", new Dictionary<string, string> { ["FifoQueue"] = "true" }, new Dictionary<string, string>());

        Assert.Null(queue.Sink);
        Assert.NotNull(queue.Source);
    }
}
