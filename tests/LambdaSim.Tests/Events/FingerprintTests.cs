using LambdaSim.Configuration;

namespace LambdaSim.Tests.Events;

public sealed class FingerprintTests
{
    private static Story Base => new Story().Function("f").Arrive(1).End(1);

    [Fact]
    public void The_fingerprint_of_a_fixed_log_never_changes() =>
        Assert.Equal("4632f965f12ffedafe45f88920f531d431bcad3eb439cc97f0b9423533d247fe", Story.OfEverything().Print());

    [Fact]
    public void So_is_that_of_a_log_with_answers() =>
        Assert.Equal("ecf791b8eba1d5daa17707cab49f5754dfaf282f61b85a4c1dfde1f4d60f1805", Story.OfAnswers().Print());

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public void The_size_of_batches_does_not_matter(int batch) => Assert.Equal(Story.OfEverything().Print(), Story.OfEverything().Print(batch));

    [Fact]
    public void Field_by_field_gives_the_same_bytes_as_the_memory_of_a_record()
    {
        var story = new Story().Function("f");
        foreach (var e in RandomEvents.Make(count: 700, functions: 1))
        {
            story.Add(e);
        }

        Assert.Equal(story.Print(batch: 600), story.Print(batch: 600, fieldByField: true));
    }

    [Fact]
    public void Everything_that_makes_a_run_is_in_it()
    {
        Story[] variants =
        [
            Base,
            new Story(seed: 8).Function("f").Arrive(1).End(1),
            new Story().Function("g").Arrive(1).End(1),
            new Story().Function("f", qualifier: "1").Arrive(1).End(1),
            new Story().Function("f", new FunctionConfig { MemoryMb = 129 }).Arrive(1).End(1),
            new Story().Arrive(1).Function("f").End(1),
            new Story().Function("f").Arrive(2).End(1),
            new Story().Function("f").Arrive(1).Arrive(1).End(1),
            new Story().Function("f").Arrive(1).End(2),
            new Story().Function("f").Arrive(1).End(1, partial: true),
            new Story().Function("f").Tell("a").Arrive(1).End(1),
            new Story().Function("f").Tell("b").Arrive(1).End(1),
            new Story().Function("f").Arrive(1).Tell("a").End(1),
            new Story().Tell("a").Function("f").Arrive(1).End(1),
            new Story().Function("f").Tell("a").Tell("").Arrive(1).End(1),
        ];
        var prints = variants.Select(story => story.Print()).Append(Base.Print(semantics: 99));
        Assert.Equal(variants.Length + 1, prints.Distinct().Count());
    }

    [Fact]
    public void It_is_sixty_four_lower_case_hexadecimal_digits() => Assert.Matches("^[0-9a-f]{64}$", Base.Print());
}
