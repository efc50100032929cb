using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>Members that stand in a query.</summary>
internal static class QueryText
{
    public static void Read(WireOperation operation, List<(string Name, string Value)> query, JsonObject found, WireWalk walk)
    {
        var members = operation.Input.Members.Where(static m => m.Location == MemberLocation.Query).ToDictionary(static m => m.WireName, StringComparer.Ordinal);
        var others = operation.Input.Members.FirstOrDefault(static m => m.Location == MemberLocation.QueryParameters);
        var isFixed = operation.Path.FixedParameters.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in query)
        {
            if (members.GetValueOrDefault(name) is { } member)
            {
                Add(found, member.Name, member.Shape, value, DocumentPlace.Named("query parameter", member.WireName), walk);
            }
            else if (others is not null && !isFixed.Contains(name))
            {
                walk.Enter(others.Name);
                var map = found[others.Name] as JsonObject ?? [];
                found[others.Name] ??= map;
                Add(map, name, others.Shape.Item!.Shape, value, DocumentPlace.Named("query"), walk);
                walk.Leave();
            }
        }
    }

    public static string Write(WireOperation operation, JsonObject input, string start, WireWalk walk)
    {
        List<string> query = start.Length == 0 ? [] : [start];
        foreach (var (name, value) in input)
        {
            var member = Documents.Member(operation.Input, name, walk);
            walk.Enter(name);
            if (member.Location == MemberLocation.Query && value is not null)
            {
                Write(member.WireName, member.Shape, value, query, walk);
            }
            else if (member.Location == MemberLocation.QueryParameters && value is not null)
            {
                foreach (var (key, item) in Documents.Object(value, walk))
                {
                    Write(Scalars.Whole(key, walk), member.Shape.Item!.Shape, item, query, walk);
                }
            }

            walk.Leave();
        }

        return string.Join('&', query);
    }

    private static void Add(JsonObject target, string name, WireShape shape, string text, DocumentPlace place, WireWalk walk)
    {
        walk.Enter(name, place);
        if (shape.Kind == WireKind.List)
        {
            var list = target[name] as JsonArray ?? [];
            target[name] ??= list;
            list.Add((JsonNode?)Scalars.FromText(shape.Item!.Shape, text, TimestampFormat.Iso8601, walk, place));
        }
        else if (!target.TryAdd(name, Scalars.FromText(shape, text, TimestampFormat.Iso8601, walk, place)) && !walk.IsLenient)
        {
            throw walk.Fail("stands twice", place);
        }

        walk.Leave();
    }

    private static void Write(string name, WireShape shape, JsonNode? value, List<string> query, WireWalk walk)
    {
        if (shape.Kind == WireKind.List)
        {
            foreach (var item in Documents.Array(value, walk))
            {
                Write(name, shape.Item!.Shape, item, query, walk);
            }

            return;
        }

        walk.See();
        query.Add($"{PercentText.Encode(name)}={PercentText.Encode(Scalars.ToText(shape, value, TimestampFormat.Iso8601, walk))}");
    }
}
