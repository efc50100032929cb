using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Topics;

namespace LambdaSim.Tests.Topics;

/// <summary>Topics of a simulation, asked as SNS's protocol asks them, without one.</summary>
internal sealed class TopicWorld : IDisposable
{
    public Simulation Simulation { get; } = new(new SimulationOptions { Seed = 7, Log = EventLogLevel.Kept });

    public TopicService Service => Simulation.TopicsAt(Simulation.Options.AccountId, Simulation.Options.Region);

    public void Dispose() => Simulation.Dispose();

    public Topic Create(string name = "orders", params (string Name, string Value)[] attributes) =>
        Service.Create(name, attributes.ToDictionary(a => a.Name, a => a.Value), new Dictionary<string, string>());

    public void Run() => Simulation.RunUntilIdle();

    /// <summary>The error's code and message.</summary>
    public static (string Code, string Message) Refused(Action action)
    {
        var error = Assert.Throws<TopicServiceException>(action);
        return (error.ErrorCode, error.Message);
    }

    /// <summary>What follows <c>Invalid parameter: </c>.</summary>
    public static string Invalid(Action action)
    {
        var (code, message) = Refused(action);
        Assert.Equal("InvalidParameter", code);
        Assert.StartsWith("Invalid parameter: ", message, StringComparison.Ordinal);
        return message["Invalid parameter: ".Length..];
    }
}

internal static class TopicSteps
{
    public static Subscription Put(this Topic topic, string protocol, string endpoint, params (string Name, string Value)[] attributes) =>
        topic.Subscribe(protocol, endpoint, attributes.ToDictionary(a => a.Name, a => a.Value));

    public static Dictionary<string, MessageAttribute> With(params (string Name, string Type, string Value)[] attributes) =>
        attributes.ToDictionary(a => a.Name, a => new MessageAttribute(a.Type, a.Value));
}
