using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Triggers;

/// <summary>
/// A custom resource of CloudFormation, whose function is asked asynchronously and reports by a PUT to <c>ResponseURL</c>: send it with the client of
/// <see cref="CreateClient"/>, or with any AWS-like client of <see cref="Simulation.CreateHttpHandler"/>. Failures of the function are retried by Lambda; the stack only sees the
/// report, or its timeout (rule TRG-CUSTOM-RESOURCE).
/// </summary>
public sealed class CustomResource
{
    private const int LargestReport = 4_096;
    private readonly TriggerHost _host;
    private readonly string _function;
    private readonly string _type;
    private readonly string _logicalId;
    private readonly Func<string> _nextId;
    private readonly Responses _responses;
    private string? _physicalId;
    private JsonObject _properties = [];

    internal CustomResource(TriggerHost host, string function, string type, string logicalId, Func<string> nextId, Responses responses) =>
        (_host, _function, _type, _logicalId, _nextId, _responses) = (host, function, type, logicalId, nextId, responses);

    /// <summary>What the stack calls it since it was created.</summary>
    public string? PhysicalResourceId => _physicalId;

    /// <summary>How long the stack waits for a report: 1 to 3600 s. AWS's default is 3600 s.</summary>
    public TimeLength ServiceTimeout { get; init; } = Duration.FromHours(1);

    /// <summary>A client that reaches the response URL on virtual time.</summary>
    public HttpClient CreateClient() => _responses.Client();

    /// <summary>The stack creates it.</summary>
    /// <param name="properties">JSON of its properties; all values reach the function as texts.</param>
    public async Task<TriggerAnswer> Create(string properties)
    {
        var given = Texts(properties);
        var answer = await Ask("Create", given, null).ConfigureAwait(false);
        if (answer.Succeeded)
        {
            (_physicalId, _properties) = (Physical(answer) ?? _nextId(), given);
        }

        return answer;
    }

    /// <summary>The stack updates it. Another physical id in the report is a replacement: the stack then deletes the old one.</summary>
    /// <param name="properties">JSON of its new properties.</param>
    public async Task<TriggerAnswer> Update(string properties)
    {
        var (given, old, before) = (Texts(properties), _properties, _physicalId);
        var answer = await Ask("Update", given, old).ConfigureAwait(false);
        if (answer.Succeeded)
        {
            var now = Physical(answer) ?? before;
            _properties = given;
            if (now != before)
            {
                var gone = await Ask("Delete", old, null).ConfigureAwait(false);
                _physicalId = now;
                return gone.Succeeded ? answer : gone;
            }
        }

        return answer;
    }

    /// <summary>The stack deletes it.</summary>
    public Task<TriggerAnswer> Delete() => Ask("Delete", _properties, null);

    private Task<TriggerAnswer> Ask(string type, JsonObject properties, JsonObject? old)
    {
        var request = _nextId();
        var stack = new Resources.Arn("aws", "cloudformation", _host.Region, _host.AccountId, "stack/simulated/1").ToString();
        var payload = new JsonObject
        {
            ["RequestType"] = type, ["ServiceToken"] = _function, ["ResponseURL"] = $"https://{_responses.Domain}/{request}", ["StackId"] = stack, ["RequestId"] = request,
            ["LogicalResourceId"] = _logicalId,
        };
        if (type != "Create")
        {
            payload[nameof(PhysicalResourceId)] = _physicalId;
        }

        payload["ResourceType"] = _type;
        payload["ResourceProperties"] = properties.DeepClone();
        if (old is not null)
        {
            payload["OldResourceProperties"] = old.DeepClone();
        }

        return _host.Ask($"CloudFormation's {type} of {_logicalId}", told =>
        {
            var isOver = false;
            var timer = _host.Host.Later(ServiceTimeout.ToDuration(), () => End(new TriggerAnswer { Error = "FAILED", Message = "CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [" + request + "]." }), keepsAlive: false);
            _responses.Expect(request, body =>
            {
                timer.Dispose();
                End(Read(body, stack, request));
            });
            TriggerCall.Async(_host, new CallRule("CloudFormation", null) { Error = static (_, _) => "" }, stack, _function, payload, answer =>
            {
                if (!answer.Succeeded)
                {
                    timer.Dispose();
                    End(answer with { Error = "FAILED" });
                }
            });

            void End(TriggerAnswer answer)
            {
                if (!isOver)
                {
                    isOver = true;
                    told(answer);
                }
            }
        });
    }

    private TriggerAnswer Read(ReadOnlyMemory<byte> body, string stack, string request)
    {
        if (body.Length > LargestReport)
        {
            return new TriggerAnswer { Error = "FAILED", Message = "Response object is too long." };
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            string? Member(string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var status = Member("Status");
            var problem = Member("StackId") != stack || Member("RequestId") != request || Member("LogicalResourceId") != _logicalId ? "Invalid response: StackId, RequestId and LogicalResourceId must be those of the request."
                : status is not ("SUCCESS" or "FAILED") ? "Invalid response: Status must be SUCCESS or FAILED."
                : status == "FAILED" ? Member("Reason") ?? "Invalid response: FAILED needs a Reason."
                : Member("PhysicalResourceId") is not { Length: > 0 and <= 1_024 } ? "Invalid PhysicalResourceId" : null;
            return new TriggerAnswer { Error = problem is null ? null : "FAILED", Message = problem ?? "", Json = root.GetRawText(), RequestId = request, Attempts = 1 };
        }
        catch (JsonException)
        {
            return new TriggerAnswer { Error = "FAILED", Message = "Invalid response: it is no JSON." };
        }
    }

    private static string? Physical(TriggerAnswer answer) => answer.Value().GetProperty(nameof(PhysicalResourceId)).GetString();

    private static JsonObject Texts(string json)
    {
        var given = JsonNode.Parse(json) as JsonObject ?? throw new ArgumentException("the properties are no JSON object", nameof(json));
        return (JsonObject)Text(given)!;

        static JsonNode? Text(JsonNode? node) => node switch
        {
            JsonObject map => new JsonObject(map.Select(static m => KeyValuePair.Create(m.Key, Text(m.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Text)]),
            JsonValue value => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
            _ => null,
        };
    }

    /// <summary>Where reports arrive.</summary>
    internal sealed class Responses(string region, Func<IHttpFront, HttpClient> client) : IHttpFront
    {
        private readonly Dictionary<string, Action<ReadOnlyMemory<byte>>> _expected = new(StringComparer.Ordinal);

        public string Domain => $"cloudformation-custom-resource-response.execute-api.{region}.amazonaws.com";

        public HttpClient Client() => client(this);

        public void Expect(string request, Action<ReadOnlyMemory<byte>> report) => _expected[request] = report;

        public void Take(FrontRequest request, Action<FrontAnswer> answered)
        {
            if (request.Method == "PUT" && _expected.Remove(request.RawPath.TrimStart('/'), out var report))
            {
                answered(new FrontAnswer(200));
                report(request.Body);
            }
            else
            {
                answered(new FrontAnswer(403) { Body = Encoding.UTF8.GetBytes("the response URL was used already, or is none") });
            }
        }
    }
}
