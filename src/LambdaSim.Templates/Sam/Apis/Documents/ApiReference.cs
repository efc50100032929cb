using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>The API that an event names, by its logical id or by a reference.</summary>
internal static class ApiReference
{
    /// <summary>Properties of an API whose document the transform writes, or adds to.</summary>
    public const string Managed = "__MANAGE_SWAGGER";

    /// <summary>The logical id that the value names; null where it is another function.</summary>
    public static string? IdOf(Node? node) => Intrinsic.IsRef(node, out var name) ? name : Make.Text(node);

    /// <summary>Changes a property of an API that is still to be translated.</summary>
    public static void Set(SamContext context, string api, string property, Node value)
    {
        var node = context[api]!;
        context.Set(api, node.With("Properties", (node["Properties"] as MapNode ?? MapNode.Empty).With(property, value)));
    }

    public static MapNode? Properties(SamContext context, string? api) => api is null ? null : context[api]?["Properties"] as MapNode;
}
