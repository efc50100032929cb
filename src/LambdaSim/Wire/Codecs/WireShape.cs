namespace LambdaSim.Wire.Codecs;

/// <summary>Kinds of values that AWS's protocols carry.</summary>
internal enum WireKind
{
    String,
    Integer,
    Long,
    Double,
    Boolean,
    Blob,
    Timestamp,
    List,
    Map,
    Structure,

    /// <summary>Any JSON; protocols without JSON refuse it.</summary>
    Document,
}

/// <summary>How a timestamp is written.</summary>
internal enum TimestampFormat
{
    EpochSeconds,
    Iso8601,
    HttpDate,
}

/// <summary>
/// What a codec must know of a type. Between codec and service a value is JSON: a blob is base64, a timestamp a number of seconds since 1970 with at most
/// three decimals, a double that JSON cannot write is the text NaN, Infinity or -Infinity.
/// </summary>
internal sealed class WireShape
{
    private readonly Dictionary<string, WireMember> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WireMember> _byWireName = new(StringComparer.Ordinal);

    private WireShape(WireKind kind) => Kind = kind;

    public static WireShape String { get; } = new(WireKind.String);

    public static WireShape Integer { get; } = new(WireKind.Integer);

    public static WireShape Long { get; } = new(WireKind.Long);

    public static WireShape Double { get; } = new(WireKind.Double);

    public static WireShape Boolean { get; } = new(WireKind.Boolean);

    public static WireShape Blob { get; } = new(WireKind.Blob);

    /// <summary>In the format that the protocol uses at the place where it stands.</summary>
    public static WireShape Timestamp { get; } = new(WireKind.Timestamp);

    public static WireShape Document { get; } = new(WireKind.Document);

    public WireKind Kind { get; }

    /// <summary>Of a timestamp; null: the protocol's.</summary>
    public TimestampFormat? Format { get; private init; }

    /// <summary>Of a structure: the name of its element when it is the root of an XML document.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Whether a list or map stands among the members of its owner, without an element or name of its own.</summary>
    public bool IsFlattened { get; private init; }

    /// <summary>Of a list: its items; of a map: its values.</summary>
    public WireMember? Item { get; private init; }

    /// <summary>Name of a map's keys in XML and forms.</summary>
    public string KeyName { get; private init; } = "";

    public IReadOnlyList<WireMember> Members { get; private set; } = [];

    /// <summary>A prefix that a structure's element declares, for its attributes.</summary>
    public (string Prefix, string Uri)? XmlPrefix { get; private init; }

    /// <summary>What a service's model allows beside the kind; codecs do not check it, services do (<see cref="ModelCheck"/>).</summary>
    public WireLimits? Limits { get; private set; }

    /// <summary>The same shape with limits.</summary>
    public WireShape Within(WireLimits limits)
    {
        var shape = (WireShape)MemberwiseClone();
        shape.Limits = limits;
        return shape;
    }

    public static WireShape TimestampAs(TimestampFormat format) => new(WireKind.Timestamp) { Format = format };

    public static WireShape ListOf(WireShape item, string itemName = "member", bool isFlattened = false) =>
        new(WireKind.List) { Item = new WireMember(itemName, item), IsFlattened = isFlattened };

    public static WireShape MapOf(WireShape value, string keyName = "key", string valueName = "value", bool isFlattened = false) =>
        new(WireKind.Map) { Item = new WireMember(valueName, value), KeyName = keyName, IsFlattened = isFlattened };

    public static WireShape Structure(string name, params IEnumerable<WireMember> members) => Recursive(name, _ => members);

    /// <summary>A structure that may hold itself.</summary>
    public static WireShape Recursive(string name, Func<WireShape, IEnumerable<WireMember>> members, (string Prefix, string Uri)? xmlPrefix = null)
    {
        var shape = new WireShape(WireKind.Structure) { Name = name, XmlPrefix = xmlPrefix };
        shape.Members = [.. members(shape)];
        foreach (var member in shape.Members)
        {
            shape._byName.Add(member.Name, member);
            if (member.Location == MemberLocation.Body)
            {
                shape._byWireName.Add(member.WireName, member);
            }
        }

        return shape;
    }

    public WireMember? Named(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The member that a document calls so.</summary>
    public WireMember? Called(string wireName) => _byWireName.GetValueOrDefault(wireName);
}

/// <summary>Where a member stands in a request or answer of a REST protocol.</summary>
internal enum MemberLocation
{
    Body,
    Header,

    /// <summary>A map: all headers whose names begin with the member's wire name.</summary>
    PrefixHeaders,
    Query,

    /// <summary>A map: all parameters that no other member names.</summary>
    QueryParameters,
    Label,

    /// <summary>The member is the whole body.</summary>
    Payload,
    Status,
}

/// <summary>A member of a structure.</summary>
/// <param name="Name">As the service knows it; the JSON RPC protocols and CBOR use it too.</param>
/// <param name="Shape">Its type.</param>
internal sealed record WireMember(string Name, WireShape Shape)
{
    /// <summary>Its name in XML, forms, headers, queries, and in REST JSON.</summary>
    public string WireName { get; init; } = Name;

    public MemberLocation Location { get; init; }

    /// <summary>Whether a request must have it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether AWS has it and LambdaSim does not: a request that says it is refused by its name (<see cref="RefusedMembers"/>).</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether XML has it as an attribute of its owner.</summary>
    public bool IsAttribute { get; init; }
}
