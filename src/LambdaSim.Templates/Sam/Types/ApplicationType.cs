using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Types;

/// <summary><c>AWS::Serverless::Application</c>: a nested stack, by its template's address or from the Serverless Application Repository.</summary>
internal sealed class ApplicationType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        { "Location", Takes.Text | Takes.Map },
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
        TagList.Check(application);
        var location = application["Location"] ?? throw application.Invalid("Resource is missing the required [Location] property.");
        var repository = location as MapNode;
        if (repository is not null && Intrinsic.Is(repository))
        {
            repository = null;
        }

        context.Add(
            application,
            application.Id,
            "AWS::CloudFormation::Stack",
            Node.Map(
                ("TemplateURL", repository is null ? location : null),
                ("Parameters", application["Parameters"]),
                ("NotificationARNs", application["NotificationARNs"]),
                ("TimeoutInMinutes", application["TimeoutInMinutes"]),
                ("Tags", Tags(application, repository, context))),
            application.Own);
    }

    // Its template is not known here; the tags that SAM gives it say which application is meant.
    private static ListNode Tags(SamResource application, MapNode? repository, SamContext context)
    {
        if (repository is null)
        {
            return TagList.Of(application["Tags"]);
        }

        var tags = new MapBuilder(application["Tags"] as MapNode ?? MapNode.Empty);
        tags.Set("serverlessrepo:applicationId", Value(application, repository, "ApplicationId", context));
        tags.Set("serverlessrepo:semanticVersion", Value(application, repository, "SemanticVersion", context));
        return TagList.Of(tags.ToNode(default));
    }

    private static TextNode Value(SamResource application, MapNode repository, string name, SamContext context)
    {
        if (repository[name] is not { } given)
        {
            throw application.Invalid($"Resource is missing the required [{name}] property.", repository);
        }

        return context.Parameters.Resolve(given) switch
        {
            TextNode { Text.Length: > 0 } text => text,
            TextNode or LiteralNode { Literal: LiteralKind.Null } => throw application.Invalid($"Property '{name}' cannot be blank.", given),
            var value when Intrinsic.Is(value) => throw application.Invalid($"Property '{name}' cannot be resolved. Only FindInMap and Ref intrinsic functions are supported.", given),
            _ => throw application.Invalid($"Type of property '{name}' is invalid.", given),
        };
    }
}
