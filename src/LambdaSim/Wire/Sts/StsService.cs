using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaSim.Resources;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Sts;

/// <summary>STS, as far as clients of Lambda ask who they are, or who they want to be (rule STS-IDENTITY). Roles are names: nothing checks what they may.</summary>
internal sealed partial class StsService : IWireService
{
    private static readonly AwsQueryCodec _query = new(StsShapes.Service);

    // 2099-12-31T23:59:59Z. Clients compare it with real time, which no virtual time knows (rule STS-EXPIRY).
    private const long Never = 4_102_444_799;

    private const int SecretLength = 40, TokenLength = 320;

    // A client that assumes roles for ever has long stopped using the first.
    private const int MostAssumed = 10_000;

    private readonly Dictionary<string, AssumedRole> _assumed = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private Dictionary<string, (WireOperation Shapes, Func<JsonObject, RequestCaller, JsonObject> Work)>? _operations;
    private int _assumptions;

    public string SigningName => "sts";

    private Dictionary<string, (WireOperation Shapes, Func<JsonObject, RequestCaller, JsonObject> Work)> Operations => _operations ??= new(StringComparer.Ordinal)
    {
        [StsShapes.AssumeRole.Name] = (StsShapes.AssumeRole, (input, _) => Assume(input)),
        [StsShapes.GetCallerIdentity.Name] = (StsShapes.GetCallerIdentity, (_, caller) => Identity(caller)),
    };

    public Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var parts = WireParts.Of(request);
        var call = WireProtocols.Of(parts, WireProtocol.AwsQuery);
        return Task.FromResult(call is null || (caller.Service is null && !Operations.ContainsKey(call.Operation ?? "")) ? null : WireParts.Answer(Answer(parts, call.Operation, caller, request.Id, gone)));
    }

    private ResponseParts Answer(RequestParts request, string? action, RequestCaller caller, string requestId, CancellationToken gone)
    {
        try
        {
            var (shapes, work) = Operations.TryGetValue(action ?? "", out var found) ? found : throw (string.IsNullOrEmpty(action)
                ? new StsException("MissingAction", "The request must contain the parameter Action.")
                : new StsException("InvalidAction", $"LambdaSim does not simulate the action {action} of STS; it has GetCallerIdentity and AssumeRole."));
            return _query.WriteResponse(shapes, work(_query.ReadRequest(shapes, request, new WireWalk(gone: gone)), caller), requestId);
        }
        catch (WireFormatException e)
        {
            return Refuse("MalformedQueryString", e.Message, 400, requestId);
        }
        catch (StsException e)
        {
            return Refuse(e.ErrorCode, e.Message, e.StatusCode, requestId);
        }
    }

    private static ResponseParts Refuse(string code, string message, int status, string requestId) => _query.WriteError(new WireFault(new WireError(code, status), message), requestId);

    private JsonObject Identity(RequestCaller caller)
    {
        AssumedRole? role;
        lock (_assumed)
        {
            role = _assumed.GetValueOrDefault(caller.Signature?.AccessKeyId ?? "");
        }

        return new JsonObject
        {
            ["Arn"] = role?.Arn ?? new Arn("aws", "iam", "", caller.Account, "user/lambdasim").ToString(),
            ["UserId"] = role?.Id ?? Neighbours.Sender.AnybodyId,
            ["Account"] = role?.Account ?? caller.Account,
        };
    }

    private JsonObject Assume(JsonObject input)
    {
        var arn = (string?)input["RoleArn"] ?? "";
        var match = RoleArn().Match(arn);
        var session = (string?)input["RoleSessionName"] ?? "";
        if (!match.Success)
        {
            throw Invalid($"RoleArn '{arn}' is invalid: it must be arn:aws:iam::ACCOUNT:role/NAME.");
        }

        if (!SessionName().IsMatch(session))
        {
            throw Invalid($"1 validation error detected: Value '{session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{{2,64}}");
        }

        if ((string?)input["DurationSeconds"] is { } duration && !(int.TryParse(duration, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 900 and <= 43_200))
        {
            throw Invalid($"1 validation error detected: Value '{duration}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200");
        }

        var (key, role) = Remember(match.Groups["account"].Value, match.Groups["role"].Value, session);
        return Assumed(key, role);
    }

    private (string Key, AssumedRole Role) Remember(string account, string role, string session)
    {
        lock (_assumed)
        {
            var key = AccessKeys.Make(account, ++_assumptions);
            _order.Enqueue(key);
            if (_order.Count > MostAssumed)
            {
                _assumed.Remove(_order.Dequeue());
            }

            return (key, _assumed[key] = new AssumedRole(account, role, session));
        }
    }

    private static JsonObject Assumed(string key, AssumedRole role) => new()
    {
        ["AssumedRoleUser"] = new JsonObject { ["AssumedRoleId"] = role.Id, ["Arn"] = role.Arn },
        ["Credentials"] = new JsonObject
        {
            ["AccessKeyId"] = key,
            ["SecretAccessKey"] = AccessKeys.Letters(key, "secret", SecretLength),
            ["SessionToken"] = AccessKeys.Letters(key, "token", TokenLength),
            ["Expiration"] = Never,
        },
    };

    private static StsException Invalid(string message) => new("ValidationError", message);

    [GeneratedRegex(@"^arn:aws:iam::(?<account>[0-9]{12}):role/([\w+=,.@/-]*/)?(?<role>[\w+=,.@-]{1,64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SessionName();

    private sealed record AssumedRole(string Account, string Role, string Session)
    {
        public string Arn => new Arn("aws", "sts", "", Account, $"assumed-role/{Role}/{Session}").ToString();

        public string Id => $"AROA{AccessKeys.Letters(Account, Role, 17).ToUpperInvariant().Replace('+', 'X').Replace('/', 'Y')}:{Session}";
    }
}

/// <summary>An error that STS itself would have answered with.</summary>
internal sealed class StsException(string code, string message) : AwsServiceException(code, message);
