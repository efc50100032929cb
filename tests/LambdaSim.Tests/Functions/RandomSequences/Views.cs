using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>What can be seen, as one text: of the model, and of the service through its own answers.</summary>
internal static class Views
{
    private static readonly string[] _names = ["f", "g", "h"];

    /// <summary>The function that a name of a sequence means here; null: none.</summary>
    public static string? NameIn(string text) =>
        text.Contains("us-west-2", StringComparison.Ordinal) || text.Contains("222222222222", StringComparison.Ordinal) ? null
        : text.Split(':').FirstOrDefault(p => _names.Contains(p));

    public static string Of(ModelService model, string name) => !model.Functions.TryGetValue(name, out var f) ? "none" : Text.Invariant(
        $"{f.Code} {Settings(f.Settings)} {(f.IsPending ? "Pending -" : f.IsUpdating ? "Active InProgress" : "Active Successful")} tags {List(f.Tags.Select(t => $"{t.Key}={t.Value}"))} reserved {f.Reserved} loop {f.RecursiveLoop} signing {f.Signing} versions {List(f.Versions.Select(v => $"{v.Key}:{v.Value.Code} {Settings(v.Value.Settings)}"))} aliases {List(f.Aliases.Select(a => Alias(a.Key, a.Value.Version, a.Value.Second, a.Value.Description)))} policies {List(f.Policies.Select(p => $"{p.Key}:{List(p.Value)}"))} async {List(f.EventInvokes.Select(e => $"{e.Key}:{e.Value.Retries}/{e.Value.Age}"))} urls {List(f.Urls.Select(u => $"{u.Key}:{u.Value.AuthType} {u.Value.InvokeMode ?? "BUFFERED"}"))} provisioned {List(f.Provisioned.Select(p => $"{p.Key}:{p.Value}"))}");

    public static string Of(ServiceWorld world, string name, ModelService model, IReadOnlyList<string> signing)
    {
        var service = world.Service;
        if (service.ListFunctions(new()).Functions!.All(f => f.FunctionName != name))
        {
            return "none";
        }

        var found = service.GetFunction(new() { FunctionName = name });
        var f = found.Configuration!;
        var csc = service.GetFunctionCodeSigningConfig(new() { FunctionName = name }).CodeSigningConfigArn;
        var versions = service.ListVersionsByFunction(new() { FunctionName = name }).Versions!.Skip(1);
        var aliases = service.ListAliases(new() { FunctionName = name }).Aliases!;
        var policies = model.Functions.TryGetValue(name, out var known) ? known.Policies.Keys.Select(q => (Qualifier: q, service.GetPolicy(new() { FunctionName = name, Qualifier = q == ModelService.Latest ? null : q }).Policy)) : [];
        var loop = service.GetFunctionRecursionConfig(new() { FunctionName = name }).RecursiveLoop;
        return Text.Invariant(
            $"{Codes.OfSha(f.CodeSha256!)} {Settings(f)} {f.State} {f.LastUpdateStatus ?? "-"} tags {List((found.Tags ?? new SortedDictionary<string, string>()).Select(t => $"{t.Key}={t.Value}"))} reserved {found.Concurrency?.ReservedConcurrentExecutions} loop {loop} signing {(csc is null ? "" : signing.ToList().IndexOf(csc).ToString(CultureInfo.InvariantCulture))} versions {List(versions.Select(v => $"{v.Version}:{Codes.OfSha(v.CodeSha256!)} {Settings(v)}"))} aliases {List(aliases.Select(a => Alias(a.Name!, a.FunctionVersion!, a.RoutingConfig?.AdditionalVersionWeights?.Select(w => ((string, double)?)(w.Key, w.Value)).Single(), a.Description!)))} policies {List(policies.Select(p => $"{p.Qualifier}:{List(Sids(p.Policy))}"))} async {List(service.ListFunctionEventInvokeConfigs(new() { FunctionName = name }).FunctionEventInvokeConfigs!.Select(e => $"{Qualifier(e.FunctionArn!)}:{e.MaximumRetryAttempts}/{e.MaximumEventAgeInSeconds}"))} urls {List(service.ListFunctionUrlConfigs(new() { FunctionName = name }).FunctionUrlConfigs!.Select(u => $"{Qualifier(u.FunctionArn!)}:{u.AuthType} {u.InvokeMode}"))} provisioned {List(service.ListProvisionedConcurrencyConfigs(new() { FunctionName = name }).ProvisionedConcurrencyConfigs!.Select(p => $"{Qualifier(p.FunctionArn!)}:{p.RequestedProvisionedConcurrentExecutions}"))}");
    }

    public static string OfAll(ModelService model) =>
        string.Join("\n", _names.Select(n => Of(model, n)))
        + Text.Invariant($"\nlayers {List(model.LayerVersions)} signing {model.SigningConfigs.Count(c => c)} mappings {List(model.Mappings.Where(m => m.State.Length > 0).Select(m => $"{m.Function} {m.Source} {m.State} {m.BatchSize}"))} unreserved {model.Unreserved} functions {List(model.Functions.Keys)}");

    public static string OfAll(ServiceWorld world, IReadOnlyList<string> mappings, IReadOnlyList<string> signing, ModelService model)
    {
        var service = world.Service;
        var layers = new[] { "k", "l" }.SelectMany(l => service.ListLayerVersions(new() { LayerName = l }).LayerVersions!.Select(v => v.LayerVersionArn!)).Order(StringComparer.Ordinal);
        var account = service.GetAccountSettings(new());
        return string.Join("\n", _names.Select(n => Of(world, n, model, signing)))
            + Text.Invariant($"\nlayers {List(layers)} signing {service.ListCodeSigningConfigs(new()).CodeSigningConfigs!.Count} mappings {List(service.ListEventSourceMappings(new()).EventSourceMappings!.OrderBy(m => mappings.ToList().IndexOf(m.UUID!)).Select(m => $"{m.FunctionArn} {m.EventSourceArn} {m.State} {m.BatchSize}"))} unreserved {account.AccountLimit!.UnreservedConcurrentExecutions} functions {List(service.ListFunctions(new()).Functions!.Select(f => f.FunctionName!))}");
    }

    private static string Settings(ModelSettings settings) => $"'{settings.Description}' {settings.Timeout} {settings.Layers}";

    private static string Settings(FunctionConfiguration f) => $"'{f.Description}' {f.Timeout} {string.Join(',', (f.Layers ?? []).Select(l => l.Arn))}";

    private static string Alias(string name, string version, (string Version, double Weight)? second, string description) =>
        Text.Invariant($"{name}={version}{(second is { } s ? Text.Invariant($"+{s.Version}*{s.Weight}") : "")} '{description}'");

    private static string Qualifier(string arn) => arn.Split(':') is [_, _, _, _, _, _, _, var qualifier] ? qualifier : ModelService.Latest;

    private static IEnumerable<string> Sids(string policy) => System.Text.Json.Nodes.JsonNode.Parse(policy)!["Statement"]!.AsArray().Select(s => s!["Sid"]!.GetValue<string>());

    private static string List(IEnumerable<string> items) => $"[{string.Join(" ", items)}]";
}
