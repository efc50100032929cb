using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Conformance;

/// <summary>Requests with real values in them: names, long texts, archives.</summary>
internal sealed partial class Uploads(Names names, JsonObject answers)
{
    private readonly SortedDictionary<string, List<string>> _hashes = new(StringComparer.Ordinal);

    public JsonNode? Fill(JsonNode? input, JsonNode? recorded, Gathered? gathered) => input switch
    {
        JsonObject { Count: 1 } o when o["zip"] is { } zip => Convert.ToBase64String(Upload(zip, Hash(recorded))),
        JsonObject o => new JsonObject(o.Select(m => KeyValuePair.Create(names.Resolve(m.Key), Timed(m.Key, Fill(m.Value, recorded, gathered))))),
        JsonArray a => new JsonArray([.. a.Select(i => Fill(i, recorded, gathered))]),
        JsonValue v when v.TryGetValue(out string? text) => Long(text == "<the mapping's ARN>" ? gathered?.MappingArn ?? text : Renamed(Names.Whole(names.Resolve(text)))),
        _ => input?.DeepClone(),
    };

    // Code with one meaning may have been packed twice; what its recorded hash stands for says whether it was.
    private byte[] Upload(JsonNode zip, string? hash)
    {
        if (!_hashes.TryGetValue(zip.ToJsonString(), out var used))
        {
            _hashes[zip.ToJsonString()] = used = [];
        }

        var known = hash is null ? null : names.Find(hash);
        var variant = hash is null ? 0
            : known is not null ? Math.Max(0, used.IndexOf(known))
            : used.FindIndex(u => !names.Knows("code-sha256", u)) is >= 0 and var unknown ? unknown
            : used.Count;
        var bytes = Archives.Of(zip, variant, answers);
        if (variant >= used.Count)
        {
            used.Add(Convert.ToBase64String(SHA256.HashData(bytes)));
        }

        return bytes;
    }

    private static string? Hash(JsonNode? recorded) => recorded switch
    {
        JsonObject o when o["CodeSha256"] is JsonValue hash => hash.GetValue<string>(),
        JsonObject o => o.Select(m => Hash(m.Value)).FirstOrDefault(h => h is not null),
        _ => null,
    };

    /// <summary>A sample name that reads like a part of an ARN is replaced: "function:1" would be a function named 1.</summary>
    public bool RenamesFunction { get; set; }

    private string Renamed(string text) => RenamesFunction ? SampleName().Replace(text, "${before}function-1") : text;

    [GeneratedRegex(@"(?<before>\A|:function:)function(?=\z|:[^:]+\z)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex SampleName();

    // Clients send times as numbers.
    private static JsonNode? Timed(string member, JsonNode? value) =>
        member.EndsWith("Timestamp", StringComparison.Ordinal) && value is JsonValue v && v.TryGetValue(out string? text)
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeSeconds()
            : value;

    // A long value was cut short when the request was written down; an answer that quotes it has all of it.
    private string Long(string text)
    {
        if (Shortened().Match(text) is not { Success: true } m)
        {
            return text;
        }

        var (head, length) = (m.Groups["head"].Value, Number(m.Groups["n"]));
        return Texts(answers).SelectMany(t => Quoted().Matches(Repeated().Replace(names.Resolve(t), r => new string(r.Groups["of"].Value[0], Number(r.Groups["n"])))))
            .Select(q => q.Groups["value"].Value)
            .Concat(Objects(answers).Select(PythonJson.Of))
            .FirstOrDefault(v => v.Length == length && v.StartsWith(head, StringComparison.Ordinal)) ?? new string(text[0], length);
    }

    // Documents that came back.
    private static IEnumerable<JsonNode> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => Objects(m.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => Texts(m.Value)),
        JsonArray a => a.SelectMany(Texts),
        JsonValue v when v.TryGetValue(out string? text) => [text],
        _ => [],
    };

    [GeneratedRegex(@"\A(?<head>.*?)(…|\.\.\.) \((?<n>[0-9]+) characters\)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Shortened();

    [GeneratedRegex("<(?<of>.):len\\((?<n>[0-9]+)\\)>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Repeated();

    [GeneratedRegex("'(?<value>[^']*)'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
