using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Implicit;

/// <summary>Tags that a function hands on to the API that its events are given.</summary>
internal static class PropagatedTags
{
    public static void Add(SamContext context, string api, MapNode owner)
    {
        var section = Make.Text(owner["Type"]) == "AWS::Serverless::Function" ? "Function" : "StateMachine";
        var globals = (context.Template["Globals"] as MapNode)?[section] as MapNode ?? MapNode.Empty;
        var own = owner["Properties"] as MapNode ?? MapNode.Empty;
        if (!Make.IsTrue(own["PropagateTags"] ?? globals["PropagateTags"]))
        {
            return;
        }

        var tags = new MapBuilder(ApiReference.Properties(context, api)?["Tags"] as MapNode ?? MapNode.Empty);
        foreach (var (name, value) in new[] { globals["Tags"], own["Tags"] }.OfType<MapNode>().SelectMany(t => t.Members))
        {
            tags.Set(name, value);
        }

        if (tags.Count > 0)
        {
            ApiReference.Set(context, api, "Tags", tags.ToNode(default));
            ApiReference.Set(context, api, "PropagateTags", Node.Of(true));
        }
    }
}
