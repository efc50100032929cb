namespace LambdaSim.Tests.Functions.RandomSequences;

internal sealed partial class ModelService
{
    private string? CreateFunction(Call call)
    {
        var error = Refer(call, IsBadTimeout(call), out var name, out _) ?? LayerError(call, "");
        if (error is not null)
        {
            return error;
        }

        if (Functions.ContainsKey(name))
        {
            return Conflict;
        }

        if (CodeOf(call.Input["Code"]!["ZipFile"]!.GetValue<string>()) is not { } code)
        {
            return Invalid;
        }

        var function = Functions[name] = new ModelFunction(code, Changed(call, new ModelSettings("", 3, "")));
        Answer["Version"] = call.Flag("Publish") ? AddVersion(name, function, null) : Latest;
        return null;
    }

    private string? GetFunction(Call call)
    {
        var error = Refer(call, false, out var name, out var qualifier);
        if (error is not null)
        {
            return error;
        }

        if (!Functions.TryGetValue(name, out var function) || function.Find(qualifier) is not { } version)
        {
            return NotFound;
        }

        if (call.Operation == "GetFunctionConfiguration")
        {
            Answer["Version"] = version == 0 ? Latest : $"{version}";
            Answer["Description"] = version == 0 ? function.Settings.Description : function.Versions[version].Settings.Description;
        }

        return null;
    }

    private string? UpdateConfiguration(Call call)
    {
        var error = Changeable(call, IsBadTimeout(call), out var name) ?? LayerError(call, Functions[name].Settings.Layers);
        if (error is not null)
        {
            return error;
        }

        var function = Functions[name];
        function.Settings = Changed(call, function.Settings);
        function.IsUpdating = true;
        function.Updates++;
        return null;
    }

    private string? UpdateCode(Call call)
    {
        var error = Changeable(call, false, out var name);
        if (error is not null)
        {
            return error;
        }

        if (CodeOf(call.Text("ZipFile")!) is not { } code)
        {
            return Invalid;
        }

        if (call.Flag("DryRun"))
        {
            return null;
        }

        var function = Functions[name];
        function.Code = code;
        function.IsUpdating = true;
        function.Updates++;
        Answer["Version"] = !call.Flag("Publish") ? Latest : AddVersion(name, function, null);
        return null;
    }

    private string? Publish(Call call)
    {
        var error = Changeable(call, false, out var name);
        if (error is not null)
        {
            return error;
        }

        var function = Functions[name];
        if (call.Text("CodeSha256") is { } sha && sha != Codes.Sha(function.Code))
        {
            return Invalid;
        }

        Answer["Version"] = Unchanged(name, function) ?? AddVersion(name, function, call.Text("Description"));
        return null;
    }

    private string? DeleteFunction(Call call)
    {
        var error = Refer(call, false, out var name, out var qualifier);
        if (error is not null)
        {
            return error;
        }

        if (qualifier == Latest || (qualifier is not null && IsAliasName(qualifier)))
        {
            return Invalid;
        }

        if (!Functions.TryGetValue(name, out var function))
        {
            return NotFound;
        }

        if (qualifier is null)
        {
            Functions.Remove(name);
            return null;
        }

        if (function.Find(qualifier) is not { } version)
        {
            return null;
        }

        if (function.Aliases.Values.Any(a => a.Version == qualifier || a.Second?.Version == qualifier))
        {
            return Conflict;
        }

        function.Versions.Remove(version);
        function.Forget(qualifier);
        return null;
    }

    // The function is there, unqualified, of the revision that is given, and nothing is on its way.
    private string? Changeable(Call call, bool isBad, out string name)
    {
        var error = Refer(call, isBad, out name, out var qualifier);
        return error ?? (!Functions.TryGetValue(name, out var function) ? NotFound
            : qualifier is not (null or Latest) ? Invalid
            : call.Text("RevisionId") == "@stale" ? Precondition
            : function.IsPending || function.IsUpdating ? Conflict
            : null);
    }

    private static bool IsBadTimeout(Call call) => call.Number("Timeout") is < 1 or > 900;

    // New references must exist; no layer stands twice.
    private string? LayerError(Call call, string before)
    {
        var layers = call.Input["Layers"]?.AsArray().Select(l => l!.GetValue<string>()).ToList() ?? [];
        return layers.Any(l => !LayerVersions.Contains(l) && !before.Split(',').Contains(l)) || layers.Select(l => l[..l.LastIndexOf(':')]).Distinct().Count() < layers.Count ? Invalid : null;
    }

    private static ModelSettings Changed(Call call, ModelSettings before) => new(
        call.Text("Description") ?? before.Description,
        call.Number("Timeout") ?? before.Timeout,
        call.Input["Layers"] is { } layers ? string.Join(',', layers.AsArray().Select(l => l!.GetValue<string>())) : before.Layers);

    private static string? CodeOf(string zip) => Codes.Name(zip);

    private string? Unchanged(string name, ModelFunction function) =>
        LastVersions.TryGetValue(name, out var last) && function.Versions.TryGetValue(last, out var version) && version.AfterUpdates == function.Updates ? $"{last}" : null;

    private string AddVersion(string name, ModelFunction function, string? description)
    {
        var number = LastVersions[name] = LastVersions.GetValueOrDefault(name) + 1;
        function.Versions[number] = new ModelVersion(function.Code, function.Settings with { Description = description ?? function.Settings.Description }, function.Updates);
        return $"{number}";
    }

    private static bool IsAliasName(string qualifier) => qualifier.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !qualifier.All(char.IsAsciiDigit);
}
