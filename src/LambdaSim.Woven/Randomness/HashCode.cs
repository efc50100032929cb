using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Woven.Randomness;

/// <summary>Combines hash codes, in all processes to the same.</summary>
[Substitutes(typeof(System.HashCode))]
[SuppressMessage("Performance", "CA1815", Justification = "as the type that it stands for")]
[SuppressMessage("Usage", "CA2231", Justification = "as the type that it stands for")]
[Hidden]
public struct HashCode
{
    private uint _hash;
    private uint _count;

    public static int Combine<T1>(T1 value1)
    {
        var hash = default(HashCode);
        hash.Add(value1);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2>(T1 value1, T2 value2)
    {
        var hash = default(HashCode);
        hash.Add(value1);
        hash.Add(value2);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2, T3>(T1 value1, T2 value2, T3 value3)
    {
        var hash = default(HashCode);
        hash.Add(value1);
        hash.Add(value2);
        hash.Add(value3);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2, T3, T4>(T1 value1, T2 value2, T3 value3, T4 value4)
    {
        var hash = default(HashCode);
        hash.Add(value1);
        hash.Add(value2);
        hash.Add(value3);
        hash.Add(value4);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2, T3, T4, T5>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5)
    {
        var hash = default(HashCode);
        hash.Add(value1);
        hash.Add(value2);
        hash.Add(value3);
        hash.Add(value4);
        hash.Add(value5);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2, T3, T4, T5, T6>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6)
    {
        var hash = default(HashCode);
        hash.Add(value1);
        hash.Add(value2);
        hash.Add(value3);
        hash.Add(value4);
        hash.Add(value5);
        hash.Add(value6);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2, T3, T4, T5, T6, T7>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6, T7 value7)
    {
        var hash = default(HashCode);
        hash.Add(value1);
        hash.Add(value2);
        hash.Add(value3);
        hash.Add(value4);
        hash.Add(value5);
        hash.Add(value6);
        hash.Add(value7);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2, T3, T4, T5, T6, T7, T8>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6, T7 value7, T8 value8)
    {
        var hash = default(HashCode);
        hash.Add(value1);
        hash.Add(value2);
        hash.Add(value3);
        hash.Add(value4);
        hash.Add(value5);
        hash.Add(value6);
        hash.Add(value7);
        hash.Add(value8);
        return hash.ToHashCode();
    }

    public void Add<T>(T value) => Mix(value is string text ? StringHashShims.Of(text) : value?.GetHashCode() ?? 0);

    public void Add<T>(T value, IEqualityComparer<T>? comparer) => Mix(value is null ? 0 : comparer is null or EqualityComparer<T> && value is string ? StringHashShims.Of(value as string) : (comparer ?? EqualityComparer<T>.Default).GetHashCode(value));

    public void AddBytes(ReadOnlySpan<byte> value)
    {
        foreach (var b in value)
        {
            Mix(b);
        }
    }

    public readonly int ToHashCode()
    {
        var hash = _hash ^ (_count * 0x9E37_79B1u);
        hash = (hash ^ (hash >> 15)) * 0x85EB_CA77u;
        return (int)(hash ^ (hash >> 13));
    }

    public override readonly int GetHashCode() => throw new NotSupportedException("HashCode is a mutable struct and should not be compared with other HashCodes. Use ToHashCode to retrieve the computed hash code.");

    public override readonly bool Equals(object? obj) => throw new NotSupportedException("Equality is not supported on HashCode.");

    private void Mix(int value)
    {
        _hash = uint.RotateLeft(_hash + ((uint)value * 0xC2B2_AE3Du), 17) * 0x27D4_EB2Fu;
        _count++;
    }
}
