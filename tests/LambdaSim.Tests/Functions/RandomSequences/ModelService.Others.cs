namespace LambdaSim.Tests.Functions.RandomSequences;

internal sealed partial class ModelService
{
    public const string LayerArn = $"arn:aws:lambda:{Region}:{Account}:layer:";

    private readonly Dictionary<string, int> _lastLayers = new(StringComparer.Ordinal);

    /// <summary>ARNs.</summary>
    public SortedSet<string> LayerVersions { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, List<string>> LayerPolicies { get; } = new(StringComparer.Ordinal);

    /// <summary>In order of creation; false: it is gone.</summary>
    public List<bool> SigningConfigs { get; } = [];

    /// <summary>In order of creation.</summary>
    public List<ModelMapping> Mappings { get; } = [];

    private string? Layer(Call call)
    {
        var name = call.Text("LayerName")!;
        if (name.Contains('!', StringComparison.Ordinal))
        {
            return Validation;
        }

        if (call.Operation == "PublishLayerVersion")
        {
            var number = _lastLayers[name] = _lastLayers.GetValueOrDefault(name) + 1;
            LayerVersions.Add($"{LayerArn}{name}:{number}");
            Answer["Version"] = $"{number}";
            return null;
        }

        var version = call.Number("VersionNumber");
        var arn = $"{LayerArn}{name}:{version}";
        if (version < 1)
        {
            return Invalid;
        }

        if (call.Operation == "GetLayerVersion")
        {
            return LayerVersions.Contains(arn) ? null : NotFound;
        }

        LayerVersions.Remove(arn);
        LayerPolicies.Remove(arn);
        return null;
    }

    private string? LayerPermission(Call call)
    {
        var version = call.Number("VersionNumber");
        var arn = $"{LayerArn}{call.Text("LayerName")}:{version}";
        if (IsBadSid(call) || call.Text("LayerName")!.Contains('!', StringComparison.Ordinal) || version < 1)
        {
            return IsBadSid(call) || version >= 1 || call.Text("LayerName")!.Contains('!', StringComparison.Ordinal) ? Validation : Invalid;
        }

        if (!LayerVersions.Contains(arn))
        {
            return NotFound;
        }

        var policy = LayerPolicies.GetValueOrDefault(arn) ?? [];
        var sid = call.Text("StatementId")!;
        if (call.Operation == "AddLayerVersionPermission")
        {
            if (policy.Contains(sid))
            {
                return Conflict;
            }

            LayerPolicies[arn] = [.. policy, sid];
            return null;
        }

        if (!policy.Remove(sid))
        {
            return NotFound;
        }

        if (policy.Count == 0)
        {
            LayerPolicies.Remove(arn);
        }

        return null;
    }

    private string? Signing(Call call)
    {
        if (call.Operation == "CreateCodeSigningConfig")
        {
            SigningConfigs.Add(true);
            return null;
        }

        var index = call.Index("CodeSigningConfigArn")!.Value;
        if (!IsSigning(index))
        {
            return NotFound;
        }

        if (call.Operation == "DeleteCodeSigningConfig")
        {
            if (Functions.Values.Any(f => f.Signing == index))
            {
                return Conflict;
            }

            SigningConfigs[index] = false;
        }

        return null;
    }

    private string? FunctionSigning(Call call)
    {
        var error = Refer(call, false, out var name, out _);
        if (error is not null)
        {
            return error;
        }

        var index = call.Index("CodeSigningConfigArn");
        if (index is { } i && !IsSigning(i))
        {
            return "CodeSigningConfigNotFoundException";
        }

        if (!Functions.TryGetValue(name, out var function))
        {
            return NotFound;
        }

        function.Signing = index;
        return null;
    }

    private bool IsSigning(int index) => index < SigningConfigs.Count && SigningConfigs[index];

    private string? CreateMapping(Call call)
    {
        var batch = call.Number("BatchSize") ?? 10;
        var error = Refer(call, batch < 1, out var name, out var qualifier);
        if (error is not null)
        {
            return error;
        }

        var source = call.Text("EventSourceArn");
        if (source is null || batch > 10 || !Functions.TryGetValue(name, out var function) || function.Find(qualifier) is null || source.EndsWith("missing", StringComparison.Ordinal))
        {
            return Invalid;
        }

        var arn = TagArn + (qualifier is null ? name : $"{name}:{qualifier}");
        if (Mappings.Any(m => m.State.Length > 0 && m.Function == arn && m.Source == source))
        {
            return Conflict;
        }

        var isEnabled = call.Input["Enabled"] is null || call.Flag("Enabled");
        Mappings.Add(new ModelMapping(arn, source, isEnabled ? "Creating" : "Disabled") { Next = isEnabled ? "Enabled" : null, BatchSize = batch });
        return null;
    }

    private string? ChangeMapping(Call call)
    {
        var index = call.Index("UUID")!.Value;
        if (call.Number("BatchSize") is < 1)
        {
            return Validation;
        }

        if (index >= Mappings.Count || Mappings[index] is not { State.Length: > 0 } mapping)
        {
            return NotFound;
        }

        if (call.Operation == "GetEventSourceMapping")
        {
            return null;
        }

        if (mapping.Next is not null)
        {
            return "ResourceInUseException";
        }

        if (call.Operation == "DeleteEventSourceMapping")
        {
            (mapping.State, mapping.Next) = ("Deleting", "");
            return null;
        }

        if (call.Number("BatchSize") is > 10)
        {
            return Invalid;
        }

        var wasEnabled = mapping.State == "Enabled";
        var isEnabled = call.Input["Enabled"] is null ? wasEnabled : call.Flag("Enabled");
        mapping.BatchSize = call.Number("BatchSize") ?? mapping.BatchSize;
        mapping.State = wasEnabled == isEnabled ? "Updating" : isEnabled ? "Enabling" : "Disabling";
        mapping.Next = isEnabled ? "Enabled" : "Disabled";
        return null;
    }
}
