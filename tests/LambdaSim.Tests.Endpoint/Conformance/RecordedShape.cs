using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>An answer as the recordings write it.</summary>
internal static class RecordedShape
{
    // Errors of the API model show their members, all others only code and message.
    private static readonly HashSet<string> _unmodelled = new(StringComparer.Ordinal)
    {
        "ValidationException", "SerializationException", "AccessDeniedException", "RequestEntityTooLargeException", "UnrecognizedClientException",
    };

    public static JsonObject Of(ConformanceAnswer answer, string operation)
    {
        var shape = answer.Body is JsonObject body ? body.DeepClone().AsObject() : [];
        if (answer.Headers.TryGetValue(ConformanceAnswer.ErrorType, out var type))
        {
            var error = new JsonObject { ["Code"] = Code(type), ["Message"] = Message(answer) };
            shape = _unmodelled.Contains(Code(type)) ? [] : shape;
            shape["Error"] = error;
        }
        else if (operation is "DeleteFunction" or "Invoke")
        {
            // In the model the status is a member of these.
            shape["StatusCode"] = answer.Status;
        }

        shape["ResponseMetadata"] = new JsonObject { ["HTTPStatusCode"] = answer.Status };
        return shape;
    }

    /// <summary>As some tests keep only an error: its code, and the violations one by one.</summary>
    public static JsonObject? Error(ConformanceAnswer answer)
    {
        if (!answer.Headers.TryGetValue(ConformanceAnswer.ErrorType, out var type))
        {
            return null;
        }

        var error = Comparison.Violations(Message(answer) ?? "") ?? new JsonObject { ["Message"] = Message(answer) };
        error["Code"] = Code(type);
        return error;
    }

    private static string Code(string type) => type.Split(':')[0];

    private static string? Message(ConformanceAnswer answer) => (answer.Body?["message"] ?? answer.Body?["Message"])?.GetValue<string>();
}
