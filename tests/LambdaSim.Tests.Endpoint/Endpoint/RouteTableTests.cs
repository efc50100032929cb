using LambdaSim.Wire.Lambda;
using LambdaSim.Wire;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Paths of the API against the model's list of operations (operations.txt).</summary>
public class RouteTableTests
{
    private static readonly (string Name, string Method, string Path)[] _model =
    [
        .. File.ReadLines(Path.Combine(Shared.ProjectRoot(), "tests", "LambdaSim.Tests.Endpoint", "Endpoint", "operations.txt"))
            .Select(static l => l.Split(' ')).Select(static w => (w[0], w[1], w[2])),
    ];

    [Fact]
    [Pins("HTTP-UNSUPPORTED")]
    public void Every_operation_of_the_model_has_one_route()
    {
        Assert.Equal(88, _model.Length);
        Assert.Equal(_model.Order(), RouteTable.All.Select(static r => (r.Name, r.Method, r.Template)).Order());
    }

    [Fact]
    public void Every_operation_is_found_by_its_path() =>
        Assert.All(_model, static o => Assert.Equal(o.Name, RouteTable.Find(o.Method, RequestTarget.Of(Sample(o.Path)))?.Name));

    [Fact]
    [Pins("HTTP-PATH")]
    public void A_slash_at_the_end_of_a_path_changes_nothing() =>
        Assert.All(_model, static o => Assert.Equal(o.Name, RouteTable.Find(o.Method, RequestTarget.Of(Slashed(Sample(o.Path))))?.Name));

    [Fact]
    public void Every_operation_that_is_not_simulated_is_refused_by_name() =>
        Assert.Equal(20, RouteTable.All.Count(static r => r.Kind == RouteKind.Unsupported));

    [Theory]
    [InlineData("arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Afn", "arn:aws:lambda:us-east-1:123456789012:function:fn")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:fn", "arn:aws:lambda:us-east-1:123456789012:function:fn")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("a+b", "a+b")]
    [InlineData("f%C3%BCr", "für")]
    [InlineData("%zz%", "%zz%")]
    [Pins("HTTP-PATH")]
    public void A_label_is_decoded_once_and_after_the_path_is_split(string sent, string meant)
    {
        var target = RequestTarget.Of($"/2015-03-31/functions/{sent}/configuration");
        var route = RouteTable.Find("GET", target)!;

        Assert.Equal("GetFunctionConfiguration", route.Name);
        Assert.Equal(meant, (string?)LambdaWire.Head(route, new WireRequest("GET", target, "id"))["FunctionName"]);
    }

    [Theory]
    [InlineData("/2018-10-31/layers", "ListLayers")]
    [InlineData("/2018-10-31/layers?Arn=x&find=LayerVersion", "GetLayerVersionByArn")]
    [InlineData("/2018-10-31/layers?find=Layer", "ListLayers")]
    [InlineData("/2019-09-30/functions/fn/provisioned-concurrency?MaxItems=1&List=ALL", "ListProvisionedConcurrencyConfigs")]
    [InlineData("/2019-09-30/functions/fn/provisioned-concurrency?Qualifier=1", "GetProvisionedConcurrencyConfig")]
    [InlineData("/2015-03-31/functions/functions", "GetFunction")]
    [InlineData("/2015-03-31/functions/configuration/configuration", "GetFunctionConfiguration")]
    public void Words_of_the_query_and_fixed_words_tell_operations_apart(string target, string operation) =>
        Assert.Equal(operation, RouteTable.Find("GET", RequestTarget.Of(target))?.Name);

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("/2015-03-31/functions//configuration")]
    [InlineData("//2015-03-31/functions")]
    [InlineData("/2015-03-31/functions/a/b/configuration")]
    [InlineData("/2015-03-31/Functions")]
    public void Another_path_is_no_operation(string target) => Assert.Null(RouteTable.Find("GET", RequestTarget.Of(target)));

    [Fact]
    [Pins("HTTP-PATH")]
    public void Parameters_of_the_query_are_decoded_with_plus_as_space()
    {
        var target = RequestTarget.Of("/x?a=1+2%2B3&&b&a=%C3%A4&=");

        Assert.Equal([("a", "1 2+3"), ("b", ""), ("a", "ä"), ("", "")], target.Query);
    }

    private static string Sample(string template) => System.Text.RegularExpressions.Regex.Replace(template, @"\{\w+\}", "arn%3Aaws%3Ax%2Fy");

    private static string Slashed(string target) => target.Contains('?', StringComparison.Ordinal) ? target.Replace("?", "/?", StringComparison.Ordinal) : target + "/";
}
