using System.Text;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Tests.Templates.Documents;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("A: !Ref B", """{"A":{"Ref":"B"}}""")]
    [InlineData("A: !GetAtt B.Arn", """{"A":{"Fn::GetAtt":["B","Arn"]}}""")]
    [InlineData("A: !GetAtt B.Outputs.Url", """{"A":{"Fn::GetAtt":["B","Outputs.Url"]}}""")]
    [InlineData("A: !GetAtt [B, Arn]", """{"A":{"Fn::GetAtt":["B","Arn"]}}""")]
    [InlineData("A: !Sub '${B}-x'", """{"A":{"Fn::Sub":"${B}-x"}}""")]
    [InlineData("A: !If [C, 1, !Ref D]", """{"A":{"Fn::If":["C",1,{"Ref":"D"}]}}""")]
    [InlineData("A: !Join\n  - ','\n  - !Split [';', !Ref B]", """{"A":{"Fn::Join":[",",{"Fn::Split":[";",{"Ref":"B"}]}]}}""")]
    [InlineData("A: !Condition B", """{"A":{"Condition":"B"}}""")]
    public void A_short_form_is_its_function(string yaml, string json) => Assert.Equal(json, Json(yaml));

    [Theory]
    [InlineData("2012-10-17", "\"2012-10-17\"")]
    [InlineData("yes", "true")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("017", "15")]
    [InlineData("012345678901", "\"012345678901\"")]
    [InlineData("123456789012", "123456789012")]
    [InlineData("0x1F", "31")]
    [InlineData("-3", "-3")]
    [InlineData("1.50", "1.5")]
    [InlineData("2.0", "2.0")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    public void A_plain_word_is_what_YAML_makes_of_it_and_dates_stay_text(string word, string json) => Assert.Equal($$"""{"A":{{json}}}""", Json("A: " + word));

    [Fact]
    public void An_alias_is_written_out_and_a_merge_key_fills_what_is_missing() =>
        Assert.Equal("""{"a":{"x":1,"y":2},"b":{"x":1,"y":2},"c":{"y":3,"x":1}}""", Json("a: &p {x: 1, y: 2}\nb: *p\nc:\n  <<: *p\n  y: 3"));

    [Theory]
    [InlineData("A: 1\nA: 2", "t.yaml:2:1: the key 'A' stands twice in one map; remove one")]
    [InlineData("A:\n  - !Reff B", "t.yaml:2:5: the tag !Reff is none of CloudFormation's functions; nearest are !If, !RefAll, !And")]
    [InlineData("A: *b", "t.yaml:1:4: the anchor &b is not defined above this line, or holds itself")]
    [InlineData("A: &b [*b]", "t.yaml:1:8: the anchor &b is not defined above this line, or holds itself")]
    [InlineData("- A", "t.yaml:1:1: a template is a map at its top, and this is a list; begin with Resources:")]
    [InlineData("", "t.yaml:1:1: the template is empty; begin with Resources:")]
    [InlineData("# nothing", "t.yaml:1:1: the template is empty; begin with Resources:")]
    [InlineData("Resources:\n  A: [1, 2\n  B: }\n", "t.yaml:2:7: not valid YAML: what follows here cannot be read; a bracket, comma or colon is missing or one too many")]
    [InlineData("A: 1\n---\nB: 2", "t.yaml:2:1: a second document starts here; a template is one document: remove the line ---")]
    [InlineData("? [a]\n: 1", "t.yaml:1:3: a key of a template is a word; quote it, or indent what follows below its key")]
    [InlineData("{\"A\": 1,\n \"A\": 2}", "t.yaml:2:2: the key 'A' stands twice in one map; remove one")]
    public void What_is_no_template_is_an_error_of_one_line_at_its_place(string text, string message)
    {
        var error = Assert.Throws<TemplateException>(() => DocumentText.Read(text, "t.yaml"));
        Assert.Equal(message, Assert.Single(error.Errors).ToString());
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_before_it_grows()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            var item = "*a" + (i - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat(item, 10))}]\n");
        }

        var error = Assert.Throws<TemplateException>(() => DocumentText.Read(text.ToString(), "t.yaml"));
        Assert.Contains("more than 400000 values once aliases are written out", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void What_nests_deeper_than_64_levels_is_refused(string open, string close)
    {
        var text = "{\"A\": " + string.Concat(Enumerable.Repeat(open, 100)) + "1" + string.Concat(Enumerable.Repeat(close, 100)) + "}";
        Assert.Throws<TemplateException>(() => DocumentText.Read(text, "t.json"));
        Assert.Contains("deeper than 64 levels", Assert.Throws<TemplateException>(() => DocumentText.Read("# yaml\n" + text, "t.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_do_not_nest_deeper_than_64_levels()
    {
        var text = new StringBuilder("a0: &a0 [[[[[[[[[[x]]]]]]]]]]\n");
        for (var i = 1; i < 30; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [[[[[[[[[[*a{i - 1}]]]]]]]]]]\n");
        }

        Assert.Contains("deeper than 64 levels", Assert.Throws<TemplateException>(() => DocumentText.Read(text.ToString(), "t.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_a_long_text_are_refused_before_they_fill_the_memory()
    {
        var text = "a: &a " + new string('x', 100_000) + "\nb: [" + string.Join(", ", Enumerable.Repeat("*a", 1_000)) + "]";

        Assert.Contains("more than 20000000 characters once aliases are written out", Assert.Throws<TemplateException>(() => DocumentText.Read(text, "t.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_above_a_megabyte_is_refused() =>
        Assert.Contains("larger than 1000000 bytes", Assert.Throws<TemplateException>(() => DocumentText.Read("A: " + new string('x', 1_000_000), "t.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void JSON_and_YAML_give_the_same_values_at_their_places()
    {
        var json = DocumentText.Read("{\n  \"A\": [1, true, null, \"x\"]}", "t.json");
        var yaml = DocumentText.Read("A: [1, true, null, x]", "t.yaml");
        Assert.True(NodeEquality.Equal(json, yaml));
        Assert.Equal("t.json:2:8", json["A"]!.Place.ToString());
        Assert.Equal("t.yaml:1:4", yaml["A"]!.Place.ToString());
    }

    private static string Json(string yaml) => JsonOutput.Of(DocumentText.Read(yaml, "t.yaml"));
}
