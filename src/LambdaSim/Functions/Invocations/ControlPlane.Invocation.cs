using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// What is checked of an invocation before its function is looked for (rule CTL-INVOKE).
internal sealed partial class ControlPlane
{
    /// <summary>Whom a request invokes.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public FunctionReference ReferInvocation(InvokeRequest request)
    {
        var constraints = new Constraints()
            .OneOf("invocationType", request.InvocationType, "RequestResponse", "Event", "DryRun")
            .OneOf("logType", request.LogType, "None", "Tail");
        var reference = Refer(request.FunctionName, request.Qualifier, constraints);
        if (request.ClientContext is { Length: > 0 } context && !IsBase64Json(context))
        {
            throw new InvalidRequestContentException("Client context must be a valid Base64-encoded JSON object.");
        }

        return reference;
    }

    /// <summary>An id for a request that starts nothing.</summary>
    public string RequestId() => _ids.Revision();

    private static bool IsBase64Json(string context)
    {
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(Convert.FromBase64String(context));
            return json.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object;
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
