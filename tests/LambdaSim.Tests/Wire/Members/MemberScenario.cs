using System.Text.Json.Nodes;
using LambdaSim.Neighbours.RestApis;
using LambdaSim.Wire;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Members;

/// <summary>A request of a service that is served, to which a test adds one member after the other.</summary>
/// <param name="Operation">Its operation.</param>
/// <param name="Prepare">Makes what it needs, and says its members.</param>
internal sealed record MemberScenario(string Operation, Func<MemberWorld, JsonObject> Prepare)
{
    /// <summary>What is asked after it, so that what it changed is seen: the answers are compared.</summary>
    public Func<MemberWorld, JsonObject, IEnumerable<JsonNode?>> After { get; init; } = static (_, _) => [];

    /// <summary>Values for paths or names of members, where any would be none.</summary>
    public IReadOnlyDictionary<string, JsonNode> Values { get; init; } = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
}

/// <summary>What a member does that is added to a request.</summary>
internal enum MemberEffect
{
    /// <summary>Nothing at all.</summary>
    Inert,

    /// <summary>The answers differ: it acts, or is told.</summary>
    Told,

    /// <summary>The request says it before.</summary>
    Said,

    /// <summary>What is not simulated names it.</summary>
    Listed,

    /// <summary>The request is refused.</summary>
    Refused,
}

/// <summary>A simulation that a table of operations works on, without a codec between.</summary>
internal sealed class MemberWorld : IDisposable
{
    private readonly Dictionary<string, TableOperation> _operations;

    public MemberWorld(IEnumerable<TableOperation> operations)
    {
        _operations = operations.ToDictionary(static o => o.Shapes.Name, StringComparer.Ordinal);
        Simulation.AddFunction("web", static () => new { statusCode = 200 });
    }

    public const string Function = "arn:aws:lambda:us-east-1:123456789012:function:web";

    /// <summary>Ids of what a scenario made: of an API, of a resource, of a deployment.</summary>
    public string First { get; set; } = "";

    public string Last { get; set; } = "";

    public string Deployment { get; set; } = "";

    public Simulation Simulation { get; } = new(seed: 1);

    public JsonObject Do(string operation, JsonObject input)
    {
        // As a codec reads them.
        var read = JsonNode.Parse(input.ToJsonString())!.AsObject();
        var found = _operations[operation];
        if (ModelCheck.MessageOf(found.Shapes.Input, read) is { } violation)
        {
            throw new ArgumentException($"{operation}: {violation}");
        }

        if (RefusedMembers.Find(found.Shapes.Input, read) is { } refused)
        {
            throw ApiGatewayException.Unsupported(refused);
        }

        return found.Work(new TableCall(read, new RequestCaller("123456789012", "us-east-1", null), Simulation))?.DeepClone().AsObject() ?? [];
    }

    public void Dispose() => Simulation.Dispose();

    /// <summary>What a member at a path does.</summary>
    public static MemberEffect EffectOf(IReadOnlyCollection<TableOperation> operations, MemberScenario scenario, string path)
    {
        var shape = operations.First(o => o.Shapes.Name == scenario.Operation).Shapes.Input;
        var (plain, plainNotes) = Outcome(operations, scenario, static r => r);
        try
        {
            var (told, notes) = Outcome(operations, scenario, r => MemberPaths.With(shape, r, path, p => scenario.Values.GetValueOrDefault(p)?.DeepClone()));
            return told is null ? MemberEffect.Said : notes != plainNotes ? MemberEffect.Listed : told != plain ? MemberEffect.Told : MemberEffect.Inert;
        }
        catch (AwsServiceException)
        {
            return MemberEffect.Refused;
        }
    }

    private static (string? Answers, string Notes) Outcome(IEnumerable<TableOperation> operations, MemberScenario scenario, Func<JsonObject, JsonObject?> change)
    {
        using var world = new MemberWorld(operations);
        if (change(scenario.Prepare(world)) is not { } request)
        {
            return (null, "");
        }

        var answer = world.Do(scenario.Operation, request);
        var after = scenario.After(world, answer).Select(static n => n?.ToJsonString() ?? "").ToList();
        return (string.Join('\n', after.Prepend(answer.ToJsonString())), string.Join('\n', world.Simulation.Unsimulated));
    }
}
