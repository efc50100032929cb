using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Functions;

namespace LambdaSim.Templates.Sam;

/// <summary>A template on its way through the transform.</summary>
internal sealed class SamContext
{
    private readonly MapBuilder _resources;
    private readonly Dictionary<string, string?> _original = new(StringComparer.Ordinal);
    private readonly List<SamFault> _faults = [];

    public SamContext(MapNode template, SamInputs inputs)
    {
        (Template, Inputs) = (template, inputs);
        Parameters = new ParameterRefs(template, inputs);
        _resources = new MapBuilder((MapNode)template["Resources"]!);
        foreach (var (id, resource) in ((MapNode)template["Resources"]!).Members)
        {
            _original[id] = Make.Text((resource as MapNode)?["Type"]);
        }
    }

    /// <summary>The template's sections beside <c>Resources</c>, which types may change.</summary>
    public MapNode Template { get; set; }

    public SamInputs Inputs { get; }

    public ParameterRefs Parameters { get; }

    public DeploymentList Deployments { get; } = new();

    public SamReferences References { get; } = new();

    public IReadOnlyList<SamFault> Faults => _faults;

    public MapNode Resources => _resources.ToNode(Template["Resources"]?.Place ?? default);

    public MapNode? Conditions => Template["Conditions"] as MapNode;

    /// <summary>A resource as it is at the moment: SAM's, or what has taken its place.</summary>
    public MapNode? this[string id] => _resources[id] as MapNode;

    /// <summary>The type that the template gives a resource, before it is translated.</summary>
    public string? OriginalType(string id) => _original.GetValueOrDefault(id);

    public string? TypeOf(string id) => Make.Text(this[id]?["Type"]);

    /// <summary>Changes a resource, or puts one in that the template could have had.</summary>
    public void Set(string id, MapNode resource) => _resources.Set(id, resource);

    public void Remove(string id) => _resources.Remove(id);

    public void Fail(SamFault fault) => _faults.Add(fault);

    /// <summary>Puts a resource of CloudFormation in. What the template has under the same id must be what it is made of.</summary>
    public void Add(SamResource from, string id, string type, MapNode properties, MapNode? attributes = null)
    {
        if (_original.TryGetValue(id, out var before) && before is not null && !(id == from.Id && before == from.Type) && !Replaces(type, before))
        {
            throw Duplicate(from.Id, id, type, from.Node);
        }

        var map = new MapBuilder();
        map.Set("Type", Node.Of(type));
        foreach (var (name, value) in attributes?.Members ?? [])
        {
            map.Set(name, value);
        }

        map.Set("Properties", properties);
        _resources.Set(id, map.ToNode(from.Node.Place));
        Tag(from, id);
    }

    /// <summary>Hands the tags of a resource on to what is made of it, where it asks for that and the type has tags.</summary>
    public void Tag(SamResource from, string id)
    {
        if (Make.IsTrue(from["PropagateTags"]) && this[id] is { } resource && Tagged.Contains(Make.Text(resource["Type"])!) && resource["Properties"] is MapNode properties)
        {
            IReadOnlyList<Node> own = (properties["Tags"] as ListNode)?.Items ?? [];
            Node[] tags = [.. own, .. TagList.Pairs(from["Tags"]).Where(t => !own.Any(o => NodeEquality.Equal(((o as MapNode)?["Key"]), ((MapNode)t)["Key"])))];
            _resources.Set(id, tags.Length == 0 ? resource : resource.With("Properties", properties.With("Tags", Node.List(tags))));
        }
    }

    private static readonly HashSet<string> Tagged = new(StringComparer.Ordinal)
    {
        "AWS::CodeDeploy::Application", "AWS::CodeDeploy::DeploymentGroup", "AWS::IAM::Role", "AWS::IoT::TopicRule", "AWS::S3::Bucket", "AWS::SNS::Topic",
        "AWS::SQS::Queue", "AWS::StepFunctions::StateMachine",
    };

    public static SamFault Duplicate(string from, string id, string type, Node at) => SamFault.Plain(
        from,
        $"Transforming resource with id [{from}] attempts to create a new resource with id [{id}] and type \"{type}\". A resource with that id already exists within this template. Please use a different id for that resource.",
        at);

    public void AddCondition(string name, Node condition) =>
        Template = Template.With("Conditions", (Conditions ?? MapNode.Empty).With(name, condition));

    private static bool Replaces(string type, string before) => (type, before) switch
    {
        ("AWS::Lambda::Function", "AWS::Serverless::Function") => true,
        ("AWS::Lambda::LayerVersion", "AWS::Serverless::LayerVersion") => true,
        ("AWS::ApiGateway::RestApi", "AWS::Serverless::Api") => true,
        ("AWS::ApiGatewayV2::Api", "AWS::Serverless::HttpApi" or "AWS::Serverless::WebSocketApi") => true,
        ("AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable") => true,
        ("AWS::CloudFormation::Stack", "AWS::Serverless::Application") => true,
        ("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine") => true,
        _ => type == before && type is "AWS::S3::Bucket" or "AWS::SNS::Topic" or "AWS::Cognito::UserPool" or "AWS::ApiGateway::DomainName" or "AWS::ApiGateway::BasePathMapping",
    };
}
