using LambdaSim.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaSim.Tests.DependencyInjection;

/// <summary>Where log lines go.</summary>
public class LoggingTests
{
    private sealed class Handler(ILogger<Handler> logger)
    {
        public void Handle()
        {
            logger.LogInformation("order {Id}", 12);
            logger.LogDebug("hidden");
            logger.LogWarning(new InvalidOperationException("outer", new FormatException("inner")), "odd");
            logger.LogCritical("lost");
        }
    }

    /// <summary>A fake of a test, registered as an instance.</summary>
    private sealed class Capture : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider? _scopes;

        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Logger(Capture capture, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => capture._scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var line = $"{logLevel} {category} {formatter(state, exception)}";
                capture._scopes?.ForEachScope((scope, lines) => line += $" [{scope}]", 0);
                capture.Lines.Add(line);
            }
        }
    }

    private static IEnumerable<(LogLevelCode, string)> Lines(Simulation simulation) =>
        simulation.Log.Where(e => e.Kind == EventKind.LogLine).Select(e => (e.LogLevel, simulation.Log.TextOf(e.TextNumber)));

    [Fact]
    public void A_handlers_logger_writes_to_the_functions_log()
    {
        using var provider = Services.Build(s => s.AddLambdaSim().AddFunction<Handler>("f"));
        provider.Simulation()["f"].Invoke();

        Assert.Equal(
            [
                (LogLevelCode.Info, "order 12"),
                (LogLevelCode.Warn, "odd\nSystem.InvalidOperationException: outer\n ---> System.FormatException: inner"),
                (LogLevelCode.Crit, "lost"),
            ],
            Lines(provider.Simulation()));
    }

    [Fact]
    public void Filters_hold_inside_handlers()
    {
        using var provider = Services.Build(s => s.AddLogging(l => l.SetMinimumLevel(LogLevel.Critical)).AddLambdaSim().AddFunction<Handler>("f"));
        provider.Simulation()["f"].Invoke();

        Assert.Equal([(LogLevelCode.Crit, "lost")], Lines(provider.Simulation()));
    }

    [Fact]
    public void Lines_stand_in_the_scope_of_their_request()
    {
        var capture = new Capture();
        using var provider = Services.Build(s => s.AddLogging(l => l.AddProvider(capture)).AddLambdaSim().AddFunction<Handler>("f"));
        var result = provider.Simulation()["f"].Invoke();

        Assert.Contains($"Critical {typeof(Handler).FullName!.Replace('+', '.')} lost [AwsRequestId:{result.RequestId}]", capture.Lines);
    }

    [Fact]
    public void The_simulators_notes_go_to_the_roots_loggers()
    {
        var capture = new Capture();
        using var provider = Services.Build(s => s.AddLogging(l => l.AddProvider(capture).SetMinimumLevel(LogLevel.Debug)).AddLambdaSim()
            .AddFunction("f", async (LambdaContext c) => await c.Delay(Duration.FromSeconds(5)), c => c with { ReservedConcurrency = 1, MaximumRetryAttempts = 0 }));
        var simulation = provider.Simulation();

        var results = simulation.Run(() => Task.WhenAll(simulation["f"].InvokeAsync(), simulation["f"].InvokeAsync()));

        Assert.Equal(
            [
                "Debug LambdaSim f: environment 0 created (ColdStart) at 0.000 s",
                $"Warning LambdaSim f: {results[1].RequestId} throttled at 0.000 s: ReservedConcurrency (rule ADM-RESERVED)",
                $"Warning LambdaSim f: {results[0].RequestId} timed out after 3 s at 3.000 s",
            ],
            capture.Lines);
    }

    [Fact]
    public void Retries_and_drops_of_events_are_noted()
    {
        var capture = new Capture();
        using var provider = Services.Build(s => s.AddLogging(l => l.AddProvider(capture)).AddLambdaSim().AddFunction("f", void () => throw new FormatException("bad")));
        provider.Simulation()["f"].Send();
        provider.Simulation().RunUntilIdle();

        Assert.Equal(2, capture.Lines.Count(l => l.Contains("is tried again in", StringComparison.Ordinal)));
        Assert.Contains("RetriesExhausted", capture.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_and_function_logs_go_to_the_output()
    {
        var output = new StringWriter { NewLine = "\n" };
        using var provider = Services.Build(s => s.AddLambdaSim(o => o.Output = output).AddFunction<Handler>("f"));
        provider.Simulation()["f"].Invoke();

        Assert.Contains("LambdaSim 0.000 s f: environment 0 created (ColdStart)\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("order 12", output.ToString(), StringComparison.Ordinal);
    }
}
