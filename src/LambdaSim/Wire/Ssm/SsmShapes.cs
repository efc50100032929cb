using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.Ssm;

/// <summary>The shapes of Parameter Store, with the limits of its model.</summary>
internal static class SsmShapes
{
    private static readonly WireShape _name = Text(1, 2_048);
    private static readonly WireShape _names = List(_name, 1, 10);
    private static readonly WireShape _token = WireShape.String;
    private static readonly WireShape _type = OneOf("String", "StringList", "SecureString");
    private static readonly WireShape _tagKey = Text(@"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)", 1, 128);
    private static readonly WireShape _tags = List(WireShape.Structure("Tag", Required("Key", _tagKey), Required("Value", Text(@"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)", 0, 256))), 0, 1_000);
    private static readonly WireShape _labels = List(Text(1, 100), 1, 10);
    private static readonly WireMember _dated = Member("LastModifiedDate", WireShape.Timestamp);
    private static readonly WireMember _version = Member("Version", WireShape.Long);
    private static readonly WireMember _decrypts = Member("WithDecryption", WireShape.Boolean);
    private static readonly WireShape _strings = List(WireShape.String);

    private static readonly WireShape _filters = WireShape.ListOf(WireShape.Structure("ParameterStringFilter",
        Required("Key", Text("tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType", 1, 132)), Member("Option", Text(1, 10)), Member("Values", List(Text(1, 1_024), 1, 50))));

    private static readonly WireShape _parameter = WireShape.Structure("Parameter",
        Text("Name"), Text("Type"), Text("Value"), _version, Text("Selector"), Text("SourceResult"), _dated, Text("ARN"), Text("DataType"));

    private static readonly WireShape _policies = List(WireShape.Structure("ParameterInlinePolicy", Text("PolicyText"), Text("PolicyType"), Text("PolicyStatus")));

    private static readonly WireMember[] _metadata =
    [
        Text("Name"), Text("ARN"), Text("Type"), Text("KeyId"), _dated, Text("LastModifiedUser"), Text("Description"), Text("AllowedPattern"), _version, Text("Tier"),
        Member("Policies", _policies), Text("DataType"),
    ];

    public static WireService Service { get; } = new("AmazonSSM", "2014-11-06");

    public static WireOperation PutParameter { get; } = Operation("PutParameter",
        [
            Required("Name", _name), Member("Description", Text(0, 1_024)), Required("Value", WireShape.String.Within(new WireLimits { Min = 1 })), Member("Type", _type), Member("KeyId", Text(@"([a-zA-Z0-9:/_-]+)", 1, 256)),
            Member("Overwrite", WireShape.Boolean), Member("AllowedPattern", Text(0, 1_024)), Member("Tags", _tags), Member("Tier", OneOf("Standard", "Advanced", "Intelligent-Tiering")),
            Member("Policies", Text(1, 4_096)), Member("DataType", Text(0, 128)),
        ],
        _version, Text("Tier"));

    public static WireOperation GetParameter { get; } = Operation("GetParameter", [Required("Name", _name), _decrypts], Member("Parameter", _parameter));

    public static WireOperation GetParameters { get; } = Operation("GetParameters", [Required("Names", _names), _decrypts],
        Member("Parameters", List(_parameter)), Member("InvalidParameters", _strings));

    public static WireOperation GetParametersByPath { get; } = Operation("GetParametersByPath",
        [Required("Path", _name), Member("Recursive", WireShape.Boolean), Member("ParameterFilters", _filters), _decrypts, Member("MaxResults", Number(1, 10)), Member("NextToken", _token)],
        Member("Parameters", List(_parameter)), Text("NextToken"));

    public static WireOperation GetParameterHistory { get; } = Operation("GetParameterHistory",
        [Required("Name", _name), _decrypts, Member("MaxResults", Number(1, 50)), Member("NextToken", _token)],
        Member("Parameters", List(WireShape.Structure("ParameterHistory", [.. _metadata, Text("Value"), Member("Labels", _strings)]))), Text("NextToken"));

    public static WireOperation DescribeParameters { get; } = Operation("DescribeParameters",
        [
            Member("Filters", WireShape.ListOf(WireShape.Structure("ParametersFilter", Required("Key", OneOf("Name", "Type", "KeyId")), Required("Values", List(Text(1, 1_024), 1, 50))))),
            Member("ParameterFilters", _filters), Member("MaxResults", Number(1, 50)), Member("NextToken", _token), Refused("Shared", WireShape.Boolean),
        ],
        Member("Parameters", List(WireShape.Structure("ParameterMetadata", _metadata))), Text("NextToken"));

    public static WireOperation DeleteParameter { get; } = Operation("DeleteParameter", [Required("Name", _name)]);

    public static WireOperation DeleteParameters { get; } = Operation("DeleteParameters", [Required("Names", _names)], Member("DeletedParameters", _strings), Member("InvalidParameters", _strings));

    public static WireOperation LabelParameterVersion { get; } = Operation("LabelParameterVersion",
        [Required("Name", _name), Member("ParameterVersion", WireShape.Long), Required("Labels", _labels)], Member("InvalidLabels", _strings), Member("ParameterVersion", WireShape.Long));

    public static WireOperation UnlabelParameterVersion { get; } = Operation("UnlabelParameterVersion",
        [Required("Name", _name), Required("ParameterVersion", WireShape.Long), Required("Labels", _labels)], Member("RemovedLabels", _strings), Member("InvalidLabels", _strings));

    public static WireOperation AddTagsToResource { get; } = Operation("AddTagsToResource", [Required("ResourceType", WireShape.String), Required("ResourceId", WireShape.String), Required("Tags", _tags)]);

    public static WireOperation RemoveTagsFromResource { get; } = Operation("RemoveTagsFromResource",
        [Required("ResourceType", WireShape.String), Required("ResourceId", WireShape.String), Required("TagKeys", List(_tagKey))]);

    public static WireOperation ListTagsForResource { get; } = Operation("ListTagsForResource", [Required("ResourceType", WireShape.String), Required("ResourceId", WireShape.String)], Member("TagList", _tags));
}
