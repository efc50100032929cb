namespace LambdaSim.Tests.Functions.RandomSequences;

internal sealed partial class ModelService
{
    private string? CreateAlias(Call call)
    {
        var error = Refer(call, IsBadAlias(call), out var name, out _);
        if (error is not null)
        {
            return error;
        }

        var (alias, version) = (call.Text("Name")!, call.Text("FunctionVersion")!);
        if (!Functions.TryGetValue(name, out var function) || function.Find(version) is null)
        {
            return NotFound;
        }

        if (function.Aliases.ContainsKey(alias))
        {
            return Conflict;
        }

        var weights = Weights(call) ?? [];
        error = RoutingError(function, version, weights);
        if (error is null)
        {
            function.Aliases[alias] = new ModelAlias(version, weights.Count == 0 ? null : weights[0], call.Text("Description") ?? "");
        }

        return error;
    }

    private string? UpdateAlias(Call call)
    {
        var error = Refer(call, IsBadAlias(call), out var name, out _);
        if (error is not null)
        {
            return error;
        }

        if (!Functions.TryGetValue(name, out var function) || !function.Aliases.TryGetValue(call.Text("Name")!, out var alias))
        {
            return NotFound;
        }

        if (call.Text("RevisionId") == "@stale")
        {
            return Precondition;
        }

        var version = call.Text("FunctionVersion") ?? alias.Version;
        if (function.Find(version) is null)
        {
            return NotFound;
        }

        var weights = Weights(call) ?? (alias.Second is { } kept ? [kept] : []);
        error = RoutingError(function, version, weights) ?? MoveError(function, call.Text("Name")!, version, weights.Count > 0);
        if (error is null)
        {
            function.Aliases[call.Text("Name")!] = new ModelAlias(version, weights.Count == 0 ? null : weights[0], call.Text("Description") ?? alias.Description);
        }

        return error;
    }

    private string? GetAlias(Call call)
    {
        var error = Refer(call, IsBadAlias(call), out var name, out _);
        if (error is null && Functions.TryGetValue(name, out var function) && function.Aliases.TryGetValue(call.Text("Name")!, out var alias))
        {
            Answer["FunctionVersion"] = alias.Version;
            return null;
        }

        return error ?? NotFound;
    }

    private string? DeleteAlias(Call call)
    {
        var error = Refer(call, IsBadAlias(call), out var name, out _);
        if (error is not null)
        {
            return error;
        }

        if (!Functions.TryGetValue(name, out var function))
        {
            return NotFound;
        }

        if (function.Aliases.Remove(call.Text("Name")!))
        {
            function.Forget(call.Text("Name")!);
        }

        return null;
    }

    private static bool IsBadAlias(Call call) =>
        !IsAliasName(call.Text("Name")!)
        || (call.Text("FunctionVersion") is { } version && version != Latest && !version.All(char.IsAsciiDigit))
        || (Weights(call)?.Any(static w => w.Weight is < 0 or > 1 || !w.Version.All(char.IsAsciiDigit)) ?? false);

    private static List<(string Version, double Weight)>? Weights(Call call) =>
        call.Input["RoutingConfig"] is null ? null : [.. call.Input["RoutingConfig"]!["AdditionalVersionWeights"]!.AsObject().Select(w => (w.Key, w.Value!.GetValue<double>()))];

    private static string? RoutingError(ModelFunction function, string primary, List<(string Version, double Weight)> weights) =>
        weights.Count == 0 ? null
        : weights.Count > 1 || weights[0].Version == primary || primary == Latest ? Invalid
        : function.Find(weights[0].Version) is null ? NotFound
        : null;

    private static string? MoveError(ModelFunction function, string alias, string version, bool isSplit) =>
        !function.Provisioned.ContainsKey(alias) ? null
        : isSplit || version == Latest ? Invalid
        : IsProvisioned(function, function.Find(version), alias) ? Conflict
        : null;

    private static bool IsProvisioned(ModelFunction function, int? version, string except) =>
        function.Provisioned.Keys.Any(q => q != except && function.Find(q) == version);
}
