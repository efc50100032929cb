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

    /// <summary>A page of a list; its token stands for the last key of the page before.</summary>
    /// <param name="list">Member of the answer.</param>
    /// <param name="items">All, in ordinal order of their keys.</param>
    /// <param name="key">Of one.</param>
    /// <param name="shown">How one stands in the answer.</param>
    public JsonObject Page<T>(string list, IEnumerable<T> items, Func<T, string> key, Func<T, JsonNode> shown)
    {
        const int Most = 100;
        new Constraints().Range("limit", Number("Limit"), 1, Most).Length("nextToken", Text("NextToken"), 1, 2_048).Check();
        var (page, next) = TokenPage.Of(items.Select(i => (key(i), shown(i))), Text("NextToken"), Number("Limit") ?? Most) ?? throw BusServiceException.Validation("Parameter NextToken is not valid.");
        var answer = new JsonObject { [list] = new JsonArray([.. page]) };
        if (next is not null)
        {
            answer["NextToken"] = next;
        }

        return answer;
    }
}
