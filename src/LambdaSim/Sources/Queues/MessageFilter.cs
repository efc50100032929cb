using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Filters;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Sources.Queues;

/// <summary>
/// The filters of a mapping on a queue (rules ESM-FILTER, ESM-FILTER-FORMAT). A pattern for the body that is JSON means bodies that are JSON, one that is a list of
/// texts means bodies that are none; a pattern without one looks at everything else.
/// </summary>
internal sealed class MessageFilter
{
    private const string Body = "body", Below = "body.";

    private static readonly MessageFilter _open = new([]);

    private readonly IReadOnlyList<(EventPattern Pattern, BodyPattern Body)> _patterns;

    private MessageFilter(IReadOnlyList<(EventPattern Pattern, BodyPattern Body)> patterns) => _patterns = patterns;

    /// <summary>What a pattern says of the body.</summary>
    private enum BodyPattern
    {
        None,
        Text,
        Json,
    }

    /// <param name="patterns">As the control plane has checked them.</param>
    public static MessageFilter Of(IReadOnlyList<string> patterns) =>
        patterns.Count == 0 ? _open : new MessageFilter([.. patterns.Select(static p => (EventPattern.Parse(p, PatternDialect.Mapping), BodyOf(p)))]);

    /// <summary>Whether a message goes to the function.</summary>
    public bool Passes(SqsEvent sqs, StoredMessage message)
    {
        if (_patterns.Count == 0)
        {
            return true;
        }

        var isJson = IsJson(message.Sent.Body);
        foreach (var (pattern, body) in _patterns)
        {
            if ((body == BodyPattern.None || body == BodyPattern.Json == isJson)
                && pattern.Matches(sqs.RecordOf(message, hasWindow: false, body == BodyPattern.Json ? message.Sent.Body : null).Span))
            {
                return true;
            }
        }

        return false;
    }

    // A text that happens to be a number or a word of JSON is a text still.
    private static bool IsJson(string body)
    {
        var text = body.AsSpan().TrimStart();
        return text is ['{' or '[', ..] && JsonText.ProblemOf(System.Text.Encoding.UTF8.GetBytes(body)) is null;
    }

    private static BodyPattern BodyOf(string pattern)
    {
        using var json = JsonDocument.Parse(pattern, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return BodyOf(json.RootElement);
    }

    private static BodyPattern BodyOf(JsonElement pattern)
    {
        var said = BodyPattern.None;
        foreach (var field in pattern.EnumerateObject())
        {
            said = field.Name switch
            {
                Body => field.Value.ValueKind == JsonValueKind.Object ? BodyPattern.Json : BodyPattern.Text,
                "$or" when said == BodyPattern.None && field.Value.ValueKind == JsonValueKind.Array =>
                    field.Value.EnumerateArray().Where(static o => o.ValueKind == JsonValueKind.Object).Select(BodyOf).FirstOrDefault(static b => b != BodyPattern.None),
                var name when name.StartsWith(Below, StringComparison.Ordinal) => BodyPattern.Json,
                _ => said,
            };
        }

        return said;
    }
}
