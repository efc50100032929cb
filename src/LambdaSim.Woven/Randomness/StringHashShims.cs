namespace LambdaSim.Woven.Randomness;

/// <summary>The framework seeds hash codes of strings anew in each process; here they are the same in all.</summary>
[Redirects(typeof(string))]
[Hidden]
public static class StringHashShims
{
    [InstanceMember]
    public static int GetHashCode(string self) => WovenEnvironment.Current is null || self is null ? self!.GetHashCode() : Of(self);

    [InstanceMember]
    public static int GetHashCode(string self, StringComparison comparisonType) => WovenEnvironment.Current is null || self is null ? self!.GetHashCode(comparisonType)
        : Of(comparisonType is StringComparison.Ordinal or StringComparison.CurrentCulture or StringComparison.InvariantCulture ? self : self.ToUpperInvariant());

    public static int GetHashCode(ReadOnlySpan<char> value) => WovenEnvironment.Current is null ? string.GetHashCode(value) : Of(value);

    internal static int Of(ReadOnlySpan<char> value)
    {
        var hash = 2_166_136_261u;
        foreach (var c in value)
        {
            hash = (hash ^ c) * 16_777_619u;
        }

        return (int)(hash ^ (hash >> 15));
    }
}

/// <summary>A string's hash code is asked for by the name that its base class gives it.</summary>
[Redirects(typeof(object))]
[Hidden]
public static class ObjectHashShims
{
    [InstanceMember]
    public static int GetHashCode(object self) => self is string text && WovenEnvironment.Current is not null ? StringHashShims.Of(text) : self.GetHashCode();

    /// <summary>Of a value whose type is a parameter.</summary>
    public static int OfParameter<T>(ref T self) => typeof(T) == typeof(string) && WovenEnvironment.Current is not null && self is string text ? StringHashShims.Of(text) : self!.GetHashCode();
}

/// <summary>Records ask here for the hash codes of their members.</summary>
[Redirects(typeof(EqualityComparer<>))]
[Hidden]
public static class EqualityComparerShims
{
    [InstanceMember]
    public static int GetHashCode<T>(EqualityComparer<T> self, T obj) =>
        obj is string text && ReferenceEquals(self, EqualityComparer<T>.Default) && WovenEnvironment.Current is not null ? StringHashShims.Of(text) : self.GetHashCode(obj!);
}
