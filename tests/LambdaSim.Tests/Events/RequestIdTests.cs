using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class RequestIdTests
{
    [Fact]
    [Pins("INV-REQUESTID")]
    public void It_has_the_shape_of_a_random_UUID() =>
        Assert.All(Enumerable.Range(0, 1_000), i => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", RequestId.Of(7, i)));

    [Fact]
    public void It_is_a_function_of_seed_and_number() => Assert.Equal("4a3c7463-4d72-4b76-9cb4-7fcae9cd7931", RequestId.Of(20_141_113, 0));

    [Fact]
    public void Another_seed_or_number_gives_another() =>
        Assert.Equal(2_000, Enumerable.Range(0, 1_000).SelectMany(i => new[] { RequestId.Of(1, i), RequestId.Of(2, i) }).Distinct().Count());

    [Fact]
    public void Its_text_gives_its_bits_back()
    {
        Assert.True(RequestId.TryParse(RequestId.Of(3, 44).ToUpperInvariant(), out var high, out var low));
        Assert.Equal(RequestId.Bits(RequestId.Stream(3), 44), (high, low));
        Assert.False(RequestId.TryParse("no-id", out _, out _));
    }
}
