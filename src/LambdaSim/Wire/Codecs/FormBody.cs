using System.Globalization;
using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>
/// Forms of the query protocol, read and written along a shape. A list or map is read in both its forms, whatever its shape says: clients of the same service
/// have sent <c>Name.1</c>, <c>Names.member.1</c> and <c>Names.entry.1.key</c>. Parameters that the shape does not know are passed over.
/// </summary>
internal readonly struct FormBody(WireWalk walk)
{
    public JsonObject ReadMembers(WireShape shape, FormTree form)
    {
        var found = new JsonObject();
        foreach (var member in shape.Members)
        {
            // A flattened list has the name of its items; some clients send it under the name of the member.
            if ((form[member.WireName] ?? form[member.Name]) is not { } part)
            {
                continue;
            }

            walk.Enter(member.Name);
            found[member.Name] = Value(member.Shape, part);
            walk.Leave();
        }

        return found;
    }

    public void WriteMembers(WireShape shape, JsonObject members, string prefix, List<(string Name, string Value)> form)
    {
        foreach (var (name, value) in members)
        {
            if (value is null)
            {
                continue;
            }

            var member = Documents.Member(shape, name, walk);
            walk.Enter(name);
            Write(member.Shape, value, prefix + member.WireName, form);
            walk.Leave();
        }
    }

    private JsonNode Value(WireShape shape, FormTree part)
    {
        if (shape.Kind is WireKind.Structure or WireKind.List or WireKind.Map)
        {
            // Clients send an empty list as an empty parameter.
            return part.Value is { Length: > 0 } ? throw walk.Fail("has a value where members are expected")
                : shape.Kind == WireKind.Structure ? ReadMembers(shape, part)
                : shape.Kind == WireKind.List ? List(shape, part) : Map(shape, part);
        }

        return part is { Value: { } text, HasChildren: false } ? Scalars.FromText(shape, text, TimestampFormat.Iso8601, walk, default)
            : throw walk.Fail("has members where a value is expected");
    }

    private JsonArray List(WireShape shape, FormTree part)
    {
        var list = new JsonArray();
        foreach (var item in (part[shape.Item!.Name] ?? part["member"] ?? part).Items(walk))
        {
            walk.Enter(list.Count + 1);
            list.Add((JsonNode?)Value(shape.Item.Shape, item));
            walk.Leave();
        }

        return list;
    }

    private JsonObject Map(WireShape shape, FormTree part)
    {
        var map = new JsonObject();
        foreach (var item in (part["entry"] ?? part).Items(walk))
        {
            walk.Enter(map.Count + 1);
            var key = (item[shape.KeyName] ?? item["key"])?.Value ?? throw walk.Fail($"has no {shape.KeyName}");
            var value = item[shape.Item!.Name] ?? item["value"] ?? throw walk.Fail($"has no {shape.Item.Name}");
            Documents.Add(map, key, Value(shape.Item.Shape, value), walk, default);
            walk.Leave();
        }

        return map;
    }

    private void Write(WireShape shape, JsonNode value, string name, List<(string Name, string Value)> form)
    {
        switch (shape.Kind)
        {
            case WireKind.Structure:
                WriteMembers(shape, Documents.Object(value, walk), name + ".", form);
                break;
            case WireKind.List:
                WriteList(shape, Documents.Array(value, walk), name, form);
                break;
            case WireKind.Map:
                WriteMap(shape, Documents.Object(value, walk), shape.IsFlattened ? name : name + ".entry", form);
                break;
            default:
                form.Add((name, Scalars.ToText(shape, value, TimestampFormat.Iso8601, walk)));
                break;
        }
    }

    private void WriteList(WireShape shape, JsonArray list, string name, List<(string Name, string Value)> form)
    {
        if (list.Count == 0)
        {
            form.Add((name, ""));
        }

        var items = shape.IsFlattened ? name : $"{name}.{shape.Item!.Name}";
        for (var i = 0; i < list.Count; i++)
        {
            walk.Enter(i);
            Write(shape.Item!.Shape, list[i] ?? throw walk.Fail("must not be null"), Numbered(items, i), form);
            walk.Leave();
        }
    }

    private void WriteMap(WireShape shape, JsonObject map, string name, List<(string Name, string Value)> form)
    {
        var i = 0;
        foreach (var (key, value) in map)
        {
            walk.Enter(key);
            var entry = Numbered(name, i++);
            form.Add(($"{entry}.{shape.KeyName}", Scalars.Whole(key, walk)));
            Write(shape.Item!.Shape, value ?? throw walk.Fail("must not be null"), $"{entry}.{shape.Item.Name}", form);
            walk.Leave();
        }
    }

    private static string Numbered(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}.{index + 1}");
}
