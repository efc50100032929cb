using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>Calls about a few functions, versions and aliases, mostly of two areas in one sequence, so that they meet; most of them good.</summary>
internal sealed class CallGenerator(Dice dice)
{
    private const int Length = 30;

    private static readonly string[][] _areas =
    [
        ["CreateFunction", "GetFunction", "GetFunctionConfiguration", "UpdateFunctionConfiguration", "UpdateFunctionCode", "DeleteFunction"],
        ["PublishVersion", "PublishVersion", "UpdateFunctionConfiguration", "UpdateFunctionCode", "ListVersionsByFunction", "DeleteFunction"],
        ["CreateAlias", "UpdateAlias", "UpdateAlias", "GetAlias", "DeleteAlias", "PublishVersion"],
        ["AddPermission", "AddPermission", "RemovePermission", "RemovePermission", "GetPolicy"],
        ["TagResource", "UntagResource", "ListTags"],
        ["PutFunctionEventInvokeConfig", "UpdateFunctionEventInvokeConfig", "GetFunctionEventInvokeConfig", "DeleteFunctionEventInvokeConfig"],
        ["CreateFunctionUrlConfig", "CreateFunctionUrlConfig", "UpdateFunctionUrlConfig", "GetFunctionUrlConfig", "DeleteFunctionUrlConfig"],
        ["PutFunctionConcurrency", "GetFunctionConcurrency", "DeleteFunctionConcurrency", "PutProvisionedConcurrencyConfig", "PutProvisionedConcurrencyConfig", "GetProvisionedConcurrencyConfig", "DeleteProvisionedConcurrencyConfig", "UpdateAlias"],
        ["PutFunctionRecursionConfig", "GetFunctionRecursionConfig"],
        ["PublishLayerVersion", "GetLayerVersion", "DeleteLayerVersion", "AddLayerVersionPermission", "AddLayerVersionPermission", "RemoveLayerVersionPermission", "UpdateFunctionConfiguration"],
        ["CreateCodeSigningConfig", "GetCodeSigningConfig", "DeleteCodeSigningConfig", "PutFunctionCodeSigningConfig", "PutFunctionCodeSigningConfig", "DeleteFunctionCodeSigningConfig"],
        ["CreateEventSourceMapping", "CreateEventSourceMapping", "UpdateEventSourceMapping", "GetEventSourceMapping", "DeleteEventSourceMapping"],
    ];

    private readonly Members _members = new(dice);

    /// <summary>A sequence: it begins with a function and often with a version and an alias of it, and time passes often.</summary>
    public List<Call> Sequence()
    {
        List<Call> calls = [new("CreateFunction", _members.New("f")), new(Call.Wait, [])];
        if (!dice.Once(4))
        {
            calls.Add(new Call("PublishVersion", new JsonObject { ["FunctionName"] = "f" }));
            calls.Add(new Call("CreateAlias", new JsonObject { ["FunctionName"] = "f", ["Name"] = "live", ["FunctionVersion"] = "1" }));
        }

        if (dice.Once(2))
        {
            calls.Add(new Call("PublishLayerVersion", new JsonObject { ["LayerName"] = "l", ["Content"] = new JsonObject { ["ZipFile"] = Codes.Zip("a") } }));
            calls.Add(Make("CreateCodeSigningConfig"));
            calls.Add(Make("CreateEventSourceMapping"));
        }

        string[][] areas = [dice.Of(_areas), dice.Of(_areas)];
        while (calls.Count < Length)
        {
            calls.Add(dice.Once(5) ? new Call(Call.Wait, []) : Make(dice.Of(dice.Once(5) ? dice.Of(_areas) : dice.Of(areas))));
        }

        return calls;
    }

    private Call Make(string operation)
    {
        var input = new JsonObject();
        switch (operation)
        {
            case "PublishLayerVersion" or "GetLayerVersion" or "DeleteLayerVersion" or "AddLayerVersionPermission" or "RemoveLayerVersionPermission":
                _members.Layer(operation, input);
                break;
            case "TagResource" or "UntagResource" or "ListTags":
                _members.Tags(operation, input);
                break;
            case "CreateCodeSigningConfig" or "GetCodeSigningConfig" or "DeleteCodeSigningConfig":
                _members.Signing(operation, input);
                break;
            case "UpdateEventSourceMapping" or "GetEventSourceMapping" or "DeleteEventSourceMapping" or "CreateEventSourceMapping":
                _members.Mapping(operation, input);
                break;
            default:
                input["FunctionName"] = _members.Name();
                _members.Function(operation, input);
                break;
        }

        return new Call(operation, input);
    }
}
