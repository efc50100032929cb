using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Types;

/// <summary><c>AWS::Serverless::Application</c>: a nested stack, by its template's address or from the Serverless Application Repository.</summary>
internal sealed class ApplicationType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        { "Location", Takes.Text | Takes.Map | Takes.Required },
        { "TemplateUrl" },
        { "Parameters", Takes.Map },
        { "NotificationARNs", Takes.List },
        { "Tags", Takes.Map },
        { "TimeoutInMinutes" },
    };

    public string Type => "AWS::Serverless::Application";

    public void Translate(SamResource application, SamContext context)
    {
        Table.Check(application.Id, Type, application.Properties);
        var location = application["Location"]!;
        context.Add(
            application,
            application.Id,
            "AWS::CloudFormation::Stack",
            Node.Map(
                ("TemplateURL", location is MapNode ? null : location),
                ("Parameters", application["Parameters"]),
                ("NotificationARNs", application["NotificationARNs"]),
                ("TimeoutInMinutes", application["TimeoutInMinutes"]),
                ("Tags", Tags(application, location as MapNode, context))),
            application.Own);
    }

    // Its template is not known here; the tags that SAM gives it say which application is meant.
    private static ListNode Tags(SamResource application, MapNode? repository, SamContext context)
    {
        if (repository is null)
        {
            return TagList.Of(application["Tags"]);
        }

        foreach (var required in new[] { "ApplicationId", "SemanticVersion" })
        {
            if (Make.IsNull(repository[required]))
            {
                throw application.Invalid($"Resource is missing the required [{required}] property.", repository);
            }
        }

        var tags = new MapBuilder(application["Tags"] as MapNode ?? MapNode.Empty);
        tags.Set("serverlessrepo:applicationId", context.Parameters.Resolve(repository["ApplicationId"]!));
        tags.Set("serverlessrepo:semanticVersion", context.Parameters.Resolve(repository["SemanticVersion"]!));
        return TagList.Of(tags.ToNode(default));
    }
}
