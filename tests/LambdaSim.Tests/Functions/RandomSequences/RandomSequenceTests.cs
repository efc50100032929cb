using System.Globalization;

namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>
/// Sequences of calls at random against a model of the rules. <c>LAMBDASIM_API_SEQUENCES=1000000 dotnet test tests/LambdaSim.Tests -c Release --filter RandomSequenceTests</c>
/// plays a million.
/// </summary>
public class RandomSequenceTests(ITestOutputHelper output)
{
    private const int Usual = 5_000;
    private const int Batch = 10_000;

    [Fact]
    [Pins("CTL-TYPED-ERRORS")]
    public void Whatever_is_called_in_whatever_order_answers_and_state_are_as_the_model_says()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("LAMBDASIM_API_SEQUENCES"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : Usual;
        for (var from = 0; from < count; from += Batch)
        {
            var failed = Enumerable.Range(from, Math.Min(Batch, count - from)).AsParallel().Where(static s => Player.Failure(Of(s)) is not null).Take(1).ToList();
            Assert.True(failed.Count == 0, failed.Count == 0 ? "" : Told(failed[0]));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(from + Batch, count):N0} of {count:N0} sequences are as the model says"));
        }
    }

    [Fact]
    public void A_seed_gives_the_same_sequence_again() =>
        Assert.Equal(Of(7).Select(static c => c.ToString()), Of(7).Select(static c => c.ToString()));

    [Fact]
    public void Every_operation_both_succeeds_and_fails_in_the_sequences()
    {
        var outcomes = Enumerable.Range(0, 800).SelectMany(Outcomes).ToLookup(static o => o.Operation, static o => o.Error, StringComparer.Ordinal);

        Assert.Empty(outcomes.Where(static o => o.All(static e => e is not null)).Select(static o => o.Key));
        Assert.Equal(["CreateCodeSigningConfig", Call.Wait], outcomes.Where(static o => o.All(static e => e is null)).Select(static o => o.Key).Order(StringComparer.Ordinal));
        Assert.InRange(outcomes.SelectMany(static o => o).Count(static e => e is null) / (double)outcomes.Sum(static o => o.Count()), 0.4, 0.9);
    }

    [Fact]
    public void A_wrong_answer_would_be_seen()
    {
        List<Call> calls = [.. Of(7), new("GetFunction", new System.Text.Json.Nodes.JsonObject { ["FunctionName"] = "f", ["Qualifier"] = "@stale" })];

        Assert.StartsWith("GetFunction", Player.Failure(calls), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Operation, string? Error)> Outcomes(int seed)
    {
        var model = new ModelService();
        return Of(seed).Select(c => (c.Operation, model.Expect(c)));
    }

    private static List<Call> Of(int seed) => new CallGenerator(new Dice((ulong)seed)).Sequence();

    // The failing sequence without every call that it fails without.
    private static string Told(int seed)
    {
        var calls = Of(seed);
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            List<Call> fewer = [.. calls[..i], .. calls[(i + 1)..]];
            calls = Player.Failure(fewer) is null ? calls : fewer;
        }

        return $"Seed {seed}:\n{string.Join("\n", calls)}\n\n{Player.Failure(calls)}";
    }
}
