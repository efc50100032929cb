namespace LambdaSim.Tests.Templates.Sam;

public sealed class ParameterFileTests
{
    [Theory]
    [InlineData("""[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "ParameterValue": "x,y"}]""")]
    [InlineData("""{"A": 1, "B": ["x", "y"]}""")]
    [InlineData("""{"Parameters": {"A": "1", "B": "x,y"}}""")]
    [InlineData("""["A=1", "B=x,y"]""")]
    [InlineData("A: 1\nB: [x, y]")]
    public void Each_form_gives_the_same_values(string text)
    {
        var values = ParameterFile.Read(text, "p");
        Assert.Equal(("1", "x,y"), (values["A"], values["B"]));
    }

    [Theory]
    [InlineData("A: {x: 1}", "p:1:4: the value of the parameter 'A' is text, a number, a boolean or a list of these, and this is a map")]
    [InlineData("- 1", "p:1:3: an item of a list of parameters has a ParameterKey and a ParameterValue; or write a map of names and values")]
    [InlineData("[A=1, A=2]", "p:1:7: the parameter 'A' is given twice; remove one")]
    public void What_is_none_of_them_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<TemplateException>(() => ParameterFile.Read(text, "p")).Message);
}
