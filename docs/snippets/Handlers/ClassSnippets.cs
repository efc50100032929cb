using System.Text.Json;
using System.Text.Json.Serialization;
using LambdaSim.Units;
using Xunit;

namespace LambdaSim.Snippets.Handlers;

/// <summary>State of a process, handlers by type and by handler string, JSON without reflection.</summary>
public static partial class ClassSnippets
{
    public static void State(TextWriter output)
    {
        // begin-snippet: handler-state
        using var simulation = new Simulation();
        var greet = simulation.AddFunction(
            "greet",
            async (string guest, List<string> guests, LambdaContext context) =>
            {
                guests.Add(guest);
                await context.Delay(10.Milliseconds);
                return $"environment {context.EnvironmentNumber}: {string.Join(", ", guests)}";
            },
            init: async (LambdaContext context) =>
            {
                await context.Delay(250.Milliseconds);
                return new List<string>();
            });

        simulation.Run(async () =>
        {
            var both = await Task.WhenAll(greet.InvokeAsync("Ada"), greet.InvokeAsync("Grace"));
            var third = await greet.InvokeAsync("Joan");

            foreach (var answer in both.Append(third))
            {
                output.WriteLine($"{answer.Value<string>()} (init {answer.InitDuration.TotalMilliseconds} ms)");
            }
        });
        // end-snippet
    }

    public static void ByType(TextWriter output)
    {
        // begin-snippet: handler-class-added
        using var simulation = new Simulation();
        var counter = simulation.AddFunction<Counter>("counter", f => f with { MemoryMb = 512 });

        output.WriteLine(counter.Invoke("tea").Value<string>());
        output.WriteLine(counter.Invoke("milk").Value<string>());
        simulation.AdvanceBy(1.Hours);
        output.WriteLine(counter.Invoke("tea").Value<string>());
        // end-snippet
    }

    public static void ByString(TextWriter output)
    {
        // begin-snippet: handler-string
        using var simulation = new Simulation();
        var orders = simulation.AddFunction("orders", "LambdaSim.Snippets::Shop.OrderFunction::FunctionHandler");

        var result = orders.Invoke(new { Id = "A-1", Lines = 3 });

        Assert.Equal("A-1 has 3 lines", result.Value<string>());
        output.WriteLine(simulation.Logs.Lines(orders.Index).First(l => l.Text.Contains("remaining", StringComparison.Ordinal)).Text);
        // end-snippet
    }

    public static void Generated(TextWriter output)
    {
        // begin-snippet: handler-generated
        using var simulation = new Simulation();
        var price = simulation.AddFunction(
            "price",
            (Basket basket, LambdaContext context) => ValueTask.FromResult(new Price(basket.Items.Length * 240)),
            ShopJson.Default.Basket,
            ShopJson.Default.Price);

        var payload = JsonSerializer.SerializeToUtf8Bytes(new Basket(["tea", "milk"]), ShopJson.Default.Basket);
        var result = price.InvokeRaw(payload);

        Assert.Equal(480, result.Value(ShopJson.Default.Price)!.Cents);
        output.WriteLine(result.PayloadText);
        // end-snippet
    }

    // begin-snippet: handler-class
    public sealed class Counter(LambdaContext context)
    {
        private readonly int _environment = context.EnvironmentNumber;
        private int _calls;

        public async Task<string> Handle(string item, LambdaContext call)
        {
            await call.Delay(5.Milliseconds);
            return $"{item}: call {++_calls} in environment {_environment}";
        }
    }
    // end-snippet

    // begin-snippet: handler-json
    public sealed record Basket(string[] Items);

    public sealed record Price(int Cents);

    [JsonSerializable(typeof(Basket))]
    [JsonSerializable(typeof(Price))]
    public sealed partial class ShopJson : JsonSerializerContext;
    // end-snippet
}
