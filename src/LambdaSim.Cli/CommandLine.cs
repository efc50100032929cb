using System.CommandLine;
using System.CommandLine.Invocation;
using LambdaSim.Cli.Commands;
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
            var result = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (result.Action is ParseErrorAction)
            {
                throw new UsageException($"{Problem(result)}; see lambdasim {Name(result)}--help");
            }

            return result.Invoke(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Exception e) when (IsBadInput(e))
        {
            return Fail(terminal, e.Message);
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("LAMBDASIM_DEBUG") is null)
        {
            return Fail(terminal, $"internal error: {e.GetType().Name}: {e.Message}; please report it (LAMBDASIM_DEBUG=1 shows where it happened)");
        }
        finally
        {
            Flush(terminal);
        }
    }

    private static RootCommand Root(Terminal terminal) => new("Replays AWS Lambda workloads on a virtual clock: cold starts, throttles, latency, concurrency and the bill.")
    {
        DemoCommand.Make(terminal),
        ReplayCommand.Make(terminal),
        CompareCommand.Make(terminal),
        ExplainCommand.Make(terminal),
        VerifyCommand.Make(terminal),
        WorkloadCommand.Make(terminal),
        SchemaCommand.Make(terminal),
    };

    private static bool IsBadInput(Exception e) => e is UsageException or ConfigFileException or TraceFormatException or LogFormatException
        or LambdaServiceException or SimulationConfigException or IOException or UnauthorizedAccessException;

    private static int Fail(Terminal terminal, string message)
    {
        terminal.Error.WriteLine($"lambdasim: {message.ReplaceLineEndings(" ")}");
        return ExitCode.BadInput;
    }

    // What was typed comes before what was not.
    private static string Problem(ParseResult result)
    {
        var messages = result.Errors.Select(static e => e.Message).ToList();
        var message = messages.Find(static m => !m.StartsWith("Required", StringComparison.Ordinal)) ?? messages[0];
        return string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
    }

    private static string Name(ParseResult result) => result.CommandResult.Command is RootCommand ? string.Empty : $"{result.CommandResult.Command.Name} ";

    // A reader that left early (| head) is no error of ours.
    private static void Flush(Terminal terminal)
    {
        try
        {
            terminal.Out.Flush();
        }
        catch (IOException)
        {
        }
    }
}
