namespace LambdaSim.Woven.Randomness;

/// <summary>The framework seeds hash codes of strings anew in each process; here they are the same in all.</summary>
[Redirects(typeof(string))]
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
