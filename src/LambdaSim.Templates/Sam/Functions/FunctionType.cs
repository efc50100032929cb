using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary><c>AWS::Serverless::Function</c>: the function, its role, version and alias, its URL, and what its events need.</summary>
internal sealed class FunctionType : IResourceType
{
    public string Type => "AWS::Serverless::Function";

    public void Translate(SamResource function, SamContext context)
    {
        FunctionProperties.Table.Check(function.Id, Type, function.Properties);
        FunctionRules.Check(function);
        var code = FunctionCode.Of(function, context);
        var role = new FunctionRole(function, context);
        var properties = Properties(function, code, role.Reference);
        var alias = FunctionAlias.NameOf(function, context);
        if (alias is null && function["ProvisionedConcurrencyConfig"] is { } provisioned)
        {
            throw function.Invalid("To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function", provisioned);
        }

        var deployment = Deployment.Read(function, alias, context);
        var published = alias is null ? null : FunctionAlias.Add(function, alias, properties, deployment, context);
        EventInvoke.Add(function, published, role.Draft, context);
        FunctionUrl.Add(function, published, context);
        if (deployment is not null)
        {
            // Looked at here, so that what is wrong with it is told with the function.
            deployment.Group();
            context.Deployments.Add(deployment);
        }

        FunctionEvents.Add(function, published, role.Draft, context);
        role.Add();
        var described = published?.Description is { } description ? properties.With("Description", description) : properties;
        context.Add(function, function.Id, "AWS::Lambda::Function", described, function.Own);
    }

    private static MapNode Properties(SamResource function, Node code, Node role)
    {
        var map = new MapBuilder();
        map.Set("Code", code);
        foreach (var name in FunctionProperties.Same)
        {
            if (function[name] is { } value)
            {
                map.Set(name, value);
            }
        }

        map.Set("Role", role);
        map.Set("Tags", TagList.Of(function["Tags"]));
        if (function["Tracing"] is { } tracing)
        {
            map.Set("TracingConfig", Node.Map(("Mode", tracing)));
        }

        if (function["DeadLetterQueue"] is MapNode queue)
        {
            map.Set("DeadLetterConfig", Node.Map(("TargetArn", queue["TargetArn"])));
        }

        if (function["CapacityProviderConfig"] is MapNode provider)
        {
            map.Set("CapacityProviderConfig", CapacityProvider(provider));
        }

        return map.ToNode(function.Properties.Place);
    }

    private static MapNode CapacityProvider(MapNode given)
    {
        var map = new MapBuilder();
        foreach (var (name, value) in given.Members)
        {
            map.Set(name == "Arn" ? "CapacityProviderArn" : name, value);
        }

        return Node.Map(("LambdaManagedInstancesCapacityProviderConfig", map.ToNode(given.Place)));
    }
}
