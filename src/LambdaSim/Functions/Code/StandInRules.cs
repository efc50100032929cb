using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Functions;

/// <summary>The built-in behaviours of stand-ins, and what each can be told (rule CTL-STAND-IN). What would change nothing is refused.</summary>
internal static class StandInRules
{
    /// <summary>Longest wait in seconds: a day.</summary>
    public const int MaxWait = 86_400;

    private const int MaxExitCode = 255;

    private static readonly string[] _error = ["errorType", "errorMessage", "stackTrace"];

    private static readonly (string Name, string[] Params)[] _behaviors =
    [
        ("echo", []), ("nothing", []), ("constant", ["value"]), ("fail", _error), ("failIf", ["key", .. _error]), ("wait", ["wait"]), ("version", ["id"]),
        ("initType", []), ("counter", []), ("handlerName", []), ("size", []), ("exit", ["code"]), ("integration", ["key", .. _error]),
    ];

    // The others need an event, or are the same without.
    private static readonly string[] _inInit = ["fail", "wait", "initType", "exit"];

    public static IEnumerable<string> Names => _behaviors.Select(static b => b.Name);

    /// <summary>What is wrong with a stand-in, in words; null: nothing.</summary>
    public static string? ProblemOf(StandIn standIn)
    {
        var (behavior, @params, init, callback) = standIn;
        if (behavior is null)
        {
            return @params.EnumerateObject().Any() ? $"\"params\" belong to a behavior; the callback {callback} gets none of them" : null;
        }

        if (_behaviors.FirstOrDefault(b => b.Name == behavior) is not { Name: not null } known)
        {
            return $"the behavior \"{behavior}\" is none of {string.Join(", ", Names)}; the nearest is {NearestName.Of(behavior, Names, 1)[0]}";
        }

        foreach (var param in @params.EnumerateObject())
        {
            if (!known.Params.Contains(param.Name, StringComparer.Ordinal))
            {
                return $"the behavior \"{behavior}\" has no param \"{param.Name}\"; {(known.Params.Length == 0 ? "it has none" : $"it has {string.Join(", ", known.Params)}")}";
            }

            if (ProblemOf(param.Name, param.Value) is { } problem)
            {
                return $"the param \"{param.Name}\" of \"{behavior}\" must be {problem}";
            }
        }

        var missing = behavior switch
        {
            "constant" => "value",
            "failIf" => "key",
            "integration" when @params.EnumerateObject().Any() => "key",
            "wait" when init => "wait",
            _ => null,
        };
        return missing is not null && !@params.TryGetProperty(missing, out _) ? $"the behavior \"{behavior}\" needs the param \"{missing}\" here"
            : init && !_inInit.Contains(behavior, StringComparer.Ordinal) ? $"the behavior \"{behavior}\" does nothing in the init phase; \"init\": true is for {string.Join(", ", _inInit)} and callbacks"
            : null;
    }

    private static string? ProblemOf(string param, JsonElement value) => param switch
    {
        "errorType" or "errorMessage" or "key" or "id" => value.ValueKind == JsonValueKind.String && value.GetString() is not null ? null : "a text",
        "stackTrace" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static l => l.ValueKind == JsonValueKind.String && l.GetString() is not null) ? null : "a list of texts",
        "wait" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var seconds) && seconds is >= 0 and <= MaxWait ? null : Text.Invariant($"a number of seconds from 0 to {MaxWait}"),
        "code" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var code) && code is >= 0 and <= MaxExitCode ? null : Text.Invariant($"a whole number from 0 to {MaxExitCode}"),
        _ => null,
    };
}
