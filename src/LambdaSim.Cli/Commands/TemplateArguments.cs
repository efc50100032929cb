using System.CommandLine;
using LambdaSim.Cli.Files;
using LambdaSim.Templates;

namespace LambdaSim.Cli.Commands;

/// <summary>What the commands on templates are given.</summary>
internal sealed class TemplateArguments
{
    private readonly Argument<string> _file = new("FILE") { Description = "A SAM or CloudFormation template, YAML or JSON; -: standard input." };
    private readonly Option<string?> _parameters = new("--parameters")
    {
        Description = "Values of parameters: a list as for aws cloudformation, or a map of names and values, JSON or YAML.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _region = new("--region") { Description = "The Region; else AWS_REGION, AWS_DEFAULT_REGION, us-east-1.", HelpName = "REGION" };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_parameters);
        command.Add(_region);
    }

    /// <summary>The template's text, its name for messages, and the values of its parameters.</summary>
    public (string Text, string File, StackInputs Inputs) Read(ParseResult parse, Terminal terminal)
    {
        var file = terminal.Input(parse.GetRequiredValue(_file));
        var text = Text(file);
        var inputs = new StackInputs { Region = Region(parse.GetValue(_region)) };
        if (parse.GetValue(_parameters) is { } name)
        {
            var values = terminal.Input(name);
            inputs = inputs with { Parameters = ParameterFile.Read(Text(values), values.Shown) };
        }

        return (text, file.Shown, inputs);
    }

    private static string Text(InputFile file) => file.Problem is { } problem ? throw new UsageException($"{file.Shown}: {problem}") : File.ReadAllText(file.Path);

    private static string Region(string? given) => new[] { given, Environment.GetEnvironmentVariable("AWS_REGION"), Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION") }
        .FirstOrDefault(static r => !string.IsNullOrEmpty(r)) ?? "us-east-1";
}
