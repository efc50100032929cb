using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Functions;

namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>Makes the calls of a sequence, and tells the first thing that is not as the model says.</summary>
internal sealed class Player
{
    private readonly ServiceWorld _world = new();
    private readonly ModelService _model = new();
    private readonly List<string> _mappings = [];
    private readonly List<string> _signing = [];

    private Player()
    {
        _world.Plane.Limits = new AccountConfig { ConcurrencyLimit = ModelService.Limit };
        _world.Existing.UnionWith([Inputs.Queue, $"arn:aws:sqs:{ModelService.Region}:{ModelService.Account}:r"]);
    }

    /// <summary>Null: all is as it should be.</summary>
    public static string? Failure(IReadOnlyList<Call> calls)
    {
        var player = new Player();
        try
        {
            return calls.Select(player.Make).FirstOrDefault(static f => f is not null) ?? Compare(Views.OfAll(player._model), Views.OfAll(player._world, player._mappings, player._signing, player._model));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.ToString();
        }
    }

    private string? Make(Call call)
    {
        var input = Resolved(call);
        var expected = _model.Expect(call);
        if (call.Operation == Call.Wait)
        {
            _world.Settle();
            return null;
        }

        var (error, answer) = Ask(call.Operation, input);
        if (error?.ErrorCode != expected)
        {
            return $"{call}: expected {expected ?? "success"}, actual {(error is null ? answer?.ToJsonString() ?? "success" : $"{error.ErrorCode}: {error.Message}")}";
        }

        Remember(call.Operation, answer);
        var differing = _model.Answer.FirstOrDefault(m => answer?[m.Key]?.ToString() != m.Value);
        return differing.Key is not null ? $"{call}: expected {differing.Key} {differing.Value}, actual {answer?.ToJsonString()}"
            : call.Text("FunctionName") is { } name && Views.NameIn(name) is { } function && Compare(Views.Of(_model, function), Views.Of(_world, function, _model, _signing)) is { } difference ? $"{call}: {difference}"
            : null;
    }

    private (LambdaServiceException? Error, JsonNode? Answer) Ask(string operation, JsonObject input)
    {
        using var document = JsonDocument.Parse(input.ToJsonString());
        try
        {
            return (null, _world.Service.Call(Operations.All[operation], document.RootElement));
        }
        catch (LambdaServiceException e)
        {
            return (e, null);
        }
    }

    private void Remember(string operation, JsonNode? answer)
    {
        if (operation == "CreateEventSourceMapping" && answer is not null)
        {
            _mappings.Add(answer["UUID"]!.GetValue<string>());
        }

        if (operation == "CreateCodeSigningConfig" && answer is not null)
        {
            _signing.Add(answer["CodeSigningConfig"]!["CodeSigningConfigArn"]!.GetValue<string>());
        }
    }

    private JsonObject Resolved(Call call)
    {
        if (!call.Input.Any(static m => m.Value is JsonValue v && v.TryGetValue(out string? text) && text.StartsWith('@')))
        {
            return call.Input;
        }

        var input = call.Input.DeepClone().AsObject();
        if (call.Text("RevisionId") == "@fresh")
        {
            input["RevisionId"] = Fresh(call);
        }

        if (call.Index("UUID") is { } mapping)
        {
            input["UUID"] = mapping < _mappings.Count ? _mappings[mapping] : "00000000-0000-4000-8000-000000000000";
        }

        if (call.Index("CodeSigningConfigArn") is { } signing)
        {
            input["CodeSigningConfigArn"] = signing < _signing.Count ? _signing[signing] : $"arn:aws:lambda:{ModelService.Region}:{ModelService.Account}:code-signing-config:csc-00000000000000000";
        }

        return input;
    }

    private string Fresh(Call call)
    {
        var input = new JsonObject { ["FunctionName"] = call.Input["FunctionName"]!.DeepClone() };
        var (operation, member) = call.Operation switch
        {
            "UpdateAlias" => ("GetAlias", "Name"),
            "AddPermission" or "RemovePermission" => ("GetPolicy", "Qualifier"),
            _ => ("GetFunctionConfiguration", "none"),
        };
        if (call.Input[member] is { } value)
        {
            input[member] = value.DeepClone();
        }

        return Ask(operation, input).Answer?["RevisionId"]?.GetValue<string>() ?? "none";
    }

    private static string? Compare(string expected, string actual) => expected == actual ? null : $"\n  expected {expected}\n  actual   {actual}";
}
