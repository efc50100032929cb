using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LambdaSim.Configuration;

/// <summary>
/// What System.Text.Json would lose of a type without a word: tuples and other types whose members are fields, and types of which no member
/// crosses at all. They become <c>{}</c>, and come back as zeros.
/// </summary>
internal sealed class JsonShape
{
    // A graph of types that is larger is somebody's object model, not an event's.
    private const int MaxTypes = 1_000;

    private static readonly ConditionalWeakTable<JsonTypeInfo, JsonShape> _read = [];
    private static readonly ConditionalWeakTable<JsonTypeInfo, JsonShape> _written = [];

    private readonly HashSet<Type> _seen = [];
    private readonly bool _reading;

    private JsonShape(JsonTypeInfo info, bool reading)
    {
        _reading = reading;
        Visit(info, info);
    }

    /// <summary>What would be lost, and what to do; null: nothing.</summary>
    public string? Loss { get; private set; }

    /// <summary>Somewhere in it stands <c>object</c>, which takes any JSON as it is.</summary>
    public bool HoldsObjects { get; private set; }

    /// <summary>Of a type that JSON becomes.</summary>
    public static JsonShape Read(JsonTypeInfo info) => _read.GetValue(info, static i => new JsonShape(i, reading: true));

    /// <summary>Of a type that becomes JSON.</summary>
    public static JsonShape Written(JsonTypeInfo info) => _written.GetValue(info, static i => new JsonShape(i, reading: false));

    private void Visit(JsonTypeInfo info, JsonTypeInfo root)
    {
        var type = info.Type;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            VisitType(underlying, root);
            return;
        }

        HoldsObjects |= type == typeof(object);
        if (Loss is not null || _seen.Count >= MaxTypes || !_seen.Add(type))
        {
            return;
        }

        if (info.Kind == JsonTypeInfoKind.Object)
        {
            VisitObject(type, info, root);
        }
        else if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary && info.ElementType is { } element)
        {
            VisitType(element, root);
        }
    }

    private void VisitObject(Type type, JsonTypeInfo info, JsonTypeInfo root)
    {
        var crossing = info.Properties.Where(p => _reading ? p.Set is not null || p.AssociatedParameter is not null || p.ObjectCreationHandling == JsonObjectCreationHandling.Populate : p.Get is not null).ToList();
        if (TypeNames.IsValueTuple(type) && crossing.Count == 0)
        {
            Loss = $"{Named(type, root)} is a tuple, whose items are fields, and JSON leaves fields out: {Becomes}. Use a record, a record struct or an anonymous type";
            return;
        }

        if (LostFields(type, info) is { Count: > 0 } fields)
        {
            Loss = $"{Named(type, root)} has {(fields.Count == 1 ? "the field" : "the fields")} {string.Join(", ", fields.Take(4))}, and JSON leaves fields out: {Becomes}. Make {(fields.Count == 1 ? "it a property" : "them properties")}, or add [JsonInclude]";
            return;
        }

        if (crossing.Count == 0 && info.PolymorphismOptions is null && !type.IsInterface && HasState(type))
        {
            Loss = $"{Named(type, root)} has no public {(_reading && info.Properties.Count > 0 ? "member that JSON can set" : "property")}: {Becomes}. Give it public properties{(_reading ? " with set or init, or a public constructor that takes them" : "")}, or add [JsonInclude]";
            return;
        }

        foreach (var property in crossing)
        {
            VisitType(property.PropertyType, root);
        }
    }

    private string Becomes => _reading ? "it would arrive empty" : "it would be {}";

    private static string Named(Type type, JsonTypeInfo root) => type == (Nullable.GetUnderlyingType(root.Type) ?? root.Type) ? "it" : $"{TypeNames.Of(type)} in it";

    private void VisitType(Type type, JsonTypeInfo root)
    {
        try
        {
            Visit(root.Options.GetTypeInfo(type), root);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            // What the serializer refuses is no loss without a word.
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A field that was trimmed away only makes the check weaker.")]
    private static List<string> LostFields(Type type, JsonTypeInfo info) =>
    [
        .. type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .Where(f => !f.IsDefined(typeof(JsonIgnoreAttribute)) && !info.Properties.Any(p => (p.AttributeProvider as MemberInfo)?.Name == f.Name))
            .Select(f => f.Name),
    ];

    // An event without content, record Ping(), loses nothing.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A field that was trimmed away only makes the check weaker.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A field that was trimmed away only makes the check weaker.")]
    private static bool HasState(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            if (declaring.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly).Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
