using LambdaSim.Cli.Configuration;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

public sealed class YamlConfigTests
{
    [Fact]
    public void YAML_says_the_same_as_JSON()
    {
        var yaml = Read("""
            # a comment
            seed: 42
            account: {concurrencyLimit: 50, limitScalingRate: false}
            lifetime: ~
            until:
              - last-arrival
              - 2h
            functions:
              checkout:
                memory: 512
                duration:
                  quantiles:
                    0.5: 10ms
                    0.99: 80ms
              "quoted name":
                runtime: 'python3.13'
            """);
        var json = ConfigJson.Read("""
            {"seed": 42, "account": {"concurrencyLimit": 50, "limitScalingRate": false}, "lifetime": null, "until": ["last-arrival", "2h"],
             "functions": {"checkout": {"memory": 512, "duration": {"quantiles": {"0.5": "10ms", "0.99": "80ms"}}}, "quoted name": {"runtime": "python3.13"}}}
            """);

        Assert.Equal(ConfigJson.Write(json), ConfigJson.Write(yaml));
    }

    [Theory]
    [InlineData("seed: 1\n\n# comment\naccount:\n  concurencyLimit: 5\n", 5, "$.account.concurencyLimit: unknown key; did you mean \"concurrencyLimit\"?")]
    [InlineData("functions:\n  f:\n    memory: 64\n", 3, "Value '64' at 'memorySize'")]
    [InlineData("seed: 1\nseed: 2\n", 2, "$.seed: the key is given twice")]
    [InlineData("account:\n  concurrencyLimit: .nan\n", 2, "expected a whole number, found \".nan\"")]
    [InlineData("account:\n  concurrencyLimit: \"5\"\n", 2, "expected a whole number, found \"5\"")]
    [InlineData("a: &x 1\nb: *x\n", 2, "aliases are not supported")]
    [InlineData("seed: 1\n---\nseed: 2\n", 2, "a configuration is one document")]
    [InlineData("? [a]\n: 1\n", 1, "a key is a single word here")]
    [InlineData("seed: [1\n", 2, "not valid YAML")]
    [InlineData("", 0, "the file is empty")]
    [InlineData("just text", 1, "$: expected an object")]
    public void An_error_names_the_line_of_the_YAML_file(string yaml, int line, string expected)
    {
        var e = Assert.Throws<ConfigFileException>(() => Read(yaml));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Equal(line, e.Line);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tower_of_brackets_is_refused_near_its_foot()
    {
        var e = await Task.Run(static () => Assert.Throws<ConfigFileException>(static () => Read(new string('[', 1_000_000))), TestContext.Current.CancellationToken);

        Assert.Contains("nested deeper than 64 levels", e.Message, StringComparison.Ordinal);
    }

    private static SimulationConfig Read(string yaml) => ConfigJson.Read(YamlText.ToJson(yaml, "c.yaml"), "c.yaml");
}
