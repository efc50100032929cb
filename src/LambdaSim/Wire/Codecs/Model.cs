namespace LambdaSim.Wire.Codecs;

/// <summary>Words for tables of shapes: what a service's model says, in short.</summary>
internal static class Model
{
    public static WireMember Member(string name, WireShape shape) => new(name, shape);

    /// <summary>A text without limits.</summary>
    public static WireMember Text(string name) => new(name, WireShape.String);

    public static WireMember Required(string name, WireShape shape) => new(name, shape) { IsRequired = true };

    /// <summary>One that AWS has and is not simulated.</summary>
    public static WireMember Refused(string name, WireShape shape) => new(name, shape) { IsRefused = true };

    public static WireMember Query(string name, WireShape shape, string? wireName = null) => new(name, shape) { WireName = wireName ?? name, Location = MemberLocation.Query };

    public static WireShape Text(long min, long max) => WireShape.String.Within(WireLimits.Length(min, max));

    public static WireShape Text(string pattern, long? min = null, long? max = null) => WireShape.String.Within(WireLimits.Of(pattern, min, max));

    public static WireShape OneOf(params string[] values) => WireShape.String.Within(WireLimits.OneOf(values));

    public static WireShape Number(long min, long max) => WireShape.Integer.Within(new WireLimits { Min = min, Max = max });

    public static WireShape List(WireShape item, long min, long max) => WireShape.ListOf(item).Within(WireLimits.Length(min, max));

    public static WireShape List(WireShape item) => WireShape.ListOf(item);

    /// <summary>An operation of a protocol that names operations.</summary>
    public static WireOperation Operation(string name, IEnumerable<WireMember> input, params IEnumerable<WireMember> output) =>
        new(name, WireShape.Structure($"{name}Request", input), WireShape.Structure($"{name}Result", output));
}
