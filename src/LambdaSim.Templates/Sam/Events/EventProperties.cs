using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>Checks that the types of events share.</summary>
internal static class EventProperties
{
    public static void Check(this PropertyTable table, SamEvent e) => table.Check(e.Id, e.Type, e.Properties);

    /// <summary>A map of the properties that are given.</summary>
    public static MapBuilder Given(this SamEvent e, params ReadOnlySpan<string> names)
    {
        var map = new MapBuilder();
        foreach (var name in names)
        {
            if (e[name] is { } value)
            {
                map.Set(name, value);
            }
        }

        return map;
    }
}
