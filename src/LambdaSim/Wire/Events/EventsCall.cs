using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Buses;

namespace LambdaSim.Wire.Events;

/// <summary>A request while it is worked on.</summary>
/// <param name="Input">Its members, which the codec has checked for their kinds.</param>
/// <param name="Caller">Whose request.</param>
/// <param name="Book">The buses that it reaches.</param>
/// <param name="By">Who sends, for the event log.</param>
internal sealed record EventsCall(JsonObject Input, RequestCaller Caller, BusBook Book, Sender By)
{
    public BusService Service => Book.At(Caller.Account, Caller.Region);

    public string? Text(string name) => (string?)Input[name];

    public int? Number(string name) => (int?)Input[name];

    public bool Flag(string name) => (bool?)Input[name] ?? false;

    public IReadOnlyList<string> Texts(string name) => [.. (Input[name] as JsonArray ?? []).Select(static t => (string?)t ?? "")];

    public IReadOnlyList<JsonObject> Objects(string name) => [.. (Input[name] as JsonArray ?? []).OfType<JsonObject>()];

    public Bus Bus(string member = "EventBusName") => Service.Meant(Text(member), char.ToLowerInvariant(member[0]) + member[1..]);

    /// <summary>A page of a list; its token stands for the key that the next begins with.</summary>
    /// <param name="list">Member of the answer.</param>
    /// <param name="items">All, in order.</param>
    /// <param name="shown">How one stands in the answer.</param>
    public JsonObject Page<T>(string list, IReadOnlyList<T> items, Func<T, JsonNode> shown)
    {
        const int Most = 100;
        new Constraints().Range("limit", Number("Limit"), 1, Most).Length("nextToken", Text("NextToken"), 1, 2_048).Check();
        var start = Text("NextToken") is { } token ? Start(token, items.Count) : 0;
        var page = items.Skip(start).Take(Number("Limit") ?? Most).ToList();
        var answer = new JsonObject { [list] = new JsonArray([.. page.Select(shown)]) };
        if (start + page.Count < items.Count)
        {
            answer["NextToken"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Configuration.Text.Of(start + page.Count)));
        }

        return answer;
    }

    private static int Start(string token, int count)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && int.TryParse(System.Text.Encoding.UTF8.GetString(bytes, 0, length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var start) && start <= count
            ? start
            : throw BusServiceException.Validation("Parameter NextToken is not valid.");
    }
}
