using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Types;

/// <summary><c>AWS::Serverless::GraphQLApi</c>: the API of AppSync and its schema by name. Resolvers, data sources and keys are not made: nothing here runs them.</summary>
internal sealed class GraphQLApiType : IResourceType
{
    public string Type => "AWS::Serverless::GraphQLApi";

    public void Translate(SamResource api, SamContext context)
    {
        var auth = api["Auth"] as MapNode ?? throw api.Invalid("Missing required property 'Auth'.", api.Properties);
        context.Add(
            api,
            api.Id,
            "AWS::AppSync::GraphQLApi",
            Node.Map(
                ("Name", api["Name"] ?? Node.Of(api.Id)),
                ("AuthenticationType", auth["Type"]),
                ("XrayEnabled", api["XrayEnabled"]),
                ("Tags", TagList.Of(api["Tags"]))),
            api.Own);
        context.Add(
            api,
            api.Id + "Schema",
            "AWS::AppSync::GraphQLSchema",
            Node.Map(("ApiId", Make.GetAtt(api.Id, "ApiId")), ("Definition", api["SchemaInline"]), ("DefinitionS3Location", api["SchemaUri"])),
            api.Inherited);
    }
}
