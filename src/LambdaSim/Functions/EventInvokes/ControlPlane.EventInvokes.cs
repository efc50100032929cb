using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Settings of asynchronous invocation (rule CTL-EVENT-INVOKE).
internal sealed partial class ControlPlane
{
    private const int MaxPage = 50;

    /// <summary>Where its functions may send what becomes of their async invocations.</summary>
    internal DestinationRule Destinations => field ??= new DestinationRule(Address, _host.Directory);

    /// <summary>AWS's <c>PutFunctionEventInvokeConfig</c>.</summary>
    public FunctionEventInvokeConfig PutFunctionEventInvokeConfig(PutFunctionEventInvokeConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (entry, key) = EventInvokeTarget(request.FunctionName, request.Qualifier, request.MaximumRetryAttempts, request.MaximumEventAgeInSeconds, request.DestinationConfig);
        var config = new EventInvokeEntry(key, NowSeconds, request.MaximumRetryAttempts, request.MaximumEventAgeInSeconds,
            request.DestinationConfig?.OnSuccess?.Destination, request.DestinationConfig?.OnFailure?.Destination);
        entry.EventInvokes[key] = config;
        return Show(entry, config);
    }

    /// <summary>AWS's <c>UpdateFunctionEventInvokeConfig</c>.</summary>
    public FunctionEventInvokeConfig UpdateFunctionEventInvokeConfig(UpdateFunctionEventInvokeConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (entry, key) = EventInvokeTarget(request.FunctionName, request.Qualifier, request.MaximumRetryAttempts, request.MaximumEventAgeInSeconds, request.DestinationConfig);
        var config = entry.EventInvokes.GetValueOrDefault(key) ?? throw NoEventInvoke(entry.Name, key);
        config = config with
        {
            LastModified = NowSeconds,
            MaximumRetryAttempts = request.MaximumRetryAttempts ?? config.MaximumRetryAttempts,
            MaximumEventAgeInSeconds = request.MaximumEventAgeInSeconds ?? config.MaximumEventAgeInSeconds,
            OnSuccess = request.DestinationConfig is { } d ? d.OnSuccess?.Destination : config.OnSuccess,
            OnFailure = request.DestinationConfig is { } e ? e.OnFailure?.Destination : config.OnFailure,
        };
        entry.EventInvokes[key] = config;
        return Show(entry, config);
    }

    /// <summary>AWS's <c>GetFunctionEventInvokeConfig</c>.</summary>
    public FunctionEventInvokeConfig GetFunctionEventInvokeConfig(GetFunctionEventInvokeConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = Refer(request.FunctionName, request.Qualifier);
        return Functions.TryGetValue(reference.Name, out var entry) && entry.EventInvokes.TryGetValue(reference.QualifierOrLatest, out var config)
            ? Show(entry, config)
            : throw NoEventInvoke(reference.Name, reference.QualifierOrLatest);
    }

    /// <summary>AWS's <c>DeleteFunctionEventInvokeConfig</c>.</summary>
    public void DeleteFunctionEventInvokeConfig(DeleteFunctionEventInvokeConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = Refer(request.FunctionName, request.Qualifier);
        if (Functions.GetValueOrDefault(reference.Name)?.EventInvokes.Remove(reference.QualifierOrLatest) != true)
        {
            throw NoEventInvoke(reference.Name, reference.QualifierOrLatest);
        }
    }

    /// <summary>AWS's <c>ListFunctionEventInvokeConfigs</c>.</summary>
    public ListFunctionEventInvokeConfigsResponse ListFunctionEventInvokeConfigs(ListFunctionEventInvokeConfigsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = Refer(request.FunctionName, null, new Constraints().Range("maxItems", request.MaxItems, 1, MaxPage)).Name;
        var entry = Functions.GetValueOrDefault(name) ?? throw NoSuchFunction();
        var (items, next) = Pages.Of(entry.EventInvokes.Values.Select(static c => (c.Qualifier, c)), request.Marker, request.MaxItems);
        return new ListFunctionEventInvokeConfigsResponse { FunctionEventInvokeConfigs = [.. items.Select(c => Show(entry, c))], NextMarker = next };
    }

    private static ResourceNotFoundException NoSuchFunction() => new("The function doesn't exist.");

    private ResourceNotFoundException NoEventInvoke(string name, string qualifier) => new($"The function {Address.OfFunction(name, qualifier)} doesn't have an EventInvokeConfig");

    private static void Constrain(Constraints constraints, string member, string? arn) =>
        constraints.Length(member, arn, 0, Destination.MaxLength).Pattern(member, arn, Destination.Known(), Destination.Pattern);

    private (FunctionEntry Entry, string Key) EventInvokeTarget(string? functionName, string? qualifier, int? retries, int? age, DestinationConfig? destinations)
    {
        var constraints = new Constraints().Range("maximumRetryAttempts", retries, 0, 2).Range("maximumEventAgeInSeconds", age, 60, 21_600);
        Constrain(constraints, "destinationConfig.onSuccess.destination", destinations?.OnSuccess?.Destination);
        Constrain(constraints, "destinationConfig.onFailure.destination", destinations?.OnFailure?.Destination);
        var reference = Refer(functionName, qualifier, constraints);
        if (retries is null && age is null && destinations?.OnSuccess is null && destinations?.OnFailure is null)
        {
            throw new InvalidParameterValueException("You must specify at least one of error handling or destination setting.");
        }

        var entry = Functions.GetValueOrDefault(reference.Name) ?? throw NoSuchFunction();
        _ = FindVersion(entry, reference.QualifierOrLatest) ?? throw NoSuchFunction();
        Destinations.Check(reference.Name, reference.QualifierOrLatest, destinations);
        return (entry, reference.QualifierOrLatest);
    }

    private FunctionEventInvokeConfig Show(FunctionEntry entry, EventInvokeEntry config) => new()
    {
        LastModified = config.LastModified,
        FunctionArn = Address.OfFunction(entry.Name, config.Qualifier),
        MaximumRetryAttempts = config.MaximumRetryAttempts,
        MaximumEventAgeInSeconds = config.MaximumEventAgeInSeconds,
        DestinationConfig = new DestinationConfig { OnSuccess = new OnSuccess { Destination = config.OnSuccess }, OnFailure = new OnFailure { Destination = config.OnFailure } },
    };
}
