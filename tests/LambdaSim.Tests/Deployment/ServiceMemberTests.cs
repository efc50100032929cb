using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Tests.Async;
using LambdaSim.Tests.Configuration;

namespace LambdaSim.Tests.Deployment;

/// <summary>What a function is given in process, the API shows under AWS's names.</summary>
public sealed class ServiceMemberTests
{
    private static readonly string[] _operations = ["GetFunctionConfiguration", "GetFunctionConcurrency", "GetProvisionedConcurrencyConfig", "GetFunctionEventInvokeConfig", "GetFunctionRecursionConfig"];

    public static TheoryData<string> Members => [.. FunctionSettingTable.All.Where(static s => s.Member is not null).Select(static s => s.Member!)];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_setting_with_a_member_of_AWS_is_shown_as_it(string member)
    {
        var setting = FunctionSettingTable.All.Single(s => s.Member == member);

        var (usual, changed) = (Shown(member, static f => f), Shown(member, f => setting.Key is { } key ? SettingSamples.Read(key).Over(Beside(f, key)) : f.WithEnvironment("TABLE", "orders")));

        Assert.NotNull(changed);
        Assert.NotEqual(usual, changed);
    }

    // A level goes with JSON only.
    private static FunctionConfig Beside(FunctionConfig f, string key) => key == "applicationLogLevel" ? f with { LogFormat = LogFormat.Json } : f;

    private static string? Shown(string member, Func<FunctionConfig, FunctionConfig> configure)
    {
        using var simulation = new Simulation();
        simulation.AddQueue("dead");
        simulation.AddQueue("failed");
        simulation.Add("audit", Code.Echo, static f => f);

        // A reservation is the function's, provisioned concurrency a version's.
        var version = member == "ReservedConcurrentExecutions" ? null : "1";
        simulation.Add(version is null ? "f" : "f:1", Code.Echo, configure);

        // A request for provisioned concurrency is shown as one.
        string[] path = member == "ProvisionedConcurrentExecutions" ? ["RequestedProvisionedConcurrentExecutions"] : member.Split('.');
        return _operations
            .Select(operation => path.Aggregate(Answer(simulation, operation, version), static (at, name) => (at as JsonObject)?[name]))
            .FirstOrDefault(static found => found is not null)?.ToJsonString();
    }

    private static JsonNode? Answer(Simulation simulation, string operation, string? version)
    {
        var input = new JsonObject { ["FunctionName"] = "f" };
        if (version is not null && operation is not ("GetFunctionConcurrency" or "GetFunctionRecursionConfig"))
        {
            input["Qualifier"] = version;
        }

        using var document = JsonDocument.Parse(input.ToJsonString());
        try
        {
            return simulation.Lambda.Call(Operations.All[operation], document.RootElement);
        }
        catch (LambdaServiceException)
        {
            return null;
        }
    }
}
