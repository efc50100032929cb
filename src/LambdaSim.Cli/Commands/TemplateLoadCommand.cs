using System.CommandLine;
using LambdaSim.Templates;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim template load</c>: builds the world of a template, and tells what of it is simulated.</summary>
internal static class TemplateLoadCommand
{
    public static Command Make(Terminal terminal)
    {
        var arguments = new TemplateArguments();
        var json = new Option<bool>("--json") { Description = "Print one JSON document: {\"loaded\": [ids], \"leftOut\": [{\"id\", \"type\", \"why\"}]}." };
        var makesUp = new Option<bool>("--make-up-values") { Description = "Make up values of parameters, exports and secrets that nobody gave." };
        var command = new Command("load", "Build the world of a template, and tell which resources are simulated and which are names alone.") { json, makesUp };
        arguments.AddTo(command);
        command.SetAction(parse => Run(parse, arguments, json, makesUp, terminal));
        return command;
    }

    private static int Run(ParseResult parse, TemplateArguments arguments, Option<bool> json, Option<bool> makesUp, Terminal terminal)
    {
        try
        {
            var (text, file, inputs) = arguments.Read(parse, terminal);
            var template = Template.Parse(text, file, inputs with { MakesUpValues = parse.GetValue(makesUp) });
            var inventory = template.Inventory();
            if (parse.GetValue(json))
            {
                terminal.Out.Write(inventory.ToJson());
                terminal.Out.Write('\n');
                return ExitCode.Ok;
            }

            foreach (var name in template.MadeUpParameters)
            {
                terminal.Out.Write($"made up  parameter {name}\n");
            }

            foreach (var id in inventory.Loaded)
            {
                terminal.Out.Write($"loaded   {id}\n");
            }

            foreach (var left in inventory.LeftOut)
            {
                terminal.Out.Write($"left out {left.Id} ({left.Type}): {left.Why}\n");
            }

            return ExitCode.Ok;
        }
        catch (TemplateException e)
        {
            return TemplateTranslateCommand.Refused(terminal, e);
        }
    }
}
