using System.Text;
using Microsoft.Extensions.Logging;

namespace LambdaSim.DependencyInjection;

/// <summary>Loggers that write to the log of the function whose code runs. The category is left out, as AWS's .NET runtime does.</summary>
internal sealed class FunctionLogProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new FunctionLogger(categoryName);

    public void Dispose()
    {
    }

    private sealed class FunctionLogger(string category) : ILogger
    {
        private readonly string? _elapsed = ElapsedTimes.KeyOf(category);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Without a context the process is being disposed of, after the run and outside its log.
            if (IsEnabled(logLevel) && LambdaContextAccessor.Instance.Context is { } context)
            {
                var message = _elapsed is null ? null : ElapsedTimes.Virtual(category, _elapsed, state, context.Time);
                context.Log(Name(logLevel), WithException(message ?? formatter(state, exception), exception));
            }
        }

        private static string Name(LogLevel level) => level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            LogLevel.Critical => "crit",
            _ => "info",
        };

        // Without stack: it has paths and line numbers, and the line is part of the fingerprint.
        private static string WithException(string message, Exception? exception)
        {
            if (exception is null)
            {
                return message;
            }

            var text = new StringBuilder(message);
            for (var (e, lead) = (exception, "\n"); e is not null; (e, lead) = (e.InnerException, "\n ---> "))
            {
                text.Append(lead).Append(e.GetType().FullName).Append(": ").Append(e.Message);
            }

            return text.ToString();
        }
    }
}
