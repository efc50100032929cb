using System.Text.Json;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A route selection expression: where in a message of JSON the key of its route stands (rule WSS-ROUTE).</summary>
internal sealed class RouteSelection
{
    private const string Start = "$request.body.", Braced = "${request.body.";
    private readonly string[] _path;

    /// <exception cref="ArgumentException">It is none, or of a form that is not simulated.</exception>
    public RouteSelection(string text)
    {
        Text = text;
        var path = text.StartsWith(Start, StringComparison.Ordinal) ? text[Start.Length..]
            : text.StartsWith(Braced, StringComparison.Ordinal) && text.EndsWith('}') ? text[Braced.Length..^1]
            : "";
        _path = path.Split('.');
        if (Array.Exists(_path, static p => p.Length == 0 || !p.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')))
        {
            throw new ArgumentException($"'{text}' is no route selection expression that LambdaSim knows: say $request.body.NAME, such as $request.body.action", nameof(text));
        }
    }

    public string Text { get; }

    /// <summary>The key that a message says; null: it is no JSON, or says none.</summary>
    public string? KeyOf(string message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var value = document.RootElement;
            foreach (var part in _path)
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
                {
                    return null;
                }
            }

            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
