using System.CommandLine;
using LambdaSim.Templates;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim template translate</c>: the CloudFormation that SAM makes of a template.</summary>
internal static class TemplateTranslateCommand
{
    public static Command Make(Terminal terminal)
    {
        var arguments = new TemplateArguments();
        var command = new Command("translate", "Print the CloudFormation that SAM makes of a template, as JSON in SAM's order.");
        arguments.AddTo(command);
        command.SetAction(parse => Run(parse, arguments, terminal));
        return command;
    }

    private static int Run(ParseResult parse, TemplateArguments arguments, Terminal terminal)
    {
        try
        {
            var (text, file, inputs) = arguments.Read(parse, terminal);
            terminal.Out.Write(SamTemplate.Translate(text, file, inputs));
            terminal.Out.Write('\n');
            return ExitCode.Ok;
        }
        catch (TemplateException e)
        {
            return Refused(terminal, e);
        }
    }

    /// <summary>SAM's message, then each error on a line of its own.</summary>
    public static int Refused(Terminal terminal, TemplateException e)
    {
        foreach (var line in e.Message.Split('\n'))
        {
            // Names come from files: none may move the cursor or colour the rest.
            terminal.Error.WriteLine(string.Concat(line.Select(static c => char.IsControl(c) ? '?' : c)));
        }

        return ExitCode.CheckFailed;
    }
}
