using System.Text;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>A front end's answer.</summary>
/// <param name="Status">HTTP status.</param>
internal sealed record FrontAnswer(int Status)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Header(string name) => Headers.LastOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public static FrontAnswer Json(int status, string json) => new(status) { Headers = [new("Content-Type", "application/json")], Body = Encoding.UTF8.GetBytes(json) };

    public static FrontAnswer Html(int status, string words) => new(status)
    {
        Headers = [new("Content-Type", "text/html")],
        Body = Encoding.UTF8.GetBytes($"<html>\r\n<head><title>{words}</title></head>\r\n<body>\r\n<center><h1>{words}</h1></center>\r\n</body>\r\n</html>\r\n"),
    };
}
