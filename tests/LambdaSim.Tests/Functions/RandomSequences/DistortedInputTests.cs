using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Functions;

namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>Inputs with a member that is missing, null, of another type, empty or absurd.</summary>
public class DistortedInputTests
{
    private const int Rounds = 60;

    private static readonly string[] _strange =
    [
        "null", "true", "0", "-1", "99999999999999999999", "1e400", "1.5", "\"\"", "\" \"", "\"x\"", "\"$LATEST\"", "\"\\u0000\"", "\"@lone@\"", "[]", "[null]", "[\"\"]", "[[]]", "[{}]", "{}", "{\"\":null}", "{\"a\":null}",
        "{\"a\":\"b\"}", "{\"1\":1}", "[1]", "\"arn:aws:lambda:us-east-1:111111111111:function:fn\"", "\"2147483648\"", "2147483648", "\"2000000000000000000000000000000000000\"",
    ];

    [Fact]
    [Pins("CTL-TYPED-ERRORS")]
    public void Whatever_is_sent_is_answered_or_refused_with_an_error_of_AWS()
    {
        var failures = new List<string>();
        foreach (var (operation, json) in Inputs.All)
        {
            var dice = new Dice(LambdaSim.Randomness.StableHash.Of(json));
            for (var round = 0; round < Rounds; round++)
            {
                var world = Inputs.World();
                var input = JsonNode.Parse(Inputs.Filled(world, json))!.AsObject();
                Distort(input, dice);
                var text = input.ToJsonString().Replace("@lone@", "\\ud800", StringComparison.Ordinal);
                if (Failure(world, operation, text) is { } failure)
                {
                    failures.Add($"{operation} {text}: {failure}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(20)));
    }

    [Fact]
    public void Every_operation_has_an_input_here() =>
        Assert.Equal(Operations.All.Keys, Inputs.All.Select(i => i.Operation).Distinct().Order(StringComparer.Ordinal));

    private static string? Failure(ServiceWorld world, string operation, string input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            world.Service.Call(Operations.All[operation], document.RootElement);
            world.Settle();
            return null;
        }
        catch (LambdaServiceException e)
        {
            return e.ErrorCode.EndsWith("Exception", StringComparison.Ordinal) && e.StatusCode is >= 400 and < 500 ? null : e.ToString();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.ToString();
        }
    }

    private static void Distort(JsonObject input, Dice dice)
    {
        for (var times = 1 + dice.Below(2); times > 0; times--)
        {
            var (holder, key) = Somewhere(input, dice);
            var value = JsonNode.Parse(_strange[dice.Below(_strange.Length)]);
            if (holder is JsonArray array)
            {
                array[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = value;
            }
            else if (dice.Once(6))
            {
                holder.AsObject().Remove(key);
            }
            else
            {
                holder.AsObject()[key] = value;
            }
        }
    }

    private static (JsonNode Holder, string Key) Somewhere(JsonObject input, Dice dice)
    {
        var places = Places(input).ToList();
        return places.Count == 0 ? (input, "MaxItems") : places[dice.Below(places.Count)];
    }

    private static IEnumerable<(JsonNode Holder, string Key)> Places(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => Places(m.Value).Prepend((o, m.Key))),
        JsonArray a => a.SelectMany((item, i) => Places(item).Prepend((a, $"{i}"))),
        _ => [],
    };
}
