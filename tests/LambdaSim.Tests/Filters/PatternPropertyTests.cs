using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Filters;

namespace LambdaSim.Tests.Filters;

/// <summary>Random patterns over random events, compared with a matcher that tries everything.</summary>
public class PatternPropertyTests
{
    private static readonly string[] _names = ["a", "b", "c"];
    private static readonly string[] _values = ["\"x\"", "\"xy\"", "\"\"", "1", "1.0", "2", "null", "true"];

    [Fact]
    [Pins("PAT-ARRAY", "PAT-EQUALS", "PAT-EXISTS", "PAT-ANYTHING-BUT", "PAT-OR")]
    public void The_matcher_agrees_with_one_that_tries_every_way()
    {
        var random = new Random(11);
        var meant = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = Pattern(random, 2);
            var document = Object(random, 3);
            var isMeant = Naive.Matches(JsonNode.Parse(pattern)!.AsObject(), JsonNode.Parse(document)!.AsObject());

            Assert.True(isMeant == EventPattern.Parse(pattern, PatternDialect.EventBridge).Matches(document), $"{pattern} over {document}: {isMeant}");
            meant += isMeant ? 1 : 0;
        }

        Assert.InRange(meant, 2_000, 18_000);
    }

    [Fact]
    [Pins("PAT-TEXTS")]
    public void Whatever_is_given_as_a_pattern_is_read_or_refused()
    {
        var random = new Random(12);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Pattern(random, 2).ToCharArray();
            for (var changes = random.Next(3); changes >= 0; changes--)
            {
                text[random.Next(text.Length)] = "{}[]\",:$or1e-\\u\n"[random.Next(16)];
            }

            Assert.True(Record.Exception(() => EventPattern.Parse(new string(text), PatternDialect.EventBridge)) is null or PatternException, new string(text));
        }
    }

    private static string Object(Random random, int depth) =>
        $"{{{string.Join(',', _names.Where(_ => random.Next(4) > 0).Select(n => $"\"{n}\":{Value(random, depth - 1)}"))}}}";

    private static string Value(Random random, int depth) => depth > 0 && random.Next(2) == 0
        ? random.Next(2) == 0 ? Object(random, depth) : $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]"
        : _values[random.Next(_values.Length)];

    private static string Pattern(Random random, int depth)
    {
        var fields = _names.Where(_ => random.Next(2) == 0).Select(n => $"\"{n}\":{(depth > 1 && random.Next(2) == 0 ? Pattern(random, depth - 1) : Items(random))}").ToList();
        if (random.Next(6) == 0)
        {
            fields.Insert(random.Next(fields.Count + 1), $"\"$or\":[{Pattern(random, 1)},{Pattern(random, 1)}]");
        }

        return fields.Count > 0 ? $"{{{string.Join(',', fields)}}}" : Pattern(random, depth);
    }

    private static string Items(Random random) => $"[{string.Join(',', Enumerable.Range(0, 1 + random.Next(2)).Select(_ => random.Next(6) switch
    {
        0 => """{"exists":true}""",
        1 => """{"exists":false}""",
        2 => """{"anything-but":"x"}""",
        3 => """{"prefix":"x"}""",
        _ => _values[random.Next(_values.Length)],
    }))}]";

    // All ways to choose a value for each field, no thought of speed.
    private static class Naive
    {
        public static bool Matches(JsonObject pattern, JsonObject document)
        {
            List<(string Path, JsonNode? Value, List<(int, int)> In)> fields = [];
            var arrays = 0;
            Flatten(document, "", [], fields, ref arrays);
            return Ways("", pattern, [new(StringComparer.Ordinal)]).Any(way => Fits([.. way.OrderBy(static f => f.Key, StringComparer.Ordinal)], 0, [], fields));
        }

        private static List<SortedDictionary<string, JsonArray>> Ways(string prefix, JsonObject pattern, List<SortedDictionary<string, JsonArray>> within)
        {
            foreach (var (name, value) in pattern)
            {
                within = name == "$or" ? [.. value!.AsArray().SelectMany(a => Ways(prefix, a!.AsObject(), [.. within.Select(Copy)]))]
                    : value is JsonObject nested ? Ways($"{prefix}{name}/", nested, within)
                    : [.. within.Select(w => Copy(w, prefix + name, value!.AsArray()))];
            }

            return within;
        }

        private static SortedDictionary<string, JsonArray> Copy(SortedDictionary<string, JsonArray> way) => new(way, StringComparer.Ordinal);

        private static SortedDictionary<string, JsonArray> Copy(SortedDictionary<string, JsonArray> way, string path, JsonArray items) => new(way, StringComparer.Ordinal) { [path] = items };

        private static bool Fits(List<KeyValuePair<string, JsonArray>> way, int at, Dictionary<int, int> place, List<(string Path, JsonNode? Value, List<(int, int)> In)> fields)
        {
            if (at == way.Count)
            {
                return true;
            }

            var there = fields.Where(f => f.Path == way[at].Key && f.In.All(e => !place.TryGetValue(e.Item1, out var index) || index == e.Item2)).ToList();
            foreach (var field in there.Where(f => way[at].Value.Any(i => IsMeant(i, f.Value))))
            {
                var next = new Dictionary<int, int>(place);
                field.In.ForEach(e => next[e.Item1] = e.Item2);
                if (Fits(way, at + 1, next, fields))
                {
                    return true;
                }
            }

            return there.Count == 0 && way[at].Value.Any(static i => i is JsonObject o && o["exists"] is { } e && !(bool)e) && Fits(way, at + 1, place, fields);
        }

        private static bool IsMeant(JsonNode? item, JsonNode? value) => item switch
        {
            JsonObject o when o.ContainsKey("exists") => (bool)o["exists"]!,
            JsonObject o when o.ContainsKey("anything-but") => value is null || value.GetValueKind() != JsonValueKind.String || (string)value! != "x",
            JsonObject => value is not null && value.GetValueKind() == JsonValueKind.String && ((string)value!).StartsWith('x'),
            _ when item?.GetValueKind() == JsonValueKind.Number && value?.GetValueKind() == JsonValueKind.Number => (double)item == (double)value,
            _ => item?.ToJsonString() == value?.ToJsonString(),
        };

        private static void Flatten(JsonNode? node, string path, List<(int, int)> within, List<(string, JsonNode?, List<(int, int)>)> fields, ref int arrays)
        {
            switch (node)
            {
                case JsonObject o:
                    foreach (var (name, value) in o)
                    {
                        Flatten(value, path.Length == 0 ? name : $"{path}/{name}", within, fields, ref arrays);
                    }

                    break;
                case JsonArray a:
                    var array = arrays++;
                    for (var i = 0; i < a.Count; i++)
                    {
                        Flatten(a[i], path, a[i] is JsonObject or JsonArray ? [.. within, (array, i)] : within, fields, ref arrays);
                    }

                    break;
                default:
                    fields.Add((path, node, within));
                    break;
            }
        }
    }
}
