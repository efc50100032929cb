using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Members;

/// <summary>The members of a request's shape down to their leaves, and requests that say one more of them.</summary>
internal static class MemberPaths
{
    /// <summary>Paths such as <c>Actions.0.RedirectConfig.Host</c>; an item of a list is its first, a value of a map that of the key <c>probe</c>.</summary>
    public static IEnumerable<string> Of(WireShape shape, string above = "")
    {
        foreach (var member in shape.Members)
        {
            foreach (var path in Below(member.Shape, above + member.Name))
            {
                yield return path;
            }
        }
    }

    /// <summary>The request with a value at a path; null: it says something there already.</summary>
    public static JsonObject? With(WireShape shape, JsonObject request, string path, Func<string, JsonNode?> given)
    {
        var copy = request.DeepClone().AsObject();
        return Set(shape, copy, path.Split('.'), 0, given) ? copy : null;
    }

    private static IEnumerable<string> Below(WireShape shape, string path) => shape.Kind switch
    {
        WireKind.Structure => Of(shape, path + "."),
        WireKind.List when shape.Item!.Shape.Kind == WireKind.Structure => Of(shape.Item.Shape, path + ".0."),
        WireKind.Map when shape.Item!.Shape.Kind == WireKind.Structure => Of(shape.Item.Shape, path + ".probe."),
        _ => [path],
    };

    private static bool Set(WireShape shape, JsonObject owner, string[] parts, int at, Func<string, JsonNode?> given)
    {
        var member = shape.Named(parts[at])!;
        if (at == parts.Length - 1)
        {
            if (owner.ContainsKey(member.Name))
            {
                return false;
            }

            owner[member.Name] = Value(member.Shape, string.Join('.', parts), member.Name, given);
            return true;
        }

        var (inner, next) = member.Shape.Kind == WireKind.Structure ? (member.Shape, at + 1) : (member.Shape.Item!.Shape, at + 2);
        var held = member.Shape.Kind switch
        {
            WireKind.List => (owner[member.Name] as JsonArray)?[0] as JsonObject,
            WireKind.Map => (owner[member.Name] as JsonObject)?["probe"] as JsonObject,
            _ => owner[member.Name] as JsonObject,
        };
        if (held is null)
        {
            held = new JsonObject(inner.Members.Where(m => m.IsRequired && m.Name != parts[next]).Select(m => KeyValuePair.Create(m.Name, (JsonNode?)Value(m.Shape, $"{string.Join('.', parts[..next])}.{m.Name}", m.Name, given))));
            owner[member.Name] = member.Shape.Kind switch
            {
                WireKind.List => new JsonArray(held),
                WireKind.Map => new JsonObject { ["probe"] = held },
                _ => held,
            };
        }

        return Set(inner, held, parts, next, given);
    }

    // A value that the model allows; what the service allows, the scenario says.
    private static JsonNode Value(WireShape shape, string path, string name, Func<string, JsonNode?> given) => given(path) ?? given(name) ?? shape.Kind switch
    {
        WireKind.String => shape.Limits?.Values is { Count: > 0 } values ? values[^1] : "probe",
        WireKind.Integer or WireKind.Long => (shape.Limits?.Min ?? 1) + 3,
        WireKind.Double => 2.5,
        WireKind.Boolean => true,
        WireKind.Timestamp => 1_700_000_000,
        WireKind.Blob => "cHJvYmU=",
        WireKind.List => new JsonArray(Value(shape.Item!.Shape, path + ".0", name, given)),
        WireKind.Map => new JsonObject { ["probe"] = Value(shape.Item!.Shape, path + ".probe", name, given) },
        _ => new JsonObject { ["probe"] = "probe" },
    };
}
