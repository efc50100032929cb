using System.Text;
using System.Text.Json;
using LambdaSim.Units;
using Xunit;

namespace LambdaSim.Snippets.Handlers;

/// <summary>What a delegate takes and returns, and what its caller gets.</summary>
public static class ShapeSnippets
{
    public static void Parameters(TextWriter output)
    {
        // begin-snippet: handler-parameters
        using var simulation = new Simulation();
        var square = simulation.AddFunction("square", (int side) => side * side);
        var firstItem = simulation.AddFunction("first-item", (JsonElement order) => order.GetProperty("items")[0].GetString());
        var size = simulation.AddFunction("size", (ReadOnlyMemory<byte> body) => body.Length);
        var patient = simulation.AddFunction("patient", async (string name, LambdaContext context, CancellationToken cancellation) =>
        {
            await context.Delay(20.Milliseconds, cancellation);
            return $"{name} waited, {context.RemainingTime.TotalSeconds} s are left";
        });

        output.WriteLine(square.Invoke(12).PayloadText);
        output.WriteLine(firstItem.Invoke(new { items = new[] { "tea", "milk" } }).Value<string>());
        output.WriteLine(size.Invoke("tea").PayloadText);
        output.WriteLine(patient.Invoke("Ada").Value<string>());
        // end-snippet
    }

    public static void Results(TextWriter output)
    {
        // begin-snippet: handler-results
        using var simulation = new Simulation();
        var text = simulation.AddFunction("text", () => "tea");
        var record = simulation.AddFunction("record", async () => new { Item = "tea", Cents = await Task.FromResult(240) });
        var bytes = simulation.AddFunction("bytes", () => Encoding.UTF8.GetBytes("""{"made":"by hand"}"""));
        var stream = simulation.AddFunction("stream", (Stream body) => body);
        var nothing = simulation.AddFunction("nothing", () => Task.CompletedTask);

        output.WriteLine(text.Invoke().PayloadText);
        output.WriteLine(record.Invoke().PayloadText);
        output.WriteLine(bytes.Invoke().PayloadText);
        output.WriteLine(stream.Invoke(7).PayloadText);
        output.WriteLine(nothing.Invoke().PayloadText);
        // end-snippet
    }

    public static void Refused(TextWriter output)
    {
        // begin-snippet: handler-refused
        using var simulation = new Simulation();

        var refused = Assert.Throws<UnsupportedHandlerException>(() => simulation.AddFunction("add", (int left, int right) => left + right));

        Assert.Empty(simulation.Functions);
        output.WriteLine(refused.Message);
        // end-snippet
    }

    public static void Errors(TextWriter output)
    {
        // begin-snippet: handler-errors
        using var simulation = new Simulation();
        var ship = simulation.AddFunction("ship", (Parcel parcel) => parcel.Grams > 0 ? "shipped" : throw new ArgumentException("it has no weight"));
        var label = simulation.AddFunction("label", Task<string> () => null!);
        var export = simulation.AddFunction("export", () => new string('x', 7_000_000));

        InvokeResult[] answers = [ship.Invoke(new Parcel(0)), ship.Invoke(new { grams = "a few" }), label.Invoke(), export.Invoke()];
        foreach (var answer in answers)
        {
            output.WriteLine($"{answer.StatusCode} {answer.FunctionErrorKind} {answer.Error!.Type}");
            output.WriteLine($"  {answer.Error.Message}");
        }

        var malformed = Assert.Throws<InvalidRequestContentException>(() => ship.InvokeRaw("grams: 12"u8.ToArray()));
        output.WriteLine(malformed.ErrorCode);
        // end-snippet
    }
}

public sealed record Parcel(int Grams);
