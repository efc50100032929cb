using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Types;

/// <summary><c>AWS::Serverless::SimpleTable</c>: a table with one key.</summary>
internal sealed class SimpleTableType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        { "PrimaryKey", Takes.Map },
        { "ProvisionedThroughput", Takes.Map },
        { "TableName" },
        { "Tags", Takes.Map },
        { "SSESpecification", Takes.Map },
        { "PointInTimeRecoverySpecification" },
    };

    public string Type => "AWS::Serverless::SimpleTable";

    public void Translate(SamResource table, SamContext context)
    {
        Table.Check(table.Id, Type, table.Properties);
        var (name, type) = Key(table);
        context.Add(
            table,
            table.Id,
            "AWS::DynamoDB::Table",
            Node.Map(
                ("AttributeDefinitions", Node.List(Node.Map(("AttributeName", name), ("AttributeType", type)))),
                ("KeySchema", Node.List(Node.Map(("AttributeName", name), ("KeyType", Node.Of("HASH"))))),
                ("ProvisionedThroughput", table["ProvisionedThroughput"]),
                ("BillingMode", table["ProvisionedThroughput"] is null ? Node.Of("PAY_PER_REQUEST") : null),
                ("TableName", table["TableName"]),
                ("SSESpecification", table["SSESpecification"]),
                ("PointInTimeRecoverySpecification", table["PointInTimeRecoverySpecification"]),
                ("Tags", table["Tags"] is { } tags ? Node.List([.. TagList.Pairs(tags)]) : null)),
            table.Own);
    }

    private static (Node Name, Node Type) Key(SamResource table)
    {
        if (table["PrimaryKey"] is not MapNode key)
        {
            return (Node.Of("id"), Node.Of("S"));
        }

        var name = key["Name"] ?? throw table.Invalid("Property 'PrimaryKey.Name' is required.", key);
        var type = key["Type"] ?? throw table.Invalid("Property 'PrimaryKey.Type' is required.", key);
        return (name, type switch
        {
            TextNode { Text: "String" } => Node.Of("S"),
            TextNode { Text: "Number" } => Node.Of("N"),
            TextNode { Text: "Binary" } => Node.Of("B"),
            MapNode map when Intrinsic.Is(map) => map,
            _ => throw table.Invalid($"Invalid 'Type' \"{Make.Text(type)}\".", type),
        });
    }
}
