using LambdaSim.Randomness;

namespace LambdaSim.Tests.Randomness;

// Known answers: computed apart from the code, from SplitMix64's published constants.
public sealed class DrawTests
{
    [Theory]
    [InlineData(0ul, 1ul, 0ul, 0ul, 0xC4ADCB372D915A98ul)]
    [InlineData(1ul, 2ul, 3ul, 4ul, 0x5A50BEAC195F6BBDul)]
    [InlineData(20141113ul, 2ul, 0xCBF29CE484222325ul, 0ul, 0x4BB4BE5152B026BDul)]
    [InlineData(20141113ul, 3ul, 0xCBF29CE484222325ul, 0ul, 0x3727473021408439ul)]
    [InlineData(20141113ul, 3ul, 0xCBF29CE484222325ul, 1ul, 0xA9F6D28A894E5B5Aul)]
    [InlineData(ulong.MaxValue, 6ul, ulong.MaxValue, ulong.MaxValue, 0xAD45E63B171EF460ul)]
    public void A_draw_has_its_known_answer(ulong seed, ulong purpose, ulong entity, ulong ordinal, ulong expected) =>
        Assert.Equal(expected, Draw.Bits(seed, (Purpose)purpose, entity, ordinal));

    [Theory]
    [InlineData(nameof(Purpose.Arrival), 1ul, 0x539F9F0E18126269ul)]
    [InlineData(nameof(Purpose.Duration), 2ul, 0xF665C892E1DD7D2Aul)]
    [InlineData(nameof(Purpose.Init), 3ul, 0xF00D684F04815457ul)]
    [InlineData(nameof(Purpose.KeepAlive), 4ul, 0x569B815941D71DD9ul)]
    [InlineData(nameof(Purpose.Lifetime), 5ul, 0x7E2E1B8B7708357Ful)]
    [InlineData(nameof(Purpose.RequestId), 6ul, 0x794C0F79E6981558ul)]
    [InlineData(nameof(Purpose.Workload), 7ul, 0x8E5566C488D09167ul)]
    [InlineData(nameof(Purpose.WorkloadFunction), 8ul, 0xD76414673AFB37BAul)]
    [InlineData(nameof(Purpose.WorkloadDuration), 9ul, 0x4DABF7226AC79787ul)]
    [InlineData(nameof(Purpose.WorkloadMinute), 10ul, 0xAC1F22C92A2AEFC5ul)]
    public void No_purpose_ever_gets_another_number_or_stream(string name, ulong number, ulong expected)
    {
        var purpose = Enum.Parse<Purpose>(name);
        Assert.Equal(number, (ulong)purpose);
        Assert.Equal(expected, Draw.Bits(20_141_113, purpose, 42, 7));
    }

    [Fact]
    public void A_new_purpose_shifts_no_old_draw()
    {
        var before = Draw.Bits(1, Purpose.Duration, 5, 9);
        foreach (var ordinal in Enumerable.Range(0, 100))
        {
            Draw.Bits(1, (Purpose)999, 5, (ulong)ordinal);
        }

        Assert.Equal(before, Draw.Bits(1, Purpose.Duration, 5, 9));
    }

    [Fact]
    public void Streams_of_different_seeds_purposes_and_entities_share_no_draw()
    {
        var seen = new HashSet<ulong>();
        for (var seed = 0ul; seed < 10; seed++)
        {
            for (var purpose = 1ul; purpose <= 10; purpose++)
            {
                for (var entity = 0ul; entity < 10; entity++)
                {
                    for (var ordinal = 0ul; ordinal < 100; ordinal++)
                    {
                        Assert.True(seen.Add(Draw.Bits(seed, (Purpose)purpose, entity, ordinal)));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(28)]
    [InlineData(56)]
    public void Every_byte_of_a_draw_is_uniform(int shift)
    {
        const int Draws = 1 << 20;
        var counts = new int[256];
        var stream = Draw.Stream(7, Purpose.Duration, 1);
        for (var ordinal = 0ul; ordinal < Draws; ordinal++)
        {
            counts[(byte)(Draw.At(stream, ordinal) >> shift)]++;
        }

        // 255 degrees of freedom: 255 +- 22.6; four standard deviations either way.
        Assert.InRange(ChiSquare(counts, Draws / 256.0), 165, 345);
    }

    [Fact]
    public void Neighbouring_entities_at_one_ordinal_are_as_uniform_as_one_stream()
    {
        var counts = new int[256];
        for (var entity = 0ul; entity < 1 << 18; entity++)
        {
            counts[Draw.Bits(7, Purpose.Init, entity, 0) >> 56]++;
        }

        Assert.InRange(ChiSquare(counts, (1 << 18) / 256.0), 165, 345);
    }

    [Theory]
    [InlineData("", 0xCBF29CE484222325ul)]
    [InlineData("a", 0x089BE207B544F1E4ul)]
    [InlineData("orders", 0xC7643FD098568648ul)]
    [InlineData("caf\u00e9", 0x55BC899AE141A5D8ul)]
    public void A_name_hashes_to_its_known_answer(string name, ulong expected) => Assert.Equal(expected, StableHash.Of(name));

    private static double ChiSquare(int[] counts, double expected) => counts.Sum(c => (c - expected) * (c - expected) / expected);
}
