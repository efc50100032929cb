using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Stacks;

/// <summary>A resource of a template, its functions not yet worked out.</summary>
/// <param name="LogicalId">Its name within the template.</param>
/// <param name="Type">Its type, such as <c>AWS::SQS::Queue</c>.</param>
/// <param name="Node">All of it.</param>
/// <param name="DependsOn">The resources that exist before it: named by <c>DependsOn</c> or by what it refers to, in the template's order.</param>
internal sealed record StackResource(string LogicalId, string Type, MapNode Node, IReadOnlyList<string> DependsOn)
{
    public MapNode Properties => Node["Properties"] as MapNode ?? MapNode.Empty;

    public Place Place => Node.Place;

    public string? Condition => (Node["Condition"] as TextNode)?.Text;
}
