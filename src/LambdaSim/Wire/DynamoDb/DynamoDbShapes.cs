using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Types that several operations of DynamoDB have. Members stand in the order in which it checks them.</summary>
internal static class DynamoDbShapes
{
    private const string Names = "[a-zA-Z0-9_.-]+";

    /// <summary>A value of an item.</summary>
    public static WireShape Value { get; } = WireShape.Recursive("AttributeValue", static self =>
    [
        Text("S"), Text("N"), Member("B", WireShape.Blob), Member("SS", List(WireShape.String)), Member("NS", List(WireShape.String)), Member("BS", List(WireShape.Blob)),
        Member("M", WireShape.MapOf(self)), Member("L", List(self)), Member("NULL", WireShape.Boolean), Member("BOOL", WireShape.Boolean),
    ]);

    public static WireShape Item { get; } = WireShape.MapOf(Value);

    /// <summary>A name, or since 2024 an ARN.</summary>
    public static WireShape TableName { get; } = Text(Names, 3, 255);

    public static WireShape IndexName { get; } = Text(Names, 3, 255);

    public static WireShape AttributeName { get; } = Text(0, 65_535);

    public static WireShape Capacity { get; } = OneOf("INDEXES", "TOTAL", "NONE");

    public static WireShape Metrics { get; } = OneOf("SIZE", "NONE");

    public static WireShape ReturnValues { get; } = OneOf("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

    public static WireShape OnFailure { get; } = OneOf("ALL_OLD", "NONE");

    public static WireShape Operator { get; } = OneOf("OR", "AND");

    public static WireShape Comparison { get; } = OneOf("IN", "NULL", "BETWEEN", "LT", "NOT_CONTAINS", "EQ", "GT", "NOT_NULL", "NE", "LE", "BEGINS_WITH", "GE", "CONTAINS");

    public static WireShape Select { get; } = OneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

    public static WireShape Expected { get; } = WireShape.MapOf(WireShape.Structure(
        "ExpectedAttributeValue", Member("Exists", WireShape.Boolean), Member("Value", Value), Member("AttributeValueList", List(Value)), Member("ComparisonOperator", Comparison)));

    public static WireShape Conditions { get; } = WireShape.MapOf(WireShape.Structure("Condition", Member("AttributeValueList", List(Value)), Required("ComparisonOperator", Comparison)));

    public static WireShape ExpressionNames { get; } = WireShape.MapOf(WireShape.String);

    public static WireShape AttributesToGet { get; } = WireShape.ListOf(AttributeName).Within(new WireLimits { Min = 1 });

    public static WireShape Units { get; } = WireShape.Long.Within(new WireLimits { Min = 1 });

    public static WireShape Throughput { get; } = WireShape.Structure("ProvisionedThroughput", Required("WriteCapacityUnits", Units), Required("ReadCapacityUnits", Units));

    public static WireShape KeySchema { get; } = KeySchemaOf(2);

    public static WireShape Projection { get; } = WireShape.Structure("Projection", Member("ProjectionType", OneOf("ALL", "INCLUDE", "KEYS_ONLY")), Member("NonKeyAttributes", List(Text(1, 255), 1, 20)));

    public static WireShape GlobalIndex { get; } = WireShape.Structure(
        "GlobalSecondaryIndex",
        Required("IndexName", IndexName),
        Required("KeySchema", KeySchemaOf(8)),
        Required("Projection", Projection),
        Member("ProvisionedThroughput", Throughput),
        Member("OnDemandThroughput", Any),
        Member("WarmThroughput", Any));

    public static WireShape LocalIndex { get; } = WireShape.Structure(
        "LocalSecondaryIndex", Required("IndexName", IndexName), Required("KeySchema", KeySchema), Required("Projection", Projection));

    public static WireShape Definitions { get; } = List(WireShape.Structure("AttributeDefinition", Required("AttributeName", Text(1, 255)), Required("AttributeType", OneOf("B", "N", "S"))));

    public static WireShape StreamSpecification { get; } = WireShape.Structure(
        "StreamSpecification", Required("StreamEnabled", WireShape.Boolean), Member("StreamViewType", OneOf("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY")));

    public static WireShape BillingMode { get; } = OneOf("PROVISIONED", "PAY_PER_REQUEST");

    public static WireShape TableClass { get; } = OneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS");

    public static WireShape Tags { get; } = List(WireShape.Structure("Tag", Required("Key", Text(1, 128)), Required("Value", Text(0, 256))));

    /// <summary>What is kept and shown.</summary>
    public static WireShape Any => WireShape.Document;

    private static WireShape KeySchemaOf(int most) =>
        List(WireShape.Structure("KeySchemaElement", Required("AttributeName", Text(1, 255)), Required("KeyType", OneOf("HASH", "RANGE"))), 1, most);
}
