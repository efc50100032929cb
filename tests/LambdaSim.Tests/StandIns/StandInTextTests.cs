using LambdaSim.Handlers.StandIns;

namespace LambdaSim.Tests.StandIns;

/// <summary>Behaviours as a command line names them.</summary>
public class StandInTextTests
{
    [Theory]
    [InlineData("echo", "echo", "{}")]
    [InlineData("fail:boom: it broke", "fail", """{"errorMessage":"boom: it broke"}""")]
    [InlineData("wait:2.50", "wait", """{"wait":2.50}""")]
    [InlineData("""constant:{"a":"http://x"}""", "constant", """{"value":{"a":"http://x"}}""")]
    [InlineData("constant:null", "constant", """{"value":null}""")]
    [InlineData("exit:3", "exit", """{"code":3}""")]
    [InlineData("""{"standIn":1,"behavior":"fail","init":true}""", "fail", "{}")]
    public void A_behaviour_is_its_name_and_its_value(string text, string behaviour, string @params)
    {
        var standIn = StandInCode.Parse(text);

        Assert.Equal((behaviour, @params, null), (standIn.Behavior, standIn.Params.GetRawText(), standIn.Callback));
    }

    [Fact]
    public void A_URL_is_a_callback() => Assert.Equal("http://127.0.0.1:9000/orders", StandInCode.Parse(" http://127.0.0.1:9000/orders").Callback);

    [Theory]
    [InlineData("ehco", "the nearest is echo")]
    [InlineData("fial:boom", "the nearest is fail")]
    [InlineData("echo:1", "nothing stands behind \"echo\"")]
    [InlineData("wait:soon", "must be a number of seconds")]
    [InlineData("wait:-1", "must be a number of seconds")]
    [InlineData("exit:1.5", "must be a whole number")]
    [InlineData("constant", "needs the param \"value\"")]
    [InlineData("constant:abc", "a text needs its quotes")]
    [InlineData("ftp://127.0.0.1/", "the behavior \"ftp\" is none of")]
    [InlineData("""{"standIn":2}""", "it must be an object with \"standIn\": 1")]
    [InlineData("", "the behavior \"\" is none of")]
    public void What_is_none_says_what_is(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => StandInCode.Parse(text));

        Assert.StartsWith($"'{text}' is no behaviour: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
