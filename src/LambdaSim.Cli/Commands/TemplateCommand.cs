using System.CommandLine;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim template</c>: what is done with SAM and CloudFormation templates.</summary>
internal static class TemplateCommand
{
    public static Command Make(Terminal terminal) => new("template", "Read SAM and CloudFormation templates.")
    {
        TemplateLoadCommand.Make(terminal),
        TemplateTranslateCommand.Make(terminal),
    };
}
