using System.Text.Json;

namespace LambdaSim.Tests.Cli;

public sealed class TemplateLoadTests
{
    private const string Template = """
        Parameters: { Name: { Type: String } }
        Resources:
          Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref Name } }
          A: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: !GetAtt Q.QueueName } }
        """;

    [Fact]
    public void What_is_loaded_and_what_is_left_out_is_printed_as_JSON()
    {
        using var cli = new CliRun();
        var values = cli.File("p.json", """{"Name": "orders"}""");
        using var json = JsonDocument.Parse(cli.Run("template", "load", cli.File("t.yaml", Template), "--parameters", values, "--json").Ok());
        Assert.Equal("Q", json.RootElement.GetProperty("loaded")[0].GetString());
        Assert.Equal("AWS::CloudWatch::Alarm", json.RootElement.GetProperty("leftOut")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void Values_are_made_up_where_that_is_asked_for()
    {
        using var cli = new CliRun();
        Assert.Equal("""
            made up  parameter Name
            loaded   Q
            left out A (AWS::CloudWatch::Alarm): its type is not simulated; it is a name

            """.ReplaceLineEndings("\n"), cli.Run("template", "load", cli.File("t.yaml", Template), "--make-up-values").Ok());
    }

    [Fact]
    public void A_template_that_cannot_be_built_gives_a_line_for_each_error_and_exit_code_1()
    {
        using var cli = new CliRun();
        var result = cli.Run("template", "load", cli.File("t.yaml", "Resources:\n  Q: { Type: AWS::SQS::Queue, Properties: { Nme: q } }\n"));
        Assert.Equal(1, result.Code);
        Assert.StartsWith("t.yaml:2:50: Q: Encountered unsupported property Nme; nearest", result.Error, StringComparison.Ordinal);
    }
}
