using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.Tests.StandIns;

/// <summary>Functions with stand-ins, without a control plane.</summary>
internal static class StandInSamples
{
    public static FunctionSettings Settings(string runtime = "python3.12") => new() { Role = "arn:aws:iam::123456789012:role/r", Runtime = runtime, Handler = "orders.handle" };

    /// <summary>Adds a function that runs what the text says (<see cref="StandInCode.Parse"/>).</summary>
    public static Function AddStandIn(this Simulation simulation, string text, string name = "f", FunctionSettings? settings = null, ICallbacks? callbacks = null, Func<FunctionConfig, FunctionConfig>? configure = null) =>
        simulation.Add(name, StandInCode.Of(StandInCode.Parse(text), settings ?? Settings(), callbacks), configure);

    public static InvokeResult InvokeText(this Function function, string payload, InvokeOptions? options = null) => function.InvokeRaw(Encoding.UTF8.GetBytes(payload), options);

    /// <summary>What one call of a behaviour answers.</summary>
    public static string AnswerOf(string text, string payload = "{}", FunctionSettings? settings = null)
    {
        using var simulation = new Simulation();
        return simulation.AddStandIn(text, settings: settings).InvokeText(payload).PayloadText;
    }
}
