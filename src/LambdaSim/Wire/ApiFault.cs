using System.Text.Json.Nodes;
using LambdaSim.Configuration;

namespace LambdaSim.Wire;

/// <summary>An error as it stands in an answer (rule HTTP-ERROR).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The error's name.</param>
/// <param name="Message">Its text; null: AWS gives none.</param>
internal sealed record ApiFault(int Status, string Code, string? Message)
{
    /// <summary>How the body spells the message's name.</summary>
    public string MessageMember { get; init; } = "message";

    /// <summary><c>User</c> or <c>Service</c>; null: the body has none.</summary>
    public string? Type { get; init; } = "User";

    /// <summary>Which limit a throttled call met.</summary>
    public string? Reason { get; init; }

    public static ApiFault Of(LambdaServiceException e) => e.Message.Length == 0
        ? new ApiFault(e.StatusCode, e.ErrorCode, null) { MessageMember = "Message", Type = null }
        : new ApiFault(e.StatusCode, e.ErrorCode, e.Message)
        {
            MessageMember = e.MessageMember,
            Type = e.FaultType,
            Reason = (e as TooManyRequestsException)?.Reason,
        };

    /// <summary>What an exception of a request's work becomes; null: a defect.</summary>
    public static ApiFault? Of(Exception exception) => exception switch
    {
        ApiFaultException e => e.Fault,
        LambdaServiceException e => Of(e),
        AwsServiceException e => new ApiFault(e.StatusCode, e.ErrorCode, e.Message),
        SimulationConfigException e => new ApiFault(400, nameof(SimulationConfigException), e.Message),
        LambdaSimException e => new ApiFault(500, e.GetType().Name, e.Message) { Type = "Service" },
        _ => null,
    };

    /// <summary>An exception that nobody expected (rule HTTP-DEFECT).</summary>
    public static ApiFault Defect(Exception exception, string method, string path, ulong seed)
    {
        var place = exception.StackTrace?.Split('\n')[0].Split(" in ")[0].Trim();
        return new ApiFault(500, "ServiceException", Text.Invariant(
            $"This is a defect of LambdaSim, not of the request; the simulation goes on. Please report it with this text and the request: {exception.GetType().Name}: {exception.Message} ({place}), {method} {path}, seed {seed}"))
        {
            MessageMember = "Message",
            Type = "Service",
        };
    }

    /// <summary>What AWS has and LambdaSim has not (rule HTTP-UNSUPPORTED).</summary>
    public static ApiFault Unsupported(string message) => new(501, "UnsupportedOperationException", message);

    public static ApiFault TooLarge(string operation, long limit) =>
        new(413, "RequestEntityTooLargeException", Text.Invariant($"Request must be smaller than {limit} bytes for the {operation} operation")) { Type = null };

    /// <summary>The body, in the order of members that AWS's have.</summary>
    public JsonObject Body()
    {
        var body = new JsonObject();
        if (Reason is not null)
        {
            body[nameof(Reason)] = Reason;
        }

        if (Type is not null)
        {
            body[nameof(Type)] = Type;
        }

        body[MessageMember] = Message;
        return body;
    }
}

/// <summary>Ends a request with an error.</summary>
internal sealed class ApiFaultException(ApiFault fault) : Exception(fault.Message)
{
    public ApiFault Fault { get; } = fault;
}
