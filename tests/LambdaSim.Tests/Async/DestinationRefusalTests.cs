using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Async;

/// <summary>Destinations that AWS refuses, or the simulation does not have, before anything changes.</summary>
public sealed class DestinationRefusalTests : IDisposable
{
    private const string Account = "us-east-1:123456789012";

    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Theory]
    [InlineData($"arn:aws:lambda:{Account}:function:missing")]
    [InlineData($"arn:aws:lambda:{Account}:function:there:7")]
    [InlineData($"arn:aws:sqs:{Account}:missing")]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012:queue")]
    [InlineData($"arn:aws:events:{Account}:event-bus/missing")]
    [InlineData("arn:aws:s3:::missing")]
    [Pins("ASY-TARGET")]
    public void A_destination_that_does_not_exist_is_refused(string arn)
    {
        _simulation.AddQueue("queue");
        _simulation.Add("there", Code.Echo, null);

        Assert.Equal($"The destination ARN {arn} is invalid.", Refused<InvalidParameterValueException>(f => f with { OnFailure = new Destination(arn) }));
        Assert.Equal(["there"], _simulation.Functions.Select(f => f.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":$LATEST")]
    [Pins("ASY-TARGET")]
    public void A_function_cannot_be_its_own_destination(string qualifier) =>
        Assert.Equal("You can't specify the function as a destination for itself.", Refused<InvalidParameterValueException>(f => f with { OnSuccess = new Destination($"arn:aws:lambda:{Account}:function:orders{qualifier}") }));

    [Fact]
    public void A_service_that_takes_no_records_is_refused() => Assert.Equal(
        "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:s3:::bucket), onFailure=null) is invalid.",
        Refused<InvalidParameterValueException>(f => f with { OnSuccess = new Destination("arn:aws:s3:::bucket") }));

    [Fact]
    public void A_destination_that_AWS_has_and_the_simulation_has_not_is_refused() => Assert.Equal(
        "function orders: the destination kafka://topic is not simulated; send to a queue, topic, event bus, bucket or function of this simulation",
        Refused<SimulationConfigException>(f => f with { OnFailure = new Destination("kafka://topic") }));

    [Fact]
    public void A_text_that_is_no_ARN_is_refused() => Assert.StartsWith(
        "1 validation error detected: Value 'queue' at 'destinationConfig.onFailure.destination' failed to satisfy constraint: Member must satisfy regular expression pattern: $|kafka://",
        Refused<ValidationException>(f => f with { OnFailure = new Destination("queue") }), StringComparison.Ordinal);

    [Fact]
    public void A_dead_letter_queue_that_does_not_exist_is_refused() => Assert.Contains(
        $"arn:aws:sqs:{Account}:missing is invalid", Refused<InvalidParameterValueException>(f => f with { DeadLetterQueue = new Destination($"arn:aws:sqs:{Account}:missing") }), StringComparison.Ordinal);

    [Fact]
    public void A_function_cannot_be_a_dead_letter_queue()
    {
        var audit = _simulation.Add("audit", Code.Echo, null);

        Assert.Contains("needs a queue or a topic", Refused<InvalidParameterValueException>(f => f with { DeadLetterQueue = Destination.To(audit) }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_ARN_is_no_destination()
    {
        _simulation.Add("orders", Code.Throwing("broken"), f => f with { OnFailure = new Destination(""), DeadLetterQueue = new Destination("") }).Send();
        _simulation.RunUntilIdle();

        Assert.DoesNotContain(_simulation.Log, e => e.Kind == EventKind.Delivered);
    }

    [Fact]
    public void A_configuration_file_refuses_destinations_that_it_does_not_have() => Assert.Contains(
        "neither a queue nor a function", Assert.Throws<ConfigFileException>(() => ConfigJson.Read("""{"functions": {"f": {"onFailure": "q"}}}""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("orders.txt")]
    [InlineData("two words")]
    public void A_queue_has_a_name_of_letters_digits_hyphens_and_underscores(string name) => Assert.Throws<InvalidParameterValueException>(() => _simulation.AddQueue(name));

    [Fact]
    public void Two_queues_of_one_name_are_refused()
    {
        _simulation.AddQueue("queue");

        Assert.Throws<ResourceConflictException>(() => _simulation.AddQueue("queue"));
    }

    private string Refused<T>(Func<FunctionConfig, FunctionConfig> configure)
        where T : Exception => Assert.Throws<T>(() => _simulation.Add("orders", Code.Echo, configure)).Message;
}
