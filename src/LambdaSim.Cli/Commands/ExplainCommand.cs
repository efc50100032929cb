using System.CommandLine;
using System.Text.Json;
using LambdaSim.Cli.Output;
using LambdaSim.Cli.Replays;
using LambdaSim.Projections;
using NodaTime.Text;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim explain</c>: what happened to one invocation or message, and why.</summary>
internal static class ExplainCommand
{
    public static Command Make(Terminal terminal)
    {
        var log = new Argument<string>("LOG") { Description = "A log recorded with replay --log." };
        var request = new Argument<string>("REQUEST") { Description = "An invocation's number (from 0) or its request id; or message: and a message's number." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("explain", "Tell what happened to one invocation or message of a recorded run, and why.") { log, request, json };
        command.SetAction(parse => Run(terminal, parse.GetRequiredValue(log), parse.GetRequiredValue(request), parse.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string log, string request, bool json)
    {
        var file = terminal.Input(log);
        using var reader = RecordedRun.Open(file);
        var config = RecordedRun.ConfigOf(reader.Header, file.Shown);
        Explanation explanation;
        try
        {
            explanation = Explanation.Of(reader, request, config.Account, Billing.Of(config.Prices));
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message, e);
        }

        if (explanation.Problem is { } problem)
        {
            throw new UsageException($"{file.Shown}: {problem}");
        }

        if (json)
        {
            JsonOutput.Write(terminal.Out, writer => Json(writer, explanation));
        }
        else
        {
            terminal.Out.Write(explanation + "\n");
        }

        return ExitCode.Ok;
    }

    private static void Json(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartObject();
        if (explanation.Message is { } message)
        {
            json.WriteNumber("message", message);
            json.WriteString("queue", explanation.Queue!.Name);
        }
        else
        {
            json.WriteNumber("invocation", explanation.Invocation!.Value);
            json.WriteString("requestId", explanation.RequestId);
            json.WriteString("function", explanation.Function!.DisplayName);
        }

        json.WriteNumber("seed", explanation.Seed);
        json.WriteStartArray("lines");
        foreach (var line in explanation.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("timeNs", line.Time);
            json.WriteString("at", InstantPattern.ExtendedIso.Format(line.At));
            json.WriteString("text", line.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
