using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Tracing;

// OpenTelemetry with a batch of its own that a timer exports.
public class Function
{
    private static readonly ActivitySource _source = new("orders");
    private static readonly List<object> _exported = [];
    private static readonly TracerProvider _provider = Sdk.CreateTracerProviderBuilder().AddSource("orders").AddProcessor(new SimpleActivityExportProcessor(new Kept())).Build();

    public async Task<object> Handle(string order)
    {
        _ = _provider;
        using (var activity = _source.StartActivity("work"))
        {
            activity?.SetTag("order", order);
            await Task.Delay(700);
        }

        return _exported.ToArray();
    }

    private sealed class Kept : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                _exported.Add(new { activity.DisplayName, activity.StartTimeUtc, ms = activity.Duration.TotalMilliseconds, trace = activity.TraceId.ToString(), span = activity.SpanId.ToString() });
            }

            return ExportResult.Success;
        }
    }
}
