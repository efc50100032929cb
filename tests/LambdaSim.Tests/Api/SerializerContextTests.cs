using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaSim.Tests.Api;

/// <summary>Values of callers are written as the function reads them.</summary>
public partial class SerializerContextTests
{
    public sealed record Line(string ItemName, int UnitCents);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Line))]
    [JsonSerializable(typeof(int))]
    private sealed partial class SnakeJson : JsonSerializerContext;

    public sealed class Handler
    {
        private readonly int _more = 1;

        public Line Handle(Line line) => line with { UnitCents = line.UnitCents + _more };
    }

    [Fact]
    public void A_value_takes_the_names_of_the_functions_context()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (Line line) => line, json: SnakeJson.Default);

        var answer = f.Invoke(new Line("tea", 240));

        Assert.Equal("""{"item_name":"tea","unit_cents":240}""", answer.PayloadText);
        Assert.Equal(new Line("tea", 240), answer.Value<Line>());
        Assert.Equal(new Line("tea", 240), f.Invoke(new { ItemName = "tea", UnitCents = 240 }).Value<Line>());
    }

    [Fact]
    public void So_do_those_of_classes_of_typed_handlers_and_of_calls_from_inside()
    {
        using var simulation = new Simulation();
        var typed = simulation.AddFunction("typed", (Line line, LambdaContext _) => ValueTask.FromResult(line.UnitCents), SnakeJson.Default.Line, SnakeJson.Default.Int32);
        var byClass = simulation.AddFunction<Handler>("class", json: SnakeJson.Default);
        var caller = simulation.AddFunction("caller", async (int cents, LambdaContext context) =>
            (await context.Client.InvokeAsync("class", new Line("tea", cents))).Value<Line>()!.UnitCents);

        Assert.Equal(240, typed.Invoke(new Line("tea", 240)).Value<int>());
        Assert.Equal(241, byClass.Invoke(new Line("tea", 240)).Value<Line>()!.UnitCents);
        Assert.Equal(8, caller.Invoke(7).Value<int>());
    }

    [Fact]
    public void Without_a_context_names_are_as_ever()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (JsonElement e) => e);

        Assert.Equal("""{"ItemName":"tea","UnitCents":1}""", f.Invoke(new Line("tea", 1)).PayloadText);
    }
}
