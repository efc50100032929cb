using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>The events of a function, each handed to its type.</summary>
internal static class FunctionEvents
{
    public static void Add(SamResource function, FunctionAlias? alias, RoleDraft? role, SamContext context)
    {
        var id = alias?.Id ?? function.Id;
        var arn = alias is null ? Make.GetAtt(function.Id, "Arn") : Make.Ref(id);
        foreach (var (name, value) in Sorted(function["Events"] as MapNode))
        {
            if (Make.IsNull(value))
            {
                continue;
            }

            var (type, properties) = Read(function, name, value, SamTypes.FunctionEvents);
            type.Translate(new SamEvent(function, name, type.Type, properties, Make.Ref(id), id, arn, role), context);
        }
    }

    /// <summary>An event's type and properties.</summary>
    public static (IEventType Type, MapNode Properties) Read(SamResource owner, string name, Node value, IReadOnlyDictionary<string, IEventType> types)
    {
        if (value is not MapNode e)
        {
            throw SamFault.Event(owner.Id, name, "Event should be a map.", value);
        }

        if (Make.Text(e["Type"]) is not { } type || !types.TryGetValue(type, out var found))
        {
            throw SamFault.Event(owner.Id, name, $"Resource dict has missing or invalid value for field Type. Event Type is: {Make.Text(e["Type"]) ?? "None"}.", e);
        }

        var properties = e["Properties"] switch
        {
            MapNode map => map,
            null or LiteralNode { Literal: LiteralKind.Null } => new MapBuilder().ToNode(e.Place),
            var other => throw SamFault.Event(owner.Id, name, "Properties should be a map.", other),
        };
        var kept = new MapBuilder();
        foreach (var (key, property) in properties.Members.Where(p => !Make.IsNull(p.Value)))
        {
            kept.Set(key, property);
        }

        return (found, kept.ToNode(properties.Place));
    }

    // What takes all paths of an HTTP API comes last: it must not hide those that are written out.
    private static IEnumerable<KeyValuePair<string, Node>> Sorted(MapNode? events) => events?.Members ?? [];
}
