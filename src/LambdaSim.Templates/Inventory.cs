using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaSim.Templates.Resources;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Templates;

/// <summary>A resource that is a name alone.</summary>
/// <param name="Id">Its logical id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Why">What that means for the rest.</param>
public sealed record LeftOutResource(string Id, string Type, string Why);

/// <summary>What becomes of the resources of a template.</summary>
/// <param name="Loaded">Logical ids of those that are simulated, in the template's order.</param>
/// <param name="LeftOut">Those that are names alone, in the template's order.</param>
public sealed record Inventory(IReadOnlyList<string> Loaded, IReadOnlyList<LeftOutResource> LeftOut)
{
    /// <summary>As JSON: <c>{"loaded": […], "leftOut": [{"id", "type", "why"}]}</c>.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartArray("loaded");
            foreach (var id in Loaded)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            json.WriteStartArray("leftOut");
            foreach (var left in LeftOut)
            {
                json.WriteStartObject();
                json.WriteString("id", left.Id);
                json.WriteString("type", left.Type);
                json.WriteString("why", left.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static Inventory Of(Stack stack, IReadOnlyDictionary<string, string> leftOut)
    {
        var order = (Sections.Of(stack.Template, "Resources")?.Keys ?? []).Select(static (id, i) => (id, i)).ToDictionary(static p => p.id, static p => p.i, StringComparer.Ordinal);
        var resources = stack.Resources.OrderBy(r => order.GetValueOrDefault(r.LogicalId)).ToList();
        var needed = resources.SelectMany(static r => r.DependsOn.Select(d => (Needed: d, By: r.LogicalId))).ToLookup(static p => p.Needed, static p => p.By, StringComparer.Ordinal);
        return new Inventory(
            [.. resources.Where(r => IsSimulated(r) && !leftOut.ContainsKey(r.LogicalId)).Select(static r => r.LogicalId)],
            [.. resources.Where(r => !IsSimulated(r) || leftOut.ContainsKey(r.LogicalId)).Select(r => new LeftOutResource(
                r.LogicalId, r.Type, $"{leftOut.GetValueOrDefault(r.LogicalId, "its type is not simulated")}; it is a name{For(needed[r.LogicalId].ToList())}"))]);
    }

    private static bool IsSimulated(StackResource resource) => ResourceTypes.All.ContainsKey(resource.Type);

    private static string For(List<string> dependents) => dependents.Count == 0 ? "" : $" for {string.Join(", ", dependents)}";
}
