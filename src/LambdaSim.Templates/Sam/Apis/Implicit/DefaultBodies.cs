using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Implicit;

/// <summary>APIs without a document get one, which events add their paths to.</summary>
internal sealed class DefaultBodies : IPreparation
{
    public void Prepare(SamContext context)
    {
        foreach (var (id, member) in context.Resources.Members)
        {
            var rest = context.TypeOf(id) == "AWS::Serverless::Api";
            if (!rest && context.TypeOf(id) != "AWS::Serverless::HttpApi")
            {
                continue;
            }

            if (((MapNode)member)["Properties"] is { } other and not MapNode && !Make.IsNull(other))
            {
                continue;
            }

            var properties = ((MapNode)member)["Properties"] as MapNode ?? MapNode.Empty;
            if (Make.IsNull(properties["DefinitionBody"]) && Make.IsNull(properties["DefinitionUri"]))
            {
                ApiReference.Set(context, id, "DefinitionBody", rest ? ApiDocument.RestSkeleton() : ApiDocument.HttpSkeleton());
                ApiReference.Set(context, id, ApiReference.Managed, Node.Of(true));
            }
        }
    }
}
