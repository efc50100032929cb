using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>AttributeUpdates and AttributesToGet, the forms of the time before expressions (rule DDB-LEGACY).</summary>
internal static class LegacyUpdates
{
    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static Update Update(JsonObject updates)
    {
        UpdateAction[] actions = [.. updates.Select(static u => Action(u.Value!.AsObject()))];
        DocumentPath[] targets = [.. updates.Select(static u => DocumentPath.Of(u.Key))];
        return new Update(targets, Expressions.Update.TreeOf(targets), actions, targets);
    }

    /// <summary>Of AttributesToGet: names as they are.</summary>
    /// <exception cref="TableValidationException">One is there twice.</exception>
    public static Projection Projection(JsonArray attributes)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            var name = attribute!.GetValue<string>();
            if (!names.Add(name))
            {
                throw TableValidationException.Invalid($"Duplicate value in attribute name: {name}");
            }
        }

        return Expressions.Projection.Of([.. attributes.Select(static a => DocumentPath.Of(a!.GetValue<string>()))]);
    }

    private static UpdateAction Action(JsonObject update)
    {
        var action = update["Action"]?.GetValue<string>() ?? "PUT";
        if (update["Value"] is not { } document)
        {
            return action == "DELETE" ? RemoveAction.Instance : throw TableValidationException.Invalid("Only DELETE action is allowed when no attribute value is specified");
        }

        var value = ValueReader.Value(document);
        return (action, value) switch
        {
            ("DELETE", SetValue set) => new DeleteAction(set, isLegacy: true),
            ("DELETE", _) => throw TableValidationException.Invalid($"DELETE action with value is not supported for the type {ValueJson.NameOf(value.Kind)}"),
            ("ADD", NumberValue or SetValue or ListValue) => new AddAction(value, isLegacy: true),
            ("ADD", _) => throw TableValidationException.Invalid($"ADD action is not supported for the type {ValueJson.NameOf(value.Kind)}"),
            _ => new SetAction(new GivenValue(value)),
        };
    }
}
