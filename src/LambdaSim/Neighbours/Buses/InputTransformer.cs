using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Buses;

/// <summary>
/// A template and what its placeholders stand for (rule EVB-TRANSFORMER). Outside quotation marks a value is put in as JSON, within them as bare text: in a template
/// that is one string without the quotation marks of what it holds, in others as it is, which may end in no JSON.
/// </summary>
internal sealed class InputTransformer
{
    private static readonly string[] _reserved = ["aws.events.rule-arn", "aws.events.rule-name", "aws.events.event.ingestion-time", "aws.events.event", "aws.events.event.json"];

    private readonly SortedDictionary<string, EventPath> _paths;
    private readonly string _template;

    private InputTransformer(SortedDictionary<string, EventPath> paths, string template)
    {
        _paths = paths;
        _template = template;
    }

    /// <exception cref="BusServiceException">It is none.</exception>
    public static InputTransformer Parse(JsonObject transformer, string target)
    {
        var paths = new SortedDictionary<string, EventPath>(StringComparer.Ordinal);
        foreach (var (name, value) in transformer["InputPathsMap"] as JsonObject ?? [])
        {
            if (name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase))
            {
                throw BusServiceException.Validation($"InputPathsMap for target {target} contains the reserved key {name}.");
            }

            paths[name] = EventPath.Parse((string?)value ?? "") ?? throw BusServiceException.Validation($"InputPathsMap for target {target} contains an invalid path: {(string?)value}.");
        }

        var template = (string?)transformer["InputTemplate"] ?? "";
        foreach (var (name, _, _) in Placeholders(template))
        {
            if (!paths.ContainsKey(name) && !_reserved.Contains(name, StringComparer.Ordinal))
            {
                throw BusServiceException.Validation($"InputTemplate for target {target} contains invalid placeholder {name}.");
            }
        }

        return new InputTransformer(paths, template);
    }

    /// <summary>What a target gets; null: what comes out is no JSON.</summary>
    public string? Apply(BusEvent e, BusRule rule)
    {
        using var document = JsonDocument.Parse(e.Json, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth + 1 });
        var isText = _template.TrimStart() is ['"', ..];
        var made = new StringBuilder();
        var at = 0;
        foreach (var (name, start, isQuoted) in Placeholders(_template))
        {
            made.Append(_template, at, start - at).Append(Value(name, isQuoted, isText, e, document.RootElement, rule));
            at = start + name.Length + 2;
        }

        var text = made.Append(_template, at, _template.Length - at).ToString();
        return isText || JsonText.ProblemOf(Encoding.UTF8.GetBytes(text)) is null ? text : null;
    }

    private string Value(string name, bool isQuoted, bool isText, BusEvent e, JsonElement root, BusRule rule)
    {
        var json = name switch
        {
            "aws.events.rule-arn" => Quoted(rule.Arn),
            "aws.events.rule-name" => Quoted(rule.Name),
            "aws.events.event.ingestion-time" => Quoted(BusEvent.Seconds(e.IngestedAt)),
            "aws.events.event" => e.Envelope(),
            "aws.events.event.json" => Encoding.UTF8.GetString(e.Json),
            _ => _paths[name].Json(root),
        };
        return json switch
        {
            null => isQuoted ? "" : "\"\"",
            _ when !isQuoted => json,
            ['"', ..] => Unquoted(json),
            _ => isText ? json.Replace("\"", "", StringComparison.Ordinal) : json,
        };
    }

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();

    private static string Unquoted(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetString()!;
    }

    // With where each begins, and whether it stands within quotation marks.
    private static IEnumerable<(string Name, int Start, bool IsQuoted)> Placeholders(string template)
    {
        var isQuoted = false;
        for (var i = 0; i < template.Length; i++)
        {
            switch (template[i])
            {
                case '\\':
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '<':
                    var end = template.IndexOf('>', i);
                    if (end > i + 1 && template[(i + 1)..end] is var name && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
                    {
                        yield return (name, i, isQuoted);
                        i = end;
                    }

                    break;
            }
        }
    }
}
