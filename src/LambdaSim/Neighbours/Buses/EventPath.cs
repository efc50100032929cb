using System.Globalization;
using System.Text.Json;

namespace LambdaSim.Neighbours.Buses;

/// <summary>A path into an event: <c>$.detail.items[0].name</c> (rule EVB-INPUT). Names may have any characters but dots and brackets, or stand in <c>['…']</c>.</summary>
internal sealed class EventPath
{
    // A name, an index, or null for all elements.
    private readonly List<object?> _steps = [];

    private EventPath()
    {
    }

    /// <summary>The path; null: the text is none.</summary>
    public static EventPath? Parse(string text)
    {
        var path = new EventPath();
        if (!text.StartsWith('$'))
        {
            return null;
        }

        for (var at = 1; at < text.Length;)
        {
            var end = text[at] switch
            {
                '.' => path.Name(text, at + 1),
                '[' => path.Bracket(text, at + 1),
                _ => -1,
            };
            if (end < 0)
            {
                return null;
            }

            at = end;
        }

        return path;
    }


    /// <summary>What an event has there as JSON, of several a list; null: nothing.</summary>
    public string? Json(JsonElement root) =>
        Find(root, 0) is not { Count: > 0 } found ? null : _steps.Contains(null) ? $"[{string.Join(',', found.Select(BusEvent.Compact))}]" : BusEvent.Compact(found[0]);

    private List<JsonElement> Find(JsonElement node, int step)
    {
        if (step == _steps.Count)
        {
            return [node];
        }

        return _steps[step] switch
        {
            string name => node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var member) ? Find(member, step + 1) : [],
            int index => node.ValueKind == JsonValueKind.Array && index < node.GetArrayLength() ? Find(node[index], step + 1) : [],
            _ => node.ValueKind == JsonValueKind.Array ? [.. node.EnumerateArray().SelectMany(e => Find(e, step + 1))] : [],
        };
    }

    private int Name(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny('.', '[') is var found and >= 0 ? start + found : text.Length;
        if (end == start)
        {
            return -1;
        }

        _steps.Add(text[start..end] is "*" ? null : text[start..end]);
        return end;
    }

    private int Bracket(string text, int start)
    {
        var end = text.IndexOf(']', start);
        if (end < 0)
        {
            return -1;
        }

        var inner = text[start..end];
        if (inner == "*")
        {
            _steps.Add(null);
        }
        else if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            _steps.Add(index);
        }
        else if (inner.Length > 2 && inner[0] is '\'' or '"' && inner[^1] == inner[0])
        {
            _steps.Add(inner[1..^1]);
        }
        else
        {
            return -1;
        }

        return end + 1;
    }
}
