using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public class TextNumbersTests
{
    private readonly List<string> _defined = [];
    private readonly TextNumbers _texts = new();

    [Fact]
    public void A_text_that_comes_again_keeps_its_number()
    {
        var first = Say("a");
        Say("b");

        Assert.Equal(first, Say("a"));
        Assert.Equal(["a", "b"], _defined);
    }

    [Fact]
    public void After_more_texts_than_are_remembered_one_is_defined_again_under_a_new_number()
    {
        var first = Say("a");
        for (var i = 0; i < TextNumbers.Most; i++)
        {
            Say(Text.Of(i));
        }

        var again = Say("a");

        Assert.True(again > first);
        Assert.Equal(2, _defined.Count(t => t == "a"));
        Assert.Equal("a", _defined[again]);
    }

    [Fact]
    public void Long_texts_are_remembered_up_to_a_length_of_all()
    {
        var most = new string('a', (TextNumbers.MostCharacters / 4) + 1);
        foreach (var last in "abcdefgh")
        {
            Say(most + last);
        }

        Assert.InRange(_texts.Known.Sum(static k => (long)k.Text.Length), 1, TextNumbers.MostCharacters);
        Assert.Equal(_defined.Count, _defined.Distinct().Count());
    }

    private int Say(string text) => _texts.Of(text, (number, defined) =>
    {
        Assert.Equal(_defined.Count, number);
        _defined.Add(defined);
    });
}
