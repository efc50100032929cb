using System.CommandLine;
using LambdaSim.Cli.Configuration;
using LambdaSim.Cli.Replays;
using LambdaSim.Configuration;
using LambdaSim.Projections;
using LambdaSim.Workloads;
using NodaTime;

namespace LambdaSim.Cli.Commands;

/// <summary>The arguments that replay and compare share: which traces, and how they are read.</summary>
internal sealed class TraceArguments
{
    private readonly Argument<string[]> _traces = new("TRACE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Trace files, plain or gzip; several are merged by time.",
    };

    private readonly Option<string?> _columns = new("--columns")
    {
        Description = "Which columns of a foreign CSV or JSON Lines file mean what: timestamp=start_s,function=fn,duration=duration_s",
        HelpName = "MAP",
    };

    private readonly Option<string> _format = new("--format") { Description = "The files' format; told from their first bytes by default.", DefaultValueFactory = static _ => "auto" };

    private readonly Option<string?> _function = new("--function") { Description = "The function of rows that name none.", HelpName = "NAME" };

    private readonly Option<string?> _reorder = new("--reorder") { Description = "How far back in time a row may reach, such as 5m.", HelpName = "DURATION" };

    private readonly Option<bool> _skip = new("--skip-bad-rows") { Description = "Leave malformed rows out and count them." };

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong(TraceReading.FormatNames);
        command.Add(_traces);
        command.Add(_columns);
        command.Add(_format);
        command.Add(_function);
        command.Add(_reorder);
        command.Add(_skip);
    }

    public TraceInputs Of(ParseResult parse, Terminal terminal) => new(
        [.. parse.GetRequiredValue(_traces).Select(terminal.Full)],
        new TraceOptions
        {
            Format = TraceReading.Format(parse.GetRequiredValue(_format)),
            Columns = parse.GetValue(_columns),
            Function = parse.GetValue(_function),
            ReorderWindow = parse.GetValue(_reorder) is { } text ? Parsed.Duration("--reorder", text) : null,
            SkipMalformedRows = parse.GetValue(_skip),
        });
}

/// <summary>Values of options that need more than one look.</summary>
internal static class Parsed
{
    public static Duration Duration(string option, string text) =>
        UnitText.ParseDuration(text) ?? throw new UsageException($"{option} {text}: expected {UnitText.DurationExample}");

    /// <summary>FROM+LENGTH, or FROM alone.</summary>
    public static TimelineOptions Window(string text)
    {
        var parts = text.Split('+', 2);
        var from = UnitText.ParseDuration(parts[0]);
        var length = parts.Length == 2 ? UnitText.ParseDuration(parts[1]) : null;
        return from is null || (parts.Length == 2 && (length is null || length == NodaTime.Duration.Zero))
            ? throw new UsageException($"--window {text}: expected FROM+LENGTH or FROM, such as 1h+10m; each is {UnitText.DurationExample}")
            : new TimelineOptions { From = from, Length = length }.Validate();
    }

    /// <summary>The configuration with what the command line replaces.</summary>
    public static SimulationConfig Config(Terminal terminal, string? file, ulong? seed, string? until)
    {
        var config = file is null ? new SimulationConfig() : ConfigFile.Load(terminal.Full(file));
        if (until is not null)
        {
            config = ConfigSections.Until(config with { Until = ReplayEnd.LastForegroundEvent, UntilTime = null }, until)
                ?? throw new UsageException($"--until {until}: expected last-foreground-event, last-arrival, or {UnitText.DurationExample}");
        }

        return (seed is { } given ? config with { Seed = given } : config).Validate();
    }
}
