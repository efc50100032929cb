using System.Security.Cryptography;

namespace LambdaSim.Woven.Randomness;

[Redirects(typeof(RandomNumberGenerator))]
[Hidden]
public static class RandomNumberGeneratorShims
{
    private const string Hexadecimal = "0123456789ABCDEF";

    public static RandomNumberGenerator Create() => WovenEnvironment.Current is null ? RandomNumberGenerator.Create() : new Generator();

    public static void Fill(Span<byte> data)
    {
        if (WovenEnvironment.Current is { } environment)
        {
            environment.Fill(data);
        }
        else
        {
            RandomNumberGenerator.Fill(data);
        }
    }

    public static byte[] GetBytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public static int GetInt32(int toExclusive) => GetInt32(0, toExclusive);

    public static int GetInt32(int fromInclusive, int toExclusive)
    {
        if (fromInclusive >= toExclusive)
        {
            throw new ArgumentException("Range of random number does not contain at least one possibility.");
        }

        return WovenEnvironment.Current is { } environment ? environment.Random.Next(fromInclusive, toExclusive) : RandomNumberGenerator.GetInt32(fromInclusive, toExclusive);
    }

    public static string GetString(ReadOnlySpan<char> choices, int length)
    {
        if (WovenEnvironment.Current is null)
        {
            return RandomNumberGenerator.GetString(choices, length);
        }

        var letters = new char[length];
        GetItems(choices, letters.AsSpan());
        return new string(letters);
    }

    public static string GetHexString(int stringLength, bool lowercase) => WovenEnvironment.Current is null
        ? RandomNumberGenerator.GetHexString(stringLength, lowercase)
        : GetString(lowercase ? Hexadecimal.ToLowerInvariant() : Hexadecimal, stringLength);

    public static void GetHexString(Span<char> destination, bool lowercase) => GetHexString(destination.Length, lowercase).CopyTo(destination);

    public static T[] GetItems<T>(ReadOnlySpan<T> choices, int length)
    {
        var items = new T[length];
        GetItems(choices, items.AsSpan());
        return items;
    }

    public static void GetItems<T>(ReadOnlySpan<T> choices, Span<T> destination)
    {
        if (WovenEnvironment.Current is null)
        {
            RandomNumberGenerator.GetItems(choices, destination);
            return;
        }

        if (choices.IsEmpty)
        {
            throw new ArgumentException("Span may not be empty.", nameof(choices));
        }

        foreach (ref var item in destination)
        {
            item = choices[GetInt32(choices.Length)];
        }
    }

    public static void Shuffle<T>(Span<T> values)
    {
        if (WovenEnvironment.Current is null)
        {
            RandomNumberGenerator.Shuffle(values);
            return;
        }

        for (var i = 0; i < values.Length - 1; i++)
        {
            var j = GetInt32(i, values.Length);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    [Hidden]
    private sealed class Generator : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => RandomNumberGeneratorShims.Fill(data);

        public override void GetBytes(byte[] data, int offset, int count) => RandomNumberGeneratorShims.Fill(data.AsSpan(offset, count));

        public override void GetBytes(Span<byte> data) => RandomNumberGeneratorShims.Fill(data);

        public override void GetNonZeroBytes(byte[] data) => GetNonZeroBytes(data.AsSpan());

        public override void GetNonZeroBytes(Span<byte> data)
        {
            RandomNumberGeneratorShims.Fill(data);
            foreach (ref var value in data)
            {
                value = Math.Max((byte)1, value);
            }
        }
    }
}
