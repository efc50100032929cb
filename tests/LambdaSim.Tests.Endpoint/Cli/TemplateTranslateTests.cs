using System.Text.Json;

namespace LambdaSim.Tests.Cli;

public sealed class TemplateTranslateTests
{
    private const string Template = """
        Parameters: { Name: { Type: String, Default: live } }
        Resources:
          F: { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: r, InlineCode: x, AutoPublishAlias: !Ref Name } }
        """;

    [Fact]
    public void The_CloudFormation_is_printed_as_JSON()
    {
        using var cli = new CliRun();
        using var json = JsonDocument.Parse(cli.Run("template", "translate", cli.File("t.yaml", Template)).Ok());
        Assert.Equal("AWS::Lambda::Alias", json.RootElement.GetProperty("Resources").GetProperty("FAliaslive").GetProperty("Type").GetString());
    }

    [Fact]
    public void Values_of_parameters_come_from_a_file_and_others_are_left_alone()
    {
        using var cli = new CliRun();
        var values = cli.File("p.json", """[{"ParameterKey": "Name", "ParameterValue": "blue"}, {"ParameterKey": "Other", "ParameterValue": "x"}]""");
        Assert.Contains("\"FAliasblue\"", cli.Run("template", "translate", cli.File("t.yaml", Template), "--parameters", values).Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_SAM_refuses_gives_its_message_and_a_line_for_each_error_and_exit_code_1()
    {
        using var cli = new CliRun();
        var result = cli.Run("template", "translate", cli.File("t.yaml", "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      PackageType: Tar\n"));
        Assert.Equal((1, string.Empty), (result.Code, result.Out));
        Assert.Equal(
            "Invalid Serverless Application Specification document. Number of errors found: 1. Resource with id [F] is invalid. PackageType needs to be `Zip` or `Image`\n"
            + "t.yaml:5:20: Resource with id [F] is invalid. PackageType needs to be `Zip` or `Image`\n",
            result.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_file_that_is_no_YAML_is_refused_with_its_place()
    {
        using var cli = new CliRun();
        var result = cli.Run("template", "translate", cli.File("t.yaml", "a: [1"));
        Assert.Equal(1, result.Code);
        Assert.StartsWith("t.yaml:", result.Error, StringComparison.Ordinal);
    }
}
