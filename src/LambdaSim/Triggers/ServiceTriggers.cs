using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;
using NodaTime.Text;

namespace LambdaSim.Triggers;

/// <summary>
/// Services that push events to functions and are no resources of the simulation: each method makes a valid event of your data, invokes as that service does, with its
/// retries, timeout and sizes, and checks the answer by its contract. Await them inside <c>Run</c> or a handler.
/// </summary>
/// <example>
/// <code>
/// var answer = await simulation.Triggers.CognitoUserPool(signUp, "PreSignUp_SignUp", userName: "ada");
/// Assert.True(answer.Succeeded);
/// </code>
/// </example>
public sealed partial class ServiceTriggers
{
    private static readonly InstantPattern _time = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");
    private readonly TriggerHost _host;
    private int _ids;

    internal ServiceTriggers(TriggerHost host) => _host = host;

    private string Now => _time.Format(_host.Host.Now);

    private long NowMilliseconds => _host.Host.Now.ToUnixTimeMilliseconds();

    // Drawn from the seed, a new one each time.
    private string NextId() => Integration.RequestId(_host.Host.Seed, "triggers", _ids++);

    private string ArnOf(string service, string resource) => new Arn("aws", service, _host.Region, _host.AccountId, resource).ToString();

    private static string FunctionOf(IDestinationTarget function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Arn;
    }

    private static string NameOf(IDestinationTarget function) => Arn.Parse(FunctionOf(function)).FunctionName ?? "";

    private static CallRule Pushes(string service, string? principal) => new(service, principal) { Error = static (_, _) => "" };

    private static JsonNode? Parse(string? json) => string.IsNullOrEmpty(json) ? null : JsonNode.Parse(json);

    private static JsonObject Map(IReadOnlyDictionary<string, string>? values) =>
        new((values ?? new Dictionary<string, string>()).OrderBy(static v => v.Key, StringComparer.Ordinal).Select(static v => KeyValuePair.Create<string, JsonNode?>(v.Key, v.Value)));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Failure(IntegrationEnd how, ServiceAnswer? answer, string failed, string timedOut, string throttled) =>
        how switch { IntegrationEnd.TimedOut => timedOut, IntegrationEnd.Refused when answer?.Status == 429 => throttled, IntegrationEnd.Refused => answer?.ErrorCode ?? "ResourceNotFoundException", _ => failed };
}
