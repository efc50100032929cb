using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>An error as DynamoDB writes it: three spaces of names, and a message whose member begins small or large (rule DDB-ERROR).</summary>
internal sealed record DynamoDbFault(string Type, string? Message)
{
    private const string Checks = "com.amazon.coral.validate#", Coral = "com.amazon.coral.service#", Own = "com.amazonaws.dynamodb.v20120810#";

    // Codes whose model spells it so.
    private static readonly string[] _large = [TableException.CancelledCode, "TransactionInProgressException", "IdempotentParameterMismatchException", "SerializationException", "AccessDeniedException"];

    public string MessageMember { get; init; } = "message";

    public JsonObject Members { get; init; } = [];

    public int Status { get; init; } = 400;

    public static DynamoDbFault Serialization(string? message) => new($"{Coral}SerializationException", message) { MessageMember = "Message" };

    public static DynamoDbFault UnknownOperation() => new($"{Coral}UnknownOperationException", null);

    public static DynamoDbFault Of(AwsServiceException e) => new(SpaceOf(e.ErrorCode) + e.ErrorCode, e.Message)
    {
        MessageMember = Array.IndexOf(_large, e.ErrorCode) < 0 ? "message" : "Message",
        Members = (e as TableException)?.Members ?? [],
        Status = e.ErrorCode == "UnsupportedOperationException" ? 501 : 400,
    };

    public JsonObject Body()
    {
        var body = new JsonObject { ["__type"] = Type };
        if (Message is not null)
        {
            body[MessageMember] = Message;
        }

        foreach (var (name, value) in Members)
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    private static string SpaceOf(string code) => code is TableException.Validation ? Checks : code is "AccessDeniedException" or "UnsupportedOperationException" ? Coral : Own;
}

/// <summary>Ends a request with an error.</summary>
internal sealed class DynamoDbFaultException(DynamoDbFault fault) : Exception(fault.Message)
{
    public DynamoDbFault Fault { get; } = fault;
}
