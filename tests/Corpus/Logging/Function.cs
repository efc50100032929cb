using Serilog;
using Serilog.Formatting.Compact;

namespace Logging;

// Serilog to the console, as JSON, with a time of its own.
public class Function
{
    private static readonly Serilog.Core.Logger _log = new LoggerConfiguration().Enrich.WithProperty("Service", "orders").WriteTo.Console(new CompactJsonFormatter()).CreateLogger();

    public async Task<string> Handle(string order)
    {
        _log.Information("began {Order}", order);
        await Task.Delay(1_500);
        _log.Warning("late {Order} on {Machine}", order, Environment.MachineName);
        return order;
    }
}
