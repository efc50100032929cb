using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using LambdaSim.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Sts;

/// <summary>STS, as far as clients of Lambda ask who they are, or who they want to be (rule STS-IDENTITY). Roles are names: nothing checks what they may.</summary>
internal sealed partial class StsService : INeighbourService
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    // Clients compare it with real time, which no virtual time knows (rule STS-EXPIRY).
    private const string Never = "2099-12-31T23:59:59Z";

    private const int MaxBody = 1_048_576;
    private const int SecretLength = 40, TokenLength = 320;

    private readonly ServiceRequestIds _ids = new("sts");
    private readonly Dictionary<string, AssumedRole> _assumed = new(StringComparer.Ordinal);

    public string SigningName => "sts";

    public async Task<bool> TryHandle(HttpContext context, ServiceScope scope)
    {
        if (!QueryForm.IsMeant(context.Request))
        {
            return false;
        }

        var id = _ids.Next();
        var body = await ServiceBody.Read(context.Request, MaxBody);
        var form = QueryForm.Read(context.Request, body ?? []);
        await (form.Action switch
        {
            _ when body is null => Refuse(context, id, "RequestEntityTooLarge", "The request is larger than 1 MiB."),
            "GetCallerIdentity" => Identity(context, scope, id),
            "AssumeRole" => Assume(context, form, id),
            null or "" => Refuse(context, id, "MissingAction", "The request must contain the parameter Action."),
            var action => Refuse(context, id, "InvalidAction", $"LambdaSim does not simulate the action {action} of STS; it has GetCallerIdentity and AssumeRole."),
        });
        return true;
    }

    private Task Identity(HttpContext context, ServiceScope scope, string id)
    {
        var key = AccessKeys.In(context.Request.Headers.Authorization.ToString()) ?? "";
        AssumedRole? role;
        lock (_assumed)
        {
            role = _assumed.GetValueOrDefault(key);
        }

        return XmlAnswer.WriteResult(context, Namespace, "GetCallerIdentity", id, xml =>
        {
            xml.WriteElementString("Arn", Namespace, role?.Arn ?? $"arn:aws:iam::{scope.Account}:user/lambdasim");
            xml.WriteElementString("UserId", Namespace, role?.Id ?? Neighbours.SendRequest.Anybody);
            xml.WriteElementString("Account", Namespace, role?.Account ?? scope.Account);
        });
    }

    private Task Assume(HttpContext context, QueryForm form, string id)
    {
        var match = RoleArn().Match(form["RoleArn"] ?? "");
        var session = form["RoleSessionName"] ?? "";
        if (!match.Success)
        {
            return Refuse(context, id, "ValidationError", $"RoleArn '{form["RoleArn"]}' is invalid: it must be arn:aws:iam::ACCOUNT:role/NAME.");
        }

        if (!SessionName().IsMatch(session))
        {
            return Refuse(context, id, "ValidationError", $"1 validation error detected: Value '{session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{{2,64}}");
        }

        if (form["DurationSeconds"] is { } duration && !(int.TryParse(duration, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 900 and <= 43_200))
        {
            return Refuse(context, id, "ValidationError", $"1 validation error detected: Value '{duration}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200");
        }

        var (key, role) = Remember(match.Groups["account"].Value, match.Groups["role"].Value, session);
        return XmlAnswer.WriteResult(context, Namespace, "AssumeRole", id, xml => Write(xml, key, role));
    }

    private (string Key, AssumedRole Role) Remember(string account, string role, string session)
    {
        lock (_assumed)
        {
            var key = AccessKeys.Make(account, _assumed.Count + 1);
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

    private static Task Refuse(HttpContext context, string id, string code, string message) => XmlAnswer.WriteError(context, Namespace, 400, code, message, id);

    [GeneratedRegex(@"^arn:aws:iam::(?<account>[0-9]{12}):role/([\w+=,.@/-]*/)?(?<role>[\w+=,.@-]{1,64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SessionName();

    private sealed record AssumedRole(string Account, string Role, string Session)
    {
        public string Arn => $"arn:aws:sts::{Account}:assumed-role/{Role}/{Session}";

        public string Id => $"AROA{AccessKeys.Letters(Account, Role, 17).ToUpperInvariant().Replace('+', 'X').Replace('/', 'Y')}:{Session}";
    }
}
