using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

/// <summary>How a permission is written as a statement of the policy (rule CTL-POLICY-STATEMENT).</summary>
internal static partial class PolicyStatement
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="InvalidParameterValueException">Nobody can be such a principal.</exception>
    public static string Write(AddPermissionRequest request, string resource, string partition)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, _plain))
        {
            json.WriteStartObject();
            json.WriteString("Sid", request.StatementId);
            json.WriteString("Effect", "Allow");
            WritePrincipal(json, request.Principal!, partition);
            json.WriteString("Action", request.Action);
            json.WriteString("Resource", resource);
            WriteConditions(json, request);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WritePrincipal(Utf8JsonWriter json, string principal, string partition)
    {
        if (principal == "*")
        {
            json.WriteString("Principal", principal);
            return;
        }

        var (kind, value) = Account().IsMatch(principal) ? ("AWS", new Arn(partition, "iam", "", principal, "root").ToString())
            : Identity().IsMatch(principal) ? ("AWS", principal)
            : Service().IsMatch(principal) ? ("Service", principal)
            : throw new InvalidParameterValueException("The provided principal was invalid. Please check the principal and try again.");
        json.WriteStartObject("Principal");
        json.WriteString(kind, value);
        json.WriteEndObject();
    }

    private static void WriteConditions(Utf8JsonWriter json, AddPermissionRequest request)
    {
        (string Operator, string Key, string? Value)[] conditions =
        [
            ("StringEquals", "AWS:SourceAccount", request.SourceAccount),
            ("StringEquals", "lambda:FunctionUrlAuthType", request.FunctionUrlAuthType),
            ("StringEquals", "aws:PrincipalOrgID", request.PrincipalOrgID),
            ("StringEquals", "lambda:EventSourceToken", request.EventSourceToken),
            ("Bool", "lambda:InvokedViaFunctionUrl", request.InvokedViaFunctionUrl is { } via ? (via ? "true" : "false") : null),
            ("ArnLike", "AWS:SourceArn", request.SourceArn),
        ];
        var set = conditions.Where(static c => c.Value is not null).GroupBy(static c => c.Operator, StringComparer.Ordinal).ToList();
        if (set.Count == 0)
        {
            return;
        }

        json.WriteStartObject("Condition");
        foreach (var group in set)
        {
            json.WriteStartObject(group.Key);
            foreach (var (_, key, value) in group)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    [GeneratedRegex(@"\A[0-9]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Account();

    [GeneratedRegex(@"\Aarn:aws[a-zA-Z-]*:(iam|sts)::([0-9]{12}|cloudfront):\S+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Identity();

    [GeneratedRegex(@"\A[a-zA-Z0-9\-_.]+\.(amazonaws\.com(\.cn|\.eu)?|amazon\.com)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Service();
}
