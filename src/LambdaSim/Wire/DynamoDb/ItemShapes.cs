using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;
using static LambdaSim.Wire.DynamoDb.DynamoDbShapes;
using static LambdaSim.Wire.DynamoDb.TableShapes;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Requests about items.</summary>
internal static class ItemShapes
{
    private static readonly WireMember _capacity = Member("ReturnConsumedCapacity", Capacity);
    private static readonly WireMember _table = Required("TableName", DynamoDbShapes.TableName);
    private static readonly WireMember _metrics = Member("ReturnItemCollectionMetrics", Metrics);
    private static readonly WireMember _returned = Member("ReturnValues", DynamoDbShapes.ReturnValues);
    private static readonly WireMember _key = Required("Key", Item);
    private static readonly WireMember _names = Member("ExpressionAttributeNames", ExpressionNames);
    private static readonly WireMember _values = Member("ExpressionAttributeValues", Item);
    private static readonly WireMember _onFailure = Member("ReturnValuesOnConditionCheckFailure", OnFailure);
    private static readonly WireMember _projection = Text("ProjectionExpression");

    private static readonly WireMember[] _condition = [Text("ConditionExpression"), _names, _values, _onFailure];

    private static readonly WireMember[] _legacyCondition = [Member("ConditionalOperator", Operator), Member("Expected", DynamoDbShapes.Expected)];

    public static WireOperation PutItem { get; } = Of("PutItem", [_capacity, _table, Required("Item", Item), .. _legacyCondition, _returned, _metrics, .. _condition]);

    public static WireOperation GetItem { get; } = Of(
        "GetItem", _capacity, Member("AttributesToGet", DynamoDbShapes.AttributesToGet), _table, _key, Member("ConsistentRead", WireShape.Boolean), _projection, _names);

    public static WireOperation UpdateItem { get; } = Of("UpdateItem",
    [
        _capacity, .. _legacyCondition, _table, _metrics, _returned, _key,
        Member("AttributeUpdates", WireShape.MapOf(WireShape.Structure("AttributeValueUpdate", Member("Value", DynamoDbShapes.Value), Member("Action", OneOf("ADD", "PUT", "DELETE"))))),
        Text("UpdateExpression"), .. _condition,
    ]);

    public static WireOperation DeleteItem { get; } = Of("DeleteItem", [_capacity, _table, .. _legacyCondition, _metrics, _returned, _key, .. _condition]);

    private static readonly WireMember[] _reading =
    [
        Member("Select", DynamoDbShapes.Select), Member("IndexName", DynamoDbShapes.IndexName), _capacity, _table, Member("Limit", WireShape.Integer.Within(new WireLimits { Min = 1 })),
        Member("AttributesToGet", DynamoDbShapes.AttributesToGet), Member("ConditionalOperator", Operator), Member("ExclusiveStartKey", Item), Member("ConsistentRead", WireShape.Boolean),
        _projection, Text("FilterExpression"), _names, _values,
    ];

    public static WireOperation Query { get; } = Of("Query",
    [
        .. _reading, Member("QueryFilter", Conditions), Member("KeyConditions", Conditions), Text("KeyConditionExpression"), Member("ScanIndexForward", WireShape.Boolean),
    ]);

    public static WireOperation Scan { get; } = Of("Scan", [.. _reading, Member("ScanFilter", Conditions), Member("TotalSegments", Number(1, 1_000_000)), Member("Segment", Number(0, 999_999))]);

    public static WireOperation BatchGetItem { get; } = Of("BatchGetItem", _capacity, Required("RequestItems", WireShape.MapOf(WireShape.Structure(
        "KeysAndAttributes",
        Required("Keys", WireShape.ListOf(Item).Within(new WireLimits { Min = 1 })),
        Member("AttributesToGet", DynamoDbShapes.AttributesToGet),
        Member("ConsistentRead", WireShape.Boolean),
        _projection,
        _names))));

    public static WireOperation BatchWriteItem { get; } = Of("BatchWriteItem", _capacity, _metrics, Required("RequestItems", WireShape.MapOf(List(WireShape.Structure(
        "WriteRequest",
        Member("PutRequest", WireShape.Structure("PutRequest", Required("Item", Item))),
        Member("DeleteRequest", WireShape.Structure("DeleteRequest", _key)))))));

    public static WireOperation TransactGetItems { get; } = Of("TransactGetItems", _capacity, Required("TransactItems", List(
        WireShape.Structure("TransactGetItem", Required("Get", WireShape.Structure("Get", _key, _table, _projection, _names))), 1, 100)));

    public static WireOperation TransactWriteItems { get; } = Of("TransactWriteItems", _capacity, _metrics, Member("ClientRequestToken", Text(1, 36)), Required("TransactItems", List(
        WireShape.Structure(
            "TransactWriteItem",
            Member("ConditionCheck", WireShape.Structure("ConditionCheck", [_key, _table, Required("ConditionExpression", WireShape.String), _names, _values, _onFailure])),
            Member("Put", WireShape.Structure("Put", [Required("Item", Item), _table, .. _condition])),
            Member("Delete", WireShape.Structure("Delete", [_key, _table, .. _condition])),
            Member("Update", WireShape.Structure("Update", [_key, Required("UpdateExpression", WireShape.String), _table, .. _condition]))),
        1,
        100)));
}
