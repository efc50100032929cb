using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using LambdaSim.Resources;

namespace LambdaSim.Wire.Sts;

/// <summary>STS, as far as clients of Lambda ask who they are, or who they want to be (rule STS-IDENTITY). Roles are names: nothing checks what they may.</summary>
internal sealed partial class StsService : IWireService
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    // Clients compare it with real time, which no virtual time knows (rule STS-EXPIRY).
    private const string Never = "2099-12-31T23:59:59Z";

    private const int SecretLength = 40, TokenLength = 320;

    // A client that assumes roles for ever has long stopped using the first.
    private const int MostAssumed = 10_000;

    private readonly Dictionary<string, AssumedRole> _assumed = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private Dictionary<string, Func<QueryForm, RequestCaller, Action<XmlWriter>>>? _operations;
    private int _assumptions;

    public string SigningName => "sts";

    /// <summary>Its operations by name: what stands in the result.</summary>
    private Dictionary<string, Func<QueryForm, RequestCaller, Action<XmlWriter>>> Operations => _operations ??= new(StringComparer.Ordinal)
    {
        ["AssumeRole"] = (form, _) => Assume(form),
        ["GetCallerIdentity"] = (_, caller) => Identity(caller),
    };

    public Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var form = QueryForm.IsMeant(request) ? QueryForm.Read(request, gone) : null;
        return Task.FromResult(form is null || (caller.Service is null && !Operations.ContainsKey(form.Action ?? "")) ? null : Answer(request, form, caller));
    }

    private WireResponse Answer(WireRequest request, QueryForm form, RequestCaller caller)
    {
        try
        {
            var operation = Operations.GetValueOrDefault(form.Action ?? "") ?? throw (string.IsNullOrEmpty(form.Action)
                ? new StsException("MissingAction", "The request must contain the parameter Action.")
                : new StsException("InvalidAction", $"LambdaSim does not simulate the action {form.Action} of STS; it has GetCallerIdentity and AssumeRole."));
            return XmlAnswer.Result(request.Id, Namespace, form.Action!, operation(form, caller));
        }
        catch (StsException e)
        {
            return XmlAnswer.Error(request.Id, Namespace, e.StatusCode, e.ErrorCode, e.Message);
        }
    }

    private Action<XmlWriter> Identity(RequestCaller caller)
    {
        AssumedRole? role;
        lock (_assumed)
        {
            role = _assumed.GetValueOrDefault(caller.Signature?.AccessKeyId ?? "");
        }

        return xml =>
        {
            xml.WriteElementString("Arn", Namespace, role?.Arn ?? new Arn("aws", "iam", "", caller.Account, "user/lambdasim").ToString());
            xml.WriteElementString("UserId", Namespace, role?.Id ?? Neighbours.SendRequest.Anybody);
            xml.WriteElementString("Account", Namespace, role?.Account ?? caller.Account);
        };
    }

    private Action<XmlWriter> Assume(QueryForm form)
    {
        var match = RoleArn().Match(form["RoleArn"] ?? "");
        var session = form["RoleSessionName"] ?? "";
        if (!match.Success)
        {
            throw Invalid($"RoleArn '{form["RoleArn"]}' is invalid: it must be arn:aws:iam::ACCOUNT:role/NAME.");
        }

        if (!SessionName().IsMatch(session))
        {
            throw Invalid($"1 validation error detected: Value '{session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{{2,64}}");
        }

        if (form["DurationSeconds"] is { } duration && !(int.TryParse(duration, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 900 and <= 43_200))
        {
            throw Invalid($"1 validation error detected: Value '{duration}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200");
        }

        var (key, role) = Remember(match.Groups["account"].Value, match.Groups["role"].Value, session);
        return xml => Write(xml, key, role);
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

    private static void Write(XmlWriter xml, string key, AssumedRole role)
    {
        xml.WriteStartElement("AssumedRoleUser", Namespace);
        xml.WriteElementString("AssumedRoleId", Namespace, role.Id);
        xml.WriteElementString("Arn", Namespace, role.Arn);
        xml.WriteEndElement();
        xml.WriteStartElement("Credentials", Namespace);
        xml.WriteElementString("AccessKeyId", Namespace, key);
        xml.WriteElementString("SecretAccessKey", Namespace, AccessKeys.Letters(key, "secret", SecretLength));
        xml.WriteElementString("SessionToken", Namespace, AccessKeys.Letters(key, "token", TokenLength));
        xml.WriteElementString("Expiration", Namespace, Never);
        xml.WriteEndElement();
    }

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
