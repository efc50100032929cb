using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Connectors;

/// <summary>One end of a connector: a resource of the template by its id, or any by its type and properties.</summary>
internal sealed class ConnectorEnd
{
    private const string Function = "AWS::Lambda::Function";
    private const string StateMachine = "AWS::StepFunctions::StateMachine";

    private readonly Dictionary<string, Node> _values = new(StringComparer.Ordinal);

    private ConnectorEnd(string? id, string written, string type) => (Id, Written, Type) = (id, written, type);

    /// <summary>The logical id, or null where the resource is not of the template.</summary>
    public string? Id { get; }

    /// <summary>The type as the template has it.</summary>
    public string Written { get; }

    /// <summary>The type that CloudFormation has for it.</summary>
    public string Type { get; }

    public Node? this[string property] => _values.GetValueOrDefault(property);

    public static ConnectorEnd Read(string connector, MapNode given, SamContext context)
    {
        if (given.Has("Id"))
        {
            return OfTemplate(connector, given, context);
        }

        var written = Make.Text(given["Type"]) ?? throw SamFault.Resource(connector, "'Type' is missing or not a string.", given);
        var end = new ConnectorEnd(null, written, Plain(written));
        foreach (var (name, value) in given.Members.Where(m => !Make.IsNull(m.Value)))
        {
            end._values[name] = value;
        }

        end._values.TryAdd("Qualifier", Node.Of("*"));
        return end;
    }

    private static ConnectorEnd OfTemplate(string connector, MapNode given, SamContext context)
    {
        if (given.Keys.Any(k => k is not ("Id" or "Qualifier")))
        {
            throw SamFault.Resource(connector, "Must provide 'Id' (with optional 'Qualifier') or a supported combination of other properties.", given);
        }

        var id = Make.Text(given["Id"]) ?? throw SamFault.Resource(connector, "'Id' is missing or not a string.", given);
        var resource = context[id];
        if (resource is null && context.OriginalType(id) is null)
        {
            throw SamFault.Resource(connector, $"Unable to find resource with logical ID '{id}'.", given["Id"]);
        }

        var written = context.OriginalType(id) ?? Make.Text(resource?["Type"]) ?? throw SamFault.Resource(connector, "'Type' is missing or not a string.", resource);
        var end = new ConnectorEnd(id, written, Plain(written));
        var properties = resource?["Properties"] as MapNode ?? MapNode.Empty;
        end._values["Arn"] = end.Type is StateMachine or "AWS::SNS::Topic" ? Make.Ref(id) : Make.GetAtt(id, "Arn");
        end._values["Name"] = Make.GetAtt(id, "Name");
        end._values["QueueUrl"] = Make.Ref(id);
        end._values["ResourceId"] = Make.Ref(id);
        end._values["Qualifier"] = given["Qualifier"] is { } qualifier && !Make.IsNull(qualifier) ? qualifier : Node.Of("*");
        if (RoleName(properties[end.Type == Function ? "Role" : "RoleArn"]) is { } role)
        {
            end._values["RoleName"] = role;
        }

        return end;
    }

    private static string Plain(string type) => type switch
    {
        "AWS::Serverless::Function" => Function,
        "AWS::Serverless::StateMachine" => StateMachine,
        "AWS::Serverless::SimpleTable" => "AWS::DynamoDB::Table",
        "AWS::Serverless::Api" => "AWS::ApiGateway::RestApi",
        "AWS::Serverless::HttpApi" or "AWS::Serverless::WebSocketApi" => "AWS::ApiGatewayV2::Api",
        "AWS::Serverless::GraphQLApi" => "AWS::AppSync::GraphQLApi",
        _ => type,
    };

    // The role's name follows from its ARN where that is an attribute of a role of the template.
    private static MapNode? RoleName(Node? arn)
    {
        if (Intrinsic.IsGetAtt(arn, out var id, out var attribute))
        {
            return attribute == "Arn" ? Make.Ref(id) : null;
        }

        return arn is not null && Intrinsic.TryRead(arn, out var call) && call is { Name: "Fn::Sub", Argument: TextNode { Text: var text } }
            && text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith(".Arn}", StringComparison.Ordinal)
            ? Make.Ref(text[2..^5])
            : null;
    }
}
