#pragma warning disable RS0030
using LambdaSim.Randomness;
using LambdaSim.Units;

namespace LambdaSim.Tests.Randomness;

/// <summary>Random numbers and identifiers of handlers come from keyed draws only.</summary>
public class DeterministicRandomTests
{
    [Fact]
    public void One_stream_gives_one_sequence_whatever_is_asked_for()
    {
        static string Sequence()
        {
            var random = new DeterministicRandom(7);
            var bytes = new byte[11];
            random.NextBytes(bytes);
            int[] items = [1, 2, 3, 4, 5];
            random.Shuffle(items);
            return FormattableString.Invariant($"{random.Next()} {random.Next(9)} {random.Next(-5, 5)} {random.NextInt64()} {random.NextInt64(-3, 1L << 40)} {random.NextDouble()} {random.NextSingle()} {Convert.ToHexString(bytes)} {string.Join("", items)}");
        }

        Assert.Equal(Sequence(), Sequence());
    }

    [Fact]
    public void Numbers_stay_in_their_range_and_fill_it()
    {
        var random = new DeterministicRandom(1);
        var seen = Enumerable.Range(0, 1000).Select(_ => random.Next(-2, 3)).ToHashSet();

        Assert.Equal([-2, -1, 0, 1, 2], seen.Order());
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(random.NextDouble(), 0, 0.9999999999999999));
        Assert.InRange(random.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue - 1);
        Assert.Equal(0, random.Next(0));
    }

    [Fact]
    public void A_wrong_range_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeterministicRandom(1).Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeterministicRandom(1).Next(2, 1));
    }

    [Fact]
    public void Identifiers_are_version_4_and_differ()
    {
        var ids = Enumerable.Range(0, 100).Select(i => DeterministicGuid.At(3, (ulong)i)).ToList();

        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id.ToString()));
        Assert.Equal(100, ids.Distinct().Count());
    }

    [Fact]
    public void Units_read_as_they_are_said()
    {
        Assert.Equal(Duration.FromSeconds(90), 1.5.Minutes);
        Assert.Equal(Duration.FromMilliseconds(86_400_000), 1.Days);
        Assert.Equal(24.Hours, 1.Days);
        Assert.Equal(512, 512.MB);
    }
}
