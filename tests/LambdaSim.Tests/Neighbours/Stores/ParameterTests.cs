using LambdaSim.Units;

namespace LambdaSim.Tests.Neighbours.Stores;

/// <summary>Parameter Store: what handlers read when they begin.</summary>
public sealed class ParameterTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly WireCaller _ssm;

    public ParameterTests() => _ssm = new WireCaller(_simulation, "ssm", "AmazonSSM");

    public void Dispose()
    {
        _ssm.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    [Pins("SSM-GET")]
    public void A_handler_reads_what_a_test_has_put()
    {
        _simulation.Parameters["/orders/table"] = "orders-7";
        var function = _simulation.AddFunction("f", static (string name, LambdaContext context) => context.Parameters[name]);

        Assert.Equal("orders-7", function.Invoke("/orders/table").Value<string>());
        Assert.Equal("ParameterNotFound", Assert.ThrowsAny<AwsServiceException>(() => _simulation.Parameters["/orders/none"]).ErrorCode);
    }

    [Fact]
    [Pins("SSM-PUT", "SSM-VERSION")]
    public void Overwriting_makes_a_version_and_is_refused_unless_asked_for()
    {
        Assert.Equal("""{"Version":1,"Tier":"Standard"}""", _ssm.Ask("PutParameter", """{"Name":"a","Value":"1","Type":"String"}""").ToJsonString());
        Assert.Equal(("ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true."), _ssm.Refused("PutParameter", """{"Name":"a","Value":"2","Type":"String"}"""));
        Assert.Equal(2, (int)_ssm.Ask("PutParameter", """{"Name":"a","Value":"2","Overwrite":true}""")["Version"]!);
        Assert.Equal("HierarchyTypeMismatchException", _ssm.Refused("PutParameter", """{"Name":"a","Value":"2","Type":"SecureString","Overwrite":true}""").Code);

        Assert.Equal(("2", "1", "1"), (Value("a"), Value("a:1"), _simulation.Parameters["a:1"]));
        Assert.Equal("ParameterVersionNotFound", _ssm.Refused("GetParameter", """{"Name":"a:9"}""").Code);
        Assert.Equal(["1", "2"], _ssm.Ask("GetParameterHistory", """{"Name":"a"}""")["Parameters"]!.AsArray().Select(static p => (string)p!["Value"]!));
    }

    [Fact]
    [Pins("SSM-VERSION")]
    public void A_hundred_versions_are_kept()
    {
        for (var i = 0; i < 120; i++)
        {
            _simulation.Parameters["a"] = $"{i}";
        }

        Assert.Equal("ParameterVersionNotFound", _ssm.Refused("GetParameter", """{"Name":"a:20"}""").Code);
        Assert.Equal("20", Value("a:21"));
    }

    [Fact]
    [Pins("SSM-LABEL")]
    public void A_label_stands_for_one_version_and_moves()
    {
        _simulation.Parameters["a"] = "1";
        _simulation.Parameters["a"] = "2";
        _ssm.Ask("LabelParameterVersion", """{"Name":"a","ParameterVersion":1,"Labels":["live","9bad","aws-no"]}""");
        Assert.Equal("1", Value("a:live"));

        Assert.Equal("""{"InvalidLabels":[],"ParameterVersion":2}""", _ssm.Ask("LabelParameterVersion", """{"Name":"a","Labels":["live"]}""").ToJsonString());
        Assert.Equal("2", Value("a:live"));
        _ssm.Ask("UnlabelParameterVersion", """{"Name":"a","ParameterVersion":2,"Labels":["live"]}""");
        Assert.Equal("ParameterVersionNotFound", _ssm.Refused("GetParameter", """{"Name":"a:live"}""").Code);
    }

    [Theory]
    [InlineData("ssm-a", "can't be prefixed with \"ssm\"")]
    [InlineData("/aws/a", "can't be prefixed with \"aws\"")]
    [InlineData("a/b", "fully qualified name")]
    [InlineData("a b", "sub-paths divided by slash symbol")]
    [InlineData("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", "maximum of 15 levels")]
    [Pins("SSM-NAME")]
    public void Names_are_paths(string name, string words) => Assert.Contains(words, _ssm.Refused("PutParameter", $$"""{"Name":"{{name}}","Value":"1","Type":"String"}""").Message, StringComparison.Ordinal);

    [Fact]
    [Pins("SSM-TIER")]
    public void A_long_value_needs_the_advanced_tier_which_is_kept()
    {
        var value = new string('a', 4_097);
        Assert.Contains("4096 characters", _ssm.Refused("PutParameter", $$"""{"Name":"a","Value":"{{value}}","Type":"String"}""").Message, StringComparison.Ordinal);
        Assert.Equal("Advanced", (string)_ssm.Ask("PutParameter", $$"""{"Name":"a","Value":"{{value}}","Type":"String","Tier":"Intelligent-Tiering"}""")["Tier"]!);
        Assert.Contains("downgrade", _ssm.Refused("PutParameter", """{"Name":"a","Value":"1","Tier":"Standard","Overwrite":true}""").Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("SSM-SECURE")]
    public void A_secure_string_is_in_clear_only_for_who_asks_for_decryption()
    {
        _simulation.Parameters.PutSecure("/db/password", "xyz");

        Assert.NotEqual("xyz", Value("/db/password"));
        Assert.Equal("xyz", (string)_ssm.Ask("GetParameter", """{"Name":"/db/password","WithDecryption":true}""")["Parameter"]!["Value"]!);
        Assert.Equal("xyz", _simulation.Parameters["/db/password"]);
    }

    [Fact]
    [Pins("SSM-GET")]
    public void Several_are_read_at_once_by_name_or_by_path_in_pages()
    {
        foreach (var name in new[] { "/a/1", "/a/2", "/a/b/3", "/c" })
        {
            _simulation.Parameters[name] = name;
        }

        var many = _ssm.Ask("GetParameters", """{"Names":["/a/1","/none","/c"]}""");
        Assert.Equal(["/a/1", "/c"], Names(many));
        Assert.Equal("""["/none"]""", many["InvalidParameters"]!.ToJsonString());
        Assert.Equal(["/a/1", "/a/2"], Names(_ssm.Ask("GetParametersByPath", """{"Path":"/a"}""")));
        Assert.Equal(["/a/1", "/a/2", "/a/b/3"], Names(_ssm.Ask("GetParametersByPath", """{"Path":"/a/","Recursive":true}""")));
        var first = _ssm.Ask("GetParametersByPath", """{"Path":"/a","MaxResults":1}""");
        Assert.Equal(["/a/2"], Names(_ssm.Ask("GetParametersByPath", $$"""{"Path":"/a","NextToken":"{{first["NextToken"]}}"}""")));
        Assert.Contains("must begin with a forward slash", _ssm.Refused("GetParametersByPath", """{"Path":"a"}""").Message, StringComparison.Ordinal);
        Assert.Equal(["/a/b/3"], Names(_ssm.Ask("DescribeParameters", """{"ParameterFilters":[{"Key":"Name","Option":"Contains","Values":["b"]}]}""")));
    }

    [Fact]
    [Pins("SSM-RATE")]
    public void Handlers_that_read_too_often_are_throttled()
    {
        _simulation.Parameters["a"] = "1";
        _simulation.Parameters.ReadsPerSecond = 3;
        var function = _simulation.AddFunction("f", async (int reads, LambdaContext _) =>
        {
            var codes = new List<string>();
            for (var i = 0; i < reads; i++)
            {
                codes.Add((string?)(await _ssm.SendAsync("GetParameter", """{"Name":"a"}""")).Answer["__type"] ?? "ok");
            }

            return string.Join(' ', codes);
        });

        Assert.Equal("ok ok ok ThrottlingException", function.Invoke(4).Value<string>());
        _simulation.AdvanceBy(1.Seconds);
        Assert.Equal("ok ok", function.Invoke(2).Value<string>());
    }

    [Fact]
    [Pins("HTTP-MODEL")]
    public void What_the_model_does_not_allow_is_told_in_one_message()
    {
        var (code, message) = _ssm.Refused("PutParameter", """{"Name":"","Type":"Text"}""");

        Assert.Equal("ValidationException", code);
        Assert.Equal(
            "3 validation errors detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; Value null at 'value' failed to satisfy constraint: Member must not be null; "
            + "Value 'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, StringList, SecureString]",
            message);
        Assert.Equal("UnsupportedOperationException", _ssm.Refused("SendCommand", "{}").Code);
    }

    [Fact]
    public void Tags_and_deletion()
    {
        _ssm.Ask("PutParameter", """{"Name":"a","Value":"1","Type":"String","Tags":[{"Key":"k","Value":"v"}]}""");
        Assert.Equal("""{"TagList":[{"Key":"k","Value":"v"}]}""", _ssm.Ask("ListTagsForResource", """{"ResourceType":"Parameter","ResourceId":"a"}""").ToJsonString());
        Assert.Equal("""{"DeletedParameters":["a"],"InvalidParameters":["b"]}""", _ssm.Ask("DeleteParameters", """{"Names":["a","b"]}""").ToJsonString());
        Assert.Equal("ParameterNotFound", _ssm.Refused("DeleteParameter", """{"Name":"a"}""").Code);
    }

    private string Value(string name) => (string)_ssm.Ask("GetParameter", $$"""{"Name":"{{name}}"}""")["Parameter"]!["Value"]!;

    private static IEnumerable<string> Names(System.Text.Json.Nodes.JsonObject answer) => answer["Parameters"]!.AsArray().Select(static p => (string)p!["Name"]!);
}
