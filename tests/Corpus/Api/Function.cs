using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Api;

public record Request(string RawPath, Dictionary<string, string>? QueryStringParameters, string? Body);

public record Response(int StatusCode, Dictionary<string, string> Headers, string Body);

public record Order(string Id, DateTimeOffset At, Guid Ticket)
{
    public bool IsOld(TimeSpan age) => DateTimeOffset.UtcNow - At > age;
}

[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Response))]
[JsonSerializable(typeof(Order))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
public partial class Json : JsonSerializerContext;

// An API's function: records, generated JSON and regular expressions, streams in and out.
public partial class Function
{
    private static readonly Dictionary<string, Order> _orders = [];

    public async Task<Stream> Handle(Stream input)
    {
        var request = (await JsonSerializer.DeserializeAsync(input, Json.Default.Request))!;
        if (!Path().IsMatch(request.RawPath))
        {
            return Answer(404, "{}");
        }

        if (!_orders.TryGetValue(request.RawPath, out var order) || order.IsOld(TimeSpan.FromMinutes(5)))
        {
            _orders[request.RawPath] = order = new Order(request.RawPath, DateTimeOffset.UtcNow, Guid.NewGuid());
        }

        return Answer(200, JsonSerializer.Serialize(order with { Id = order.Id.TrimStart('/') }, Json.Default.Order));
    }

    private static MemoryStream Answer(int status, string body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new Response(status, new() { ["content-type"] = "application/json" }, body), Json.Default.Response));

    [GeneratedRegex("^/order[0-9]+$")]
    private static partial Regex Path();
}
