using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Tests.Tables;

/// <summary>Sizes, equality and order of values.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("0", 1)]
    [InlineData("27", 2)]
    [InlineData("-27", 3)]
    [InlineData("461", 3)]
    [InlineData("1786461547", 6)]
    [InlineData("1.2", 3)]
    [InlineData("12.3", 3)]
    [InlineData("120", 3)]
    [InlineData("0.012", 3)]
    [InlineData("1E125", 2)]
    [InlineData("1E-130", 2)]
    [InlineData("100", 2)]
    [InlineData("12345678901234567890123456789012345678", 20)]
    [InlineData("1.2345678901234567890123456789012345678", 21)]
    [InlineData("-1.2345678901234567890123456789012345678", 21)]
    [Pins("DDB-SIZE")]
    public void A_number_takes_a_byte_for_each_pair_of_digits(string number, int size) => Assert.Equal(size, Read($$"""{"N":"{{number}}"}""").Size);

    [Theory]
    [InlineData("""{"S":"abc"}""", 3)]
    [InlineData("""{"S":"é€😀"}""", 9)]
    [InlineData("""{"B":"YWJj"}""", 3)]
    [InlineData("""{"BOOL":true}""", 1)]
    [InlineData("""{"NULL":true}""", 1)]
    [InlineData("""{"SS":["ab","c"]}""", 3)]
    [InlineData("""{"NS":["1","-1"]}""", 5)]
    [InlineData("""{"BS":["YWJj","YQ=="]}""", 4)]
    [InlineData("""{"L":[]}""", 3)]
    [InlineData("""{"L":[{"S":"a"},{"N":"1"}]}""", 8)]
    [InlineData("""{"M":{}}""", 3)]
    [InlineData("""{"M":{"key":{"S":"a"}}}""", 8)]
    [InlineData("""{"M":{"é":{"L":[{"BOOL":true}]}}}""", 11)]
    [Pins("DDB-SIZE")]
    public void A_value_has_a_size_to_the_byte(string value, int size) => Assert.Equal(size, Read(value).Size);

    [Fact]
    [Pins("DDB-SIZE")]
    public void An_item_takes_its_names_and_values()
    {
        var item = ReadItem("""{"id":{"S":"abc"},"é":{"L":[{"N":"1"}]}}""");

        Assert.Equal(2 + 3 + 2 + 6, item.Size);
    }

    [Theory]
    [InlineData("""{"N":"1"}""", """{"N":"1.0"}""", true)]
    [InlineData("""{"N":"1"}""", """{"S":"1"}""", false)]
    [InlineData("""{"S":"a"}""", """{"B":"YQ=="}""", false)]
    [InlineData("""{"SS":["a","b"]}""", """{"SS":["b","a"]}""", true)]
    [InlineData("""{"NS":["1","20"]}""", """{"NS":["2e1","1"]}""", true)]
    [InlineData("""{"NS":["1"]}""", """{"SS":["1"]}""", false)]
    [InlineData("""{"BS":["YQ=="]}""", """{"BS":["Yg=="]}""", false)]
    [InlineData("""{"L":[{"N":"1"},{"N":"2"}]}""", """{"L":[{"N":"2"},{"N":"1"}]}""", false)]
    [InlineData("""{"M":{"a":{"N":"1"},"b":{"S":"x"}}}""", """{"M":{"b":{"S":"x"},"a":{"N":"1e0"}}}""", true)]
    [InlineData("""{"M":{"a":{"N":"1"}}}""", """{"M":{"b":{"N":"1"}}}""", false)]
    [InlineData("""{"NULL":true}""", """{"NULL":true}""", true)]
    [InlineData("""{"BOOL":true}""", """{"BOOL":false}""", false)]
    [Pins("DDB-EQUAL")]
    public void Equal_values_have_equal_contents(string one, string other, bool isEqual)
    {
        Assert.Equal(isEqual, Read(one).Equals(Read(other)));
        Assert.Equal(isEqual, Read(other).Equals(Read(one)));
    }

    [Fact]
    [Pins("DDB-KEY-BYTES")]
    public void Keys_are_in_the_order_of_their_bytes()
    {
        string[] texts = ["", "a", "aa", "b", "é", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\udbff\udfff"];
        string[] numbers = ["-9.9e125", "-100", "-99", "-12", "-1.5", "-1", "-0.1", "-1e-130", "0", "1e-130", "0.1", "1", "1.5", "12", "99", "100", "9.9e125"];
        AttributeValue[] bytes = [AttributeValue.Of([]), AttributeValue.Of([0]), AttributeValue.Of([0, 0]), AttributeValue.Of([127]), AttributeValue.Of([128]), AttributeValue.Of([255, 0])];

        AssertInOrder([.. texts.Select(AttributeValue.Of)]);
        AssertInOrder([.. numbers.Select(static n => Read($$"""{"N":"{{n}}"}"""))]);
        AssertInOrder(bytes);
    }

    [Fact]
    public void Values_of_two_types_have_no_order() => Assert.Null(AttributeValue.Of("1").CompareTo(AttributeValue.Of(1)));

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void An_item_finds_each_name(int count)
    {
        var item = new Item([.. Enumerable.Range(0, count).Select(static i => $"n{i}")], [.. Enumerable.Range(0, count).Select(static i => AttributeValue.Of(i))]);

        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(AttributeValue.Of(i), item[$"n{i}"]));
        Assert.Null(item["n"]);
        Assert.Equal(item, item.Without("n3").With("n3", AttributeValue.Of(3)));
        Assert.Equal(count, item.With("n3", AttributeValue.Null).Count);
    }

    private static void AssertInOrder(AttributeValue[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < values.Length; j++)
            {
                Assert.Equal(i.CompareTo(j), Math.Sign(values[i].CompareTo(values[j])!.Value));
                Assert.Equal(i.CompareTo(j), Math.Sign(KeyBytes.Of(values[i]).AsSpan().SequenceCompareTo(KeyBytes.Of(values[j]))));
            }
        }
    }

    private static AttributeValue Read(string json) => ValueReader.Value(JsonNode.Parse(Encoding.UTF8.GetBytes(json)));

    private static Item ReadItem(string json) => ValueReader.Item(JsonNode.Parse(json)!.AsObject());
}
