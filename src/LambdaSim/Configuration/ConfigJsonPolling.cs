using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>How pollers behave, in a configuration file.</summary>
internal static class ConfigPolling
{
    private static readonly (string Word, WindowStart Start)[] _starts = [("firstMessage", WindowStart.FirstMessage), ("previousBatch", WindowStart.PreviousBatch)];

    private static readonly (string Word, PollingReduction By)[] _reductions =
        [("nothing", PollingReduction.Nothing), ("throttles", PollingReduction.Throttles), ("throttlesAndErrors", PollingReduction.ThrottlesAndErrors)];

    public static readonly ConfigSection<PollingConfig> Section = new(
        "polling",
        [],
        ("startDelay", static (p, node) => p with { StartDelay = ConfigValues.Duration(node) }),
        ("windowStart", static (p, node) => p with { WindowStart = Word(node, _starts) }),
        ("lowTrafficWait", static (p, node) => p with { LowTrafficWait = ConfigValues.Duration(node) }),
        ("firstBackoff", static (p, node) => p with { FirstBackoff = ConfigValues.Duration(node) }),
        ("longestBackoff", static (p, node) => p with { LongestBackoff = ConfigValues.Duration(node) }),
        ("streamBackoff", static (p, node) => p with { StreamBackoff = ConfigValues.Duration(node) }),
        ("tumblingIdle", static (p, node) => p with { TumblingIdle = ConfigValues.Duration(node) }),
        ("reducedBy", static (p, node) => p with { ReducedBy = Word(node, _reductions) }));

    /// <summary>Nothing where all is as usual: the form of a world without mappings stays what it is.</summary>
    public static void Write(Utf8JsonWriter json, PollingConfig polling)
    {
        if (polling == new PollingConfig())
        {
            return;
        }

        json.WriteStartObject("polling");
        json.WriteString("firstBackoff", UnitText.Of(polling.FirstBackoff));
        json.WriteString("longestBackoff", UnitText.Of(polling.LongestBackoff));
        json.WriteString("lowTrafficWait", UnitText.Of(polling.LowTrafficWait));
        json.WriteString("reducedBy", _reductions.First(r => r.By == polling.ReducedBy).Word);
        json.WriteString("startDelay", UnitText.Of(polling.StartDelay));
        var usual = new PollingConfig();
        if (polling.StreamBackoff != usual.StreamBackoff)
        {
            json.WriteString("streamBackoff", UnitText.Of(polling.StreamBackoff));
        }

        if (polling.TumblingIdle != usual.TumblingIdle)
        {
            json.WriteString("tumblingIdle", UnitText.Of(polling.TumblingIdle));
        }

        json.WriteString("windowStart", _starts.First(s => s.Start == polling.WindowStart).Word);
        json.WriteEndObject();
    }

    private static T Word<T>(ConfigNode node, (string Word, T Value)[] words)
    {
        var what = string.Join(" or ", words.Select(static w => $"\"{w.Word}\""));
        var text = node.String(what);
        foreach (var (word, value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        throw node.Expected(what);
    }
}
