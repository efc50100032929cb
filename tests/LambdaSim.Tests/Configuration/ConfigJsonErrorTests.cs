using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

public sealed class ConfigJsonErrorTests
{
    [Fact]
    public void An_unknown_key_is_refused_with_its_line_its_path_and_the_nearest_known_one()
    {
        var e = Refused("{\n  \"account\": {\n    \"concurencyLimit\": 10\n  }\n}");

        Assert.StartsWith("c.json, line 3, $.account.concurencyLimit: unknown key; did you mean \"concurrencyLimit\"?", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, e.Line);
    }

    [Theory]
    [InlineData("{\"sede\": 1}", "$.sede: unknown key; did you mean \"seed\"?")]
    [InlineData("{\"defaults\": {\"memorySize\": 512}}", "$.defaults.memorySize: unknown key; did you mean \"memory\"?")]
    [InlineData("{\"functions\": {\"a b\": {\"timeOut\": \"3s\"}}}", "$.functions[\"a b\"].timeOut: unknown key; did you mean \"timeout\"?")]
    [InlineData("{\"functions\": {\"f\": {\"provisioned\": {\"concurency\": 1}}}}", "$.functions.f.provisioned.concurency: unknown key; did you mean \"concurrency\"?")]
    [InlineData("{\"keepAlive\": {\"unifrom\": [\"5m\", \"7m\"]}}", "$.keepAlive.unifrom: unknown key; did you mean \"uniform\"?")]
    [InlineData("{\"keepAlive\": \"legacy2020\"}", "$.keepAlive: \"legacy2020\" is not known here; did you mean \"legacy2019\"?")]
    [InlineData("{\"account\": {\"quotas\": \"curent\"}}", "$.account.quotas: \"curent\" is not known here; did you mean \"current\"?")]
    [InlineData("{\"defaults\": {\"architecture\": \"arm\"}}", "$.defaults.architecture: \"arm\" is not known here; did you mean \"arm64\"?")]
    public void A_word_that_is_not_known_is_refused_with_the_nearest_one(string json, string expected) =>
        Assert.Contains(expected, Refused(json).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "$: expected an object")]
    [InlineData("{\"seed\": -1}", "$.seed: expected a whole number from 0 to 18446744073709551615, found the number -1")]
    [InlineData("{\"seed\": \"1\"}", "$.seed: expected a whole number from 0 to 18446744073709551615, found \"1\"")]
    [InlineData("{\"account\": {\"concurrencyLimit\": 10.5}}", "$.account.concurrencyLimit: expected a whole number, found the number 10.5")]
    [InlineData("{\"account\": {\"limitScalingRate\": 1}}", "$.account.limitScalingRate: expected true or false, found the number 1")]
    [InlineData("{\"defaults\": {\"timeout\": 3}}", "$.defaults.timeout: expected a duration such as \"250ms\", \"1.5s\", \"10m\" or \"2h\", found the number 3")]
    [InlineData("{\"defaults\": {\"timeout\": \"-3s\"}}", "$.defaults.timeout: expected a duration")]
    [InlineData("{\"defaults\": {\"timeout\": \"NaN\"}}", "$.defaults.timeout: expected a duration")]
    [InlineData("{\"defaults\": {\"timeout\": null}}", "$.defaults.timeout: expected a duration such as \"250ms\", \"1.5s\", \"10m\" or \"2h\", found null")]
    [InlineData("{\"defaults\": {\"memory\": \"lots\"}}", "$.defaults.memory: expected a size in MB such as 512 or \"512MB\", found \"lots\"")]
    [InlineData("{\"keepAlive\": {\"uniform\": [\"5m\"]}}", "$.keepAlive.uniform: expected a list of two durations")]
    [InlineData("{\"keepAlive\": {}}", "$.keepAlive: expected exactly one of the keys fixed, uniform, hybrid")]
    [InlineData("{\"keepAlive\": {\"fixed\": \"1m\", \"hybrid\": {}}}", "$.keepAlive: expected exactly one of the keys")]
    [InlineData("{\"start\": \"yesterday\"}", "$.start: expected an instant")]
    [InlineData("{\"until\": \"noon\"}", "$.until: expected \"last-foreground-event\", \"last-arrival\" or a duration")]
    [InlineData("{\"prices\": \"cheap\"}", "$.prices: expected \"current\", a date")]
    [InlineData("{\"prices\": \"0001-01-01\"}", "$.prices: the date is 0001-01-01; it must be between 2014-11-13, the day AWS Lambda was announced, and the end of 2199")]
    [InlineData("{\"prices\": {\"date\": \"0001-01-01\"}}", "$.prices.date: the date is 0001-01-01; it must be between")]
    [InlineData("{\"prices\": {\"date\": \"9999-12-31\"}}", "$.prices.date: the date is 9999-12-31; it must be between")]
    [InlineData("{\"functions\": {\"f\": {\"provisioned\": {}}}}", "$.functions.f.provisioned: the key \"concurrency\" is missing")]
    [InlineData("{\"defaults\": {\"init\": {\"logNormal\": {\"median\": \"1s\"}}}}", "exactly one of \"p99\" and \"sigma\"")]
    [InlineData("{\"defaults\": {\"init\": {\"quantiles\": {\"half\": \"1s\", \"1\": \"2s\"}}}}", "$.defaults.init.quantiles.half: the key must be a probability")]
    public void A_value_of_the_wrong_kind_is_refused_with_what_is_expected(string json, string expected) =>
        Assert.Contains(expected, Refused(json).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\n\"defaults\": {\n\"timeout\": \"30s\",\n\"memory\": 64}}", 4, "Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128")]
    [InlineData("{\n\"functions\": {\"f\": {\n\"memory\": \"20GB\"}}}", 3, "Value '20480' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240")]
    [InlineData("{\n\"functions\": {\"f\": {\n\"timeout\": \"901s\"}}}", 3, "Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900")]
    [InlineData("{\n\n\n\"functions\": {\"f\": {\"cpu\": {\"boundShare\": 2}}}}", 4, "cpu boundShare is 2; it must be between 0 and 1")]
    [InlineData("{\n\"account\": {\n\"concurrencyLimit\": 0}}", 3, "account concurrencyLimit is 0; it must be between 1 and 10000000")]
    [InlineData("{\n\"keepAlive\": {\"uniform\": [\"7m\", \"5m\"]}}", 2, "keep-alive: min is longer than max")]
    [InlineData("{\n\"lifetime\": {\"mean\": \"0s\"}}", 2, "lifetime: mean must be between 1 s and 366 days")]
    [InlineData("{\n\"defaults\": {\"runtime\": \"dotnet\"}}", 2, "runtime dotnet is not known")]
    [InlineData("{\n\"defaults\": {\"init\": {\"uniform\": [\"2s\", \"1s\"]}}}", 2, "uniform: min (2 s) is longer than max (1 s)")]
    [InlineData("{\n\"defaults\": {\"memory\": 512,\n\"applicationLogLevel\": \"warn\"}}", 3, "LogLevel is not supported when LogFormat is set to \"Text\". Remove LogLevel from your request or change the LogFormat to \"JSON\" and try again.")]
    [InlineData("{\"account\": {\n\"concurrencyLimit\": 99999999999}}", 2, "99999999999 is out of range")]
    [Pins("INV-LOGLEVEL")]
    public void A_value_out_of_range_is_refused_at_its_line_with_the_message_of_whoever_refuses_it(string json, int line, string expected)
    {
        var e = Refused(json);

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Equal(line, e.Line);
    }

    [Theory]
    [InlineData("{\"seed\": NaN}", 1, "not valid JSON")]
    [InlineData("{\n\"account\": {\"concurrencyLimit\": Infinity}}", 2, "not valid JSON")]
    [InlineData("{\n\"seed\": 1\n", 3, "not valid JSON")]
    [InlineData("{} {}", 1, "not valid JSON")]
    [InlineData("{\n\"seed\": 1,\n\"seed\": 2}", 3, "$.seed: the key is given twice")]
    [InlineData(" \n", 0, "the file is empty; write at least {}")]
    public void Text_that_is_not_one_JSON_object_with_distinct_keys_is_refused(string json, int line, string expected)
    {
        var e = Refused(json);

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Equal(line, e.Line);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Contains("not valid JSON", Refused("{\"functions\": " + new string('[', 100_000)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"se\\nde\": 1}")]
    [InlineData("{\"defaults\": {\"runtime\": \"a\\r\\nb\"}}")]
    public void Every_error_is_one_line(string json) => Assert.DoesNotContain('\n', Refused(json).Message);

    private static ConfigFileException Refused(string json) => Assert.Throws<ConfigFileException>(() => ConfigJson.Read(json, "c.json"));
}
