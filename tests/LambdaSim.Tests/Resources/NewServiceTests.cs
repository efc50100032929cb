using System.Text.Json;
using LambdaSim.Events;
using LambdaSim.Resources;
using LambdaSim.Tests.Async;

namespace LambdaSim.Tests.Resources;

/// <summary>What a service needs to be here: a sink, and one line in the directory. The topic of these tests is no part of the simulation.</summary>
public sealed class NewServiceTests : IDisposable
{
    private const string Alerts = "arn:aws:sns:us-east-1:123456789012:alerts";

    private readonly Simulation _simulation = new(seed: 1);
    private readonly Topic _topic = new(Arn.Parse(Alerts));

    public NewServiceTests() => _simulation.Directory.Register("sns", new FoundBook(arn => arn == _topic.Arn ? _topic : null));

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void It_gets_the_record_of_a_destination()
    {
        var import = _simulation.Add("import", Code.Throwing("broken"), f => f with { OnFailure = new Destination(Alerts), MaximumRetryAttempts = 0 });

        import.Send("march.csv");
        _simulation.RunUntilIdle();

        var record = JsonDocument.Parse(Assert.Single(_topic.Deliveries).Body).RootElement;
        Assert.Equal("march.csv", record.GetProperty("requestPayload").GetString());
        Assert.Equal(DeliveryCause.OnFailure, Assert.Single(_simulation.Log, e => e.Kind == EventKind.Delivered).DeliveryCause);
    }

    [Fact]
    public void It_gets_dead_letters_with_their_attributes()
    {
        var import = _simulation.Add("import", Code.Throwing("broken"), f => f with { DeadLetterQueue = new Destination(Alerts), MaximumRetryAttempts = 0 });

        import.Send("march.csv");
        _simulation.RunUntilIdle();

        Assert.Equal(["ErrorCode", "ErrorMessage", "RequestID"], Assert.Single(_topic.Deliveries).Attributes.Select(a => a.Name));
    }

    [Fact]
    public void What_it_refuses_failed()
    {
        _topic.Answer = Taken.Refused;
        var import = _simulation.Add("import", Code.Throwing("broken"), f => f with { OnFailure = new Destination(Alerts), MaximumRetryAttempts = 0 });

        import.Send("march.csv");
        _simulation.RunUntilIdle();

        Assert.Equal(DeliveryCause.OnFailureFailed, Assert.Single(_simulation.Log, e => e.Kind == EventKind.Delivered).DeliveryCause);
    }

    [Fact]
    public void What_it_does_not_have_is_refused_as_a_queue_would_be() => Assert.Equal(
        $"The destination ARN {Alerts}-2 is invalid.",
        Assert.Throws<InvalidParameterValueException>(() => _simulation.Add("import", Code.Echo, f => f with { OnFailure = new Destination($"{Alerts}-2") })).Message);

    private sealed class Topic(Arn arn) : ISink
    {
        public List<Delivery> Deliveries { get; } = [];

        public Taken Answer { get; set; } = Taken.Arrived;

        public Arn Arn => arn;

        public string Kind => "topic";

        public string Name => arn.Resource;

        public int MaxBytes => 262_144;

        public Taken Take(Delivery delivery)
        {
            Deliveries.Add(delivery);
            return Answer;
        }
    }
}
