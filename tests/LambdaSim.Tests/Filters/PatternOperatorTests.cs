using LambdaSim.Filters;

namespace LambdaSim.Tests.Filters;

/// <summary>Every operator over every kind of value: the table of the documentation, and what it leaves out.</summary>
public class PatternOperatorTests
{
    [Theory]
    [InlineData("""{"v":["a"]}""", """ "a" """, """ "A"  "ab"  "" null 1 {} {"v":"a"}""")]
    [InlineData("""{"v":["a","b"]}""", """ "a" "b" ["x","b"] ["a"]""", """ "c" [] ["c"]""")]
    [InlineData("""{"v":[""]}""", """ "" """, """ null " " """)]
    [InlineData("""{"v":[null]}""", "null", """ "" "null" false 0""")]
    [InlineData("""{"v":[true]}""", "true", """ "true" false 1""")]
    [InlineData("""{"v":[{"exactly":"a"}]}""", """ "a" """, """ "A" """)]
    [Pins("PAT-EQUALS")]
    public void Equals(string pattern, string meant, string others) => Check(pattern, meant, others);

    [Theory]
    [InlineData("""{"v":[300]}""", "300 300.0 3.0e2 300.0000001", """ "300" 301 """)]
    [InlineData("""{"v":[0.1]}""", "0.1 0.100 1e-1", "0.2 0.100001")]
    [InlineData("""{"v":[12345678901]}""", "12345678901", "12345678901.0 1.2345678901e10")]
    [InlineData("""{"v":[{"numeric":["=",100]}]}""", "100 1e2", """ "100" 99.999999 true null""")]
    [InlineData("""{"v":[{"numeric":[">",0,"<=",5]}]}""", "0.000001 5 5.0000001 [9,1]", "0 5.000001 -1 []")]
    [InlineData("""{"v":[{"numeric":[">=",-5,"<",5]}]}""", "-5 0 4.999999", "5 -5.000001")]
    [InlineData("""{"v":[{"numeric":["<",10]}]}""", "9.999999 -5000000000", "10 -5000000001")]
    [InlineData("""{"v":[{"numeric":[">=",10]}]}""", "10 5000000000", "9.999999 5000000001")]
    [Pins("PAT-NUMBER")]
    public void Numbers(string pattern, string meant, string others) => Check(pattern, meant, others);

    [Theory]
    [InlineData("""{"v":[{"prefix":"us-"}]}""", """ "us-" "us-east-1" """, """ "US-" "eu-us-" 1 null""")]
    [InlineData("""{"v":[{"prefix":""}]}""", """ "" "x" """, "1 null")]
    [InlineData("""{"v":[{"prefix":{"equals-ignore-case":"EventB"}}]}""", """ "eventbridge" "EVENTB" """, """ "event" "xEventB" """)]
    [InlineData("""{"v":[{"suffix":".png"}]}""", """ ".png" "a.png" """, """ ".PNG" "a.png " """)]
    [InlineData("""{"v":[{"suffix":{"equals-ignore-case":".png"}}]}""", """ ".PNG" "a.pNg" """, """ "png" """)]
    [InlineData("""{"v":[{"equals-ignore-case":"alice"}]}""", """ "ALICE" "Alice" """, """ "alicE " "alic" null 1""")]
    [InlineData("""{"v":[{"equals-ignore-case":"ÄÖ"}]}""", """ "äö" "äÖ" """, """ "ao" """)]
    [Pins("PAT-AFFIX", "PAT-IGNORE-CASE")]
    public void Beginnings_endings_and_case(string pattern, string meant, string others) => Check(pattern, meant, others);

    [Theory]
    [InlineData("""{"v":[{"anything-but":"a"}]}""", """ "b" "A" 1 null true ["a","b"]""", """ "a" ["a"] [] {} """)]
    [InlineData("""{"v":[{"anything-but":["a","b"]}]}""", """ "c" 0 """, """ "a" "b" """)]
    [InlineData("""{"v":[{"anything-but":0}]}""", """ 1 "0" null""", "0 0.0 0e5")]
    [InlineData("""{"v":[{"anything-but":[100,200]}]}""", "300 \"100\"", "100 2e2")]
    [InlineData("""{"v":[{"anything-but":{"prefix":"init"}}]}""", """ "start" 12 null""", """ "init" "initial" """)]
    [InlineData("""{"v":[{"anything-but":{"prefix":["a","b"]}}]}""", """ "c" """, """ "ax" "bx" """)]
    [InlineData("""{"v":[{"anything-but":{"suffix":".txt"}}]}""", """ ".TXT" null""", """ "a.txt" """)]
    [InlineData("""{"v":[{"anything-but":{"suffix":[".txt",".md"]}}]}""", """ ".rtf" """, """ "a.txt" "b.md" """)]
    [InlineData("""{"v":[{"anything-but":{"equals-ignore-case":["on","off"]}}]}""", """ "maybe" 1 null""", """ "ON" "off" """)]
    [InlineData("""{"v":[{"anything-but":{"wildcard":"*/dir/*"}}]}""", """ "dir/init" 1 null""", """ "a/dir/b" """)]
    [InlineData("""{"v":[{"anything-but":{"wildcard":["*/a/*","*/b/*"]}}]}""", """ "/c/" """, """ "/a/" "x/b/y" """)]
    [Pins("PAT-ANYTHING-BUT")]
    public void Anything_but(string pattern, string meant, string others) => Check(pattern, meant, others);

    [Theory]
    [InlineData("""{"v":[{"exists":true}]}""", """ "" null 0 false [1] [{"x":1},2]""", """ {} {"x":1} [] [{"x":1}] [[]]""")]
    [InlineData("""{"v":[{"exists":false}]}""", """ {} {"x":1} [] [{"x":1}]""", """ "" null 0 false [1]""")]
    [InlineData("""{"v":[{"exists":false},"a"]}""", """ {} "a" """, """ "b" null""")]
    [Pins("PAT-EXISTS")]
    public void Exists(string pattern, string meant, string others) => Check(pattern, meant, others);

    [Theory]
    [InlineData("""{"v":[{"wildcard":"a*"}]}""", """ "a" "abc" """, """ "ba" "" 1""")]
    [InlineData("""{"v":[{"wildcard":"*a"}]}""", """ "a" "ba" """, """ "ab" """)]
    [InlineData("""{"v":[{"wildcard":"a*b*c"}]}""", """ "abc" "axbxc" "aabbcc" """, """ "acb" "ab" "abcx" """)]
    [InlineData("""{"v":[{"wildcard":"*"}]}""", """ "" "x" """, "1 null")]
    [InlineData("""{"v":[{"wildcard":"ab*ba"}]}""", """ "abba" "abxba" """, """ "aba" """)]
    [InlineData("""{"v":[{"wildcard":"a\\*b\\\\c"}]}""", """ "a*b\\c" """, """ "axb\\c" """)]
    [InlineData("""{"v":[{"wildcard":""}]}""", """ "" """, """ "x" """)]
    [Pins("PAT-WILDCARD")]
    public void Wildcards(string pattern, string meant, string others) => Check(pattern, meant, others);

    [Theory]
    [InlineData("""{"v":[{"cidr":"10.0.0.0/24"}]}""", """ "10.0.0.0" "10.0.0.255" "010.0.0.001" """, """ "10.0.1.0" "9.255.255.255" "10.0.0.256" "::a00:0" 10 "10.0.0" """)]
    [InlineData("""{"v":[{"cidr":"10.0.0.16/24"}]}""", """ "10.0.0.16" "10.0.0.255" """, """ "10.0.0.15" """)]
    [InlineData("""{"v":[{"cidr":"0.0.0.0/0"}]}""", """ "255.255.255.255" """, """ "::1" "x" """)]
    [InlineData("""{"v":[{"cidr":"2001:db8::/32"}]}""", """ "2001:0db8:0:0::1" "2001:DB8:FFFF:ffff:ffff:ffff:ffff:ffff" """, """ "2001:db9::" "1.2.3.4" """)]
    [InlineData("""{"v":["2001:db8::1"]}""", """ "2001:0DB8:0000::0001" """, """ "2001:db8::2" """)]
    [Pins("PAT-CIDR")]
    public void Addresses(string pattern, string meant, string others) => Check(pattern, meant, others);

    [Theory]
    [InlineData("""{"$or":[{"a":[1]},{"b":[2]}]}""", """{"a":1} {"b":2} {"a":9,"b":2}""", """{"a":2,"b":1} {}""")]
    [InlineData("""{"c":[0],"$or":[{"a":[1]},{"b":[2],"d":[4]}]}""", """{"a":1,"c":0} {"b":2,"d":4,"c":0}""", """{"a":1} {"b":2,"c":0}""")]
    [InlineData("""{"x":{"$or":[{"a":[1]},{"$or":[{"b":[2]},{"y":{"c":[3]}}]}]}}""", """{"x":{"a":1}} {"x":{"b":2}} {"x":{"y":{"c":3}}}""", """{"a":1} {"x":{"c":3}}""")]
    [InlineData("""{"$or":[{"a":[1]},{"b":[2]}],"c":[0]}""", """{"a":1,"c":0}""", """{"a":1}""")]
    [Pins("PAT-OR")]
    public void Or_across_fields(string pattern, string meant, string others)
    {
        var read = EventPattern.Parse(pattern, PatternDialect.EventBridge);
        Assert.All(meant.Split(' '), e => Assert.True(read.Matches(e), e));
        Assert.All(others.Split(' '), e => Assert.False(read.Matches(e), e));
    }

    [Theory]
    [InlineData("""{"p":{"first":["Anna"],"last":["Jones"]}}""", """{"p":[{"first":"Anna","last":"Jones"},{"first":"Peter","last":"Smith"}]}""", true)]
    [InlineData("""{"p":{"first":["Anna"],"last":["Jones"]}}""", """{"p":[{"first":"Anna","last":"Smith"},{"first":"Peter","last":"Jones"}]}""", false)]
    [InlineData("""{"p":{"q":{"a":[1],"b":[2]}}}""", """{"p":[{"q":[{"a":1,"b":9},{"a":9,"b":2}]},{"q":[{"b":2},{"b":2,"a":1}]}]}""", true)]
    [InlineData("""{"p":{"a":[1],"q":{"b":[2]}}}""", """{"p":[{"a":1,"q":[{"b":3}]},{"a":2,"q":[{"b":2}]}]}""", false)]
    [InlineData("""{"p":{"a":[1]},"q":{"b":[2]}}""", """{"p":[{"a":0},{"a":1}],"q":[{"b":2},{"b":0}]}""", true)]
    [InlineData("""{"p":{"a":[1],"b":[{"exists":false}]}}""", """{"p":[{"a":1,"b":0},{"a":1}]}""", true)]
    [InlineData("""{"p":{"a":[1],"b":[{"exists":false}]}}""", """{"p":[{"a":1,"b":0},{"a":2}]}""", false)]
    [InlineData("""{"p":{"a":[1],"b":["x"]}}""", """{"p":[{"a":1,"b":["y","x"]}]}""", true)]
    [InlineData("""{"p":["x"],"r":["y"]}""", """{"p":["a","x"],"r":["y","b"]}""", true)]
    [InlineData("""{"p":{"a":[1],"b":[2]}}""", """{"p":[[{"a":1}],[{"b":2}]]}""", false)]
    [InlineData("""{"p":{"a":[1],"b":[2]}}""", """{"p":[[{"a":1,"b":2}]]}""", true)]
    [Pins("PAT-ARRAY")]
    public void Fields_of_objects_in_arrays(string pattern, string document, bool isMeant) =>
        Assert.Equal(isMeant, EventPattern.Parse(pattern, PatternDialect.EventBridge).Matches(document));

    [Theory]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a.b":"x"}""")]
    [InlineData("""{"a.b":["x"]}""", """{"a":{"b":"x"}}""")]
    [InlineData("""{"a":["x"],"a":["y"]}""", """{"a":"y"}""")]
    [InlineData("""{"a":{"b":["x"]},"a":{"c":["y"]}}""", """{"a":{"b":"x","c":"y"}}""")]
    [Pins("PAT-EQUALS")]
    public void Names_joined_by_dots_and_names_given_twice(string pattern, string document) =>
        Assert.True(EventPattern.Parse(pattern, PatternDialect.EventBridge).Matches(document));

    [Fact]
    public void What_is_no_object_is_never_meant() =>
        Assert.False(EventPattern.Parse("""{"a":[{"exists":false}]}""", PatternDialect.EventBridge).Matches("[]"));

    [Fact]
    [Pins("PAT-NUMBER")]
    public void A_topics_numbers_end_at_a_thousand_million()
    {
        Assert.Contains("between -1.0E9 and 1.0E9", Assert.Throws<PatternException>(() => EventPattern.Parse("""{"v":[{"numeric":["<",1000000001]}]}""", PatternDialect.Topic)).Message, StringComparison.Ordinal);
        Assert.False(EventPattern.Parse("""{"v":[{"numeric":[">",0]}]}""", PatternDialect.Topic).Matches("""{"v":1000000001}"""));
    }

    [Fact]
    public void Fields_of_a_hundred_thousand_elements_are_compared_in_a_moment()
    {
        var document = $"{{\"p\":[{string.Join(',', Enumerable.Range(0, 100_000).Select(static i => $"{{\"a\":1,\"b\":{i},\"q\":[{{\"c\":1}},{{\"d\":1}}]}}"))}]}}";

        Assert.True(EventPattern.Parse("""{"p":{"a":[1],"b":[99999]}}""", PatternDialect.EventBridge).Matches(document));
        Assert.False(EventPattern.Parse("""{"p":{"a":[1],"q":{"c":[1],"d":[1]}}}""", PatternDialect.EventBridge).Matches(document));
    }

    // Values are parted by blanks; each stands in a field "v", and {} for an event without it as well.
    private static void Check(string pattern, string meant, string others)
    {
        var read = EventPattern.Parse(pattern, PatternDialect.EventBridge);
        Assert.All(Values(meant), v => Assert.True(read.Matches($$"""{"v":{{v}}}"""), v));
        Assert.All(Values(others), v => Assert.False(read.Matches($$"""{"v":{{v}}}"""), v));
    }

    private static List<string> Values(string text)
    {
        List<string> values = [];
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var reader = new System.Text.Json.Utf8JsonReader(bytes, new System.Text.Json.JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            values.Add(System.Text.Encoding.UTF8.GetString(bytes.AsSpan(start..(int)reader.BytesConsumed)));
        }

        return values;
    }
}
