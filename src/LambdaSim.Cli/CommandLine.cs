using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LambdaSim.Cli.Commands;
using LambdaSim.Cli.Serve;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;

namespace LambdaSim.Cli;

/// <summary>The commands, and what becomes of errors: one line, no stack trace, an exit code.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, Terminal terminal)
    {
        try
        {
            var result = Root(terminal).Parse(args is [] or ["help"] ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (result.Action is ParseErrorAction)
            {
                throw new UsageException($"{Problem(result)}; see lambdasim {Name(result)}--help");
            }

            RefuseUnknownOptions(result);
            var code = result.Invoke(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
            });

            // A reader that left early (| head) is no error: the runtime keeps that to itself. A full disk is one.
            terminal.Out.Flush();
            return code;
        }
        catch (Exception e) when (IsBadInput(e))
        {
            return Fail(terminal, e.Message);
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("LAMBDASIM_DEBUG") is null)
        {
            return Fail(terminal, $"internal error: {e.GetType().Name}: {e.Message}; please report it (LAMBDASIM_DEBUG=1 shows where it happened)");
        }
    }

    private static RootCommand Root(Terminal terminal) => new("AWS Lambda on a virtual clock: replays workloads, and serves AWS clients.")
    {
        DemoCommand.Make(terminal),
        ReplayCommand.Make(terminal),
        CompareCommand.Make(terminal),
        ExplainCommand.Make(terminal),
        VerifyCommand.Make(terminal),
        WorkloadCommand.Make(terminal),
        ServeCommand.Make(terminal),
        TemplateCommand.Make(terminal),
        SchemaCommand.Make(terminal),
        CompletionCommand.Make(terminal),
    };

    private static bool IsBadInput(Exception e) => e is UsageException or ConfigFileException or TraceFormatException or LogFormatException
        or LambdaServiceException or SimulationConfigException or IOException or UnauthorizedAccessException;

    private static int Fail(Terminal terminal, string message)
    {
        // Names come from files: none may move the cursor or colour the rest.
        terminal.Error.WriteLine($"lambdasim: {string.Concat(message.ReplaceLineEndings(" ").Select(static c => char.IsControl(c) ? '?' : c))}");
        return ExitCode.BadInput;
    }

    // What was typed comes before what was not.
    private static string Problem(ParseResult result)
    {
        if (result.CommandResult.Command is RootCommand root && result.UnmatchedTokens is [{ } word, ..])
        {
            // A name with a dot or a slash is a file's.
            return word.AsSpan().IndexOfAny('.', '/') >= 0
                ? $"{word} is no command; to replay a trace: lambdasim replay {word}"
                : $"{word} is no command; did you mean {NearestName.Of(word, [.. root.Subcommands.Select(static c => c.Name)], 1)[0]}?";
        }

        var messages = result.Errors.Select(static e => e.Message).ToList();
        var message = messages.Find(static m => !m.StartsWith("Required", StringComparison.Ordinal)) ?? messages[0];
        return string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
    }

    // The parser takes a word it does not know for an argument, even one that begins like an option.
    private static void RefuseUnknownOptions(ParseResult result)
    {
        foreach (var argument in result.CommandResult.Children.OfType<ArgumentResult>())
        {
            foreach (var word in argument.Tokens.Select(static t => t.Value).Where(static w => w.StartsWith("--", StringComparison.Ordinal)))
            {
                var known = result.CommandResult.Command.Options.Select(static o => o.Name).ToList();
                throw new UsageException($"{word} is no option of {result.CommandResult.Command.Name}; did you mean {NearestName.Of(word, known, 1)[0]}?");
            }
        }
    }

    private static string Name(ParseResult result) => result.CommandResult.Command is RootCommand ? string.Empty : $"{result.CommandResult.Command.Name} ";
}
