using System.Text.Json;
using LambdaSim.Events;
using LambdaSim.Projections.Scenes;

namespace LambdaSim.Projections.Report;

/// <summary>The stretches as data for the page's script. Times are nanoseconds, within a stretch from its beginning.</summary>
internal static class SceneData
{
    private const long Before = 5 * TimelineTicks.Second, After = 25 * TimelineTicks.Second;
    private const int LeastSeen = 60;

    public static void Write(HtmlWriter html, ReportData data, IReadOnlyList<Scene> scenes, int first) => ReportJson.Write(html, "scenes-data", json =>
    {
        var functions = new List<string>();
        var texts = new StoryTexts();
        var stories = scenes.Select(scene => scene.Stories.OrderBy(story => story.Key).ToDictionary(
            story => story.Key,
            story => story.Value.Select(line => (line.Time, Text: texts.Take(line.Text))).ToArray())).ToArray();
        json.WriteStartObject();
        json.WriteNumber("first", first);
        json.WriteStartArray("scenes");
        foreach (var (scene, told) in scenes.Zip(stories))
        {
            json.WriteStartObject();
            json.WriteNumber("from", scene.From);
            json.WriteNumber("to", scene.To);
            json.WriteString("title", SceneSection.Title(scene));
            json.WriteString("why", ReportText.Clean(SceneSection.Why(data, scene)));
            var (focus, until) = Focus(scene);
            json.WriteStartArray("focus");
            json.WriteNumberValue(focus - scene.From);
            json.WriteNumberValue(until - scene.From);
            json.WriteEndArray();
            Lanes(json, scene, functions);
            Marks(json, data, scene, functions);
            Stories(json, scene.From, told, data.Identity.Seed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("functions");
        functions.ForEach(json.Text);
        json.WriteEndArray();
        json.WriteStartArray("sentences");
        foreach (var sentence in texts.Sentences)
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    // What is seen first: the moment that the stretch is about, with enough calls around it to see how they follow each other.
    private static (long From, long To) Focus(Scene scene)
    {
        if (scene.To - scene.From <= 2 * (Before + After) || scene.Reason == SceneReason.Given)
        {
            return (scene.From, scene.To);
        }

        var from = Math.Clamp(scene.At - Before, scene.From, scene.To);
        var calls = scene.Lanes.SelectMany(lane => lane.Segments).Where(segment => segment.Kind == SegmentKind.Invoke && segment.From >= from).Select(segment => segment.From).Order().Take(LeastSeen).ToArray();
        return (from, Math.Min(scene.To, Math.Max(from + Before + After, calls.Length == 0 ? scene.To : calls[^1] + Before)));
    }

    private static int Name(List<string> functions, string name)
    {
        var shown = ReportText.Name(name);
        var index = functions.IndexOf(shown);
        if (index < 0)
        {
            index = functions.Count;
            functions.Add(shown);
        }

        return index;
    }

    // A lane: function, ordinal, provisioned, created, ended or null, why, and of each segment what it is, the gap before it, its length and its call.
    private static void Lanes(Utf8JsonWriter json, Scene scene, List<string> functions)
    {
        json.WriteStartArray("lanes");
        foreach (var lane in scene.Lanes)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Name(functions, lane.Function.DisplayName));
            json.WriteNumberValue(lane.Ordinal);
            json.WriteNumberValue(lane.CreatedFor == CreationCause.Provisioned ? 1 : 0);
            json.WriteNumberValue(lane.Created - scene.From);
            if (lane is { Ended: { } ended, EndCause: { } cause })
            {
                json.WriteNumberValue(ended - scene.From);
                json.WriteStringValue(SceneSection.Why(cause));
            }
            else
            {
                json.WriteNullValue();
                json.WriteNullValue();
            }

            json.WriteStartArray();
            var time = scene.From;
            foreach (var segment in lane.Segments.Where(segment => segment.Kind != SegmentKind.Idle))
            {
                json.WriteNumberValue(Code(segment));
                json.WriteNumberValue(segment.From - time);
                json.WriteNumberValue(segment.To - segment.From);
                json.WriteNumberValue(segment.Invocation);
                time = segment.To;
            }

            json.WriteEndArray();
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // Creation, INIT, call (cold, warm, re-initialised); times 8 the outcome; 64: cut.
    private static int Code(in TimelineSegment segment) => (segment.Cut ? 64 : 0) + segment.Kind switch
    {
        SegmentKind.Creation => 0,
        SegmentKind.Init => 1,
        _ => (segment.Start switch { StartType.Cold => 2, StartType.Reinit => 4, _ => 3 }) + (8 * (int)segment.Outcome),
    };

    private static void Marks(Utf8JsonWriter json, ReportData data, Scene scene, List<string> functions)
    {
        var causes = new List<string>();
        json.WriteStartArray("marks");
        foreach (var mark in scene.Marks)
        {
            var cause = mark.Drop is { } drop ? ReportText.Of(drop) : "throttled: " + ReportText.Of(mark.Throttle);
            if (!causes.Contains(cause))
            {
                causes.Add(cause);
            }

            json.WriteStartArray();
            json.WriteNumberValue(mark.Time - scene.From);
            json.WriteNumberValue(Name(functions, data.FunctionNames[mark.Function]));
            json.WriteNumberValue(mark.Invocation);
            json.WriteNumberValue(causes.IndexOf(cause));
            json.WriteNumberValue(mark.Drop is null ? 0 : 1);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("causes");
        causes.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    // A number that a script writes as it was written.
    private static bool IsPlain(string figure) => figure.Length <= 15
        && figure.All(c => char.IsAsciiDigit(c) || c == '.')
        && figure.Count(c => c == '.') is var points && points <= 1
        && (figure[0] != '0' || figure.Length == 1 || figure[1] == '.')
        && (points == 0 || figure[^1] != '0')
        && !figure.StartsWith("0.000000", StringComparison.Ordinal);

    // By the call's number: its request id, then of each line the time since the one before, the sentence and its numbers.
    private static void Stories(Utf8JsonWriter json, long from, Dictionary<int, (long Time, (int Sentence, IEnumerable<string> Numbers) Text)[]> stories, ulong seed)
    {
        json.WriteStartObject("stories");
        foreach (var (number, lines) in stories)
        {
            json.WriteStartArray(Configuration.Text.Of(number));
            json.WriteStringValue(RequestId.Of(seed, number));
            var time = from;
            foreach (var line in lines)
            {
                json.WriteStartArray();
                json.WriteNumberValue(line.Time - time);
                json.WriteNumberValue(line.Text.Sentence);
                foreach (var figure in line.Text.Numbers)
                {
                    if (IsPlain(figure))
                    {
                        json.WriteRawValue(figure);
                    }
                    else
                    {
                        json.WriteStringValue(figure);
                    }
                }

                time = line.Time;

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
