using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LambdaSim.Tests.Libraries;

/// <summary>Libraries that hand what they get to a thread of their own.</summary>
internal static class TelemetryScenarios
{
    private static readonly ActivitySource _source = new("LambdaSim.Tests.Libraries");

    public static IReadOnlyList<LibraryScenario> All { get; } =
    [
        new("Serilog: asynchronous sink, made outside", static s =>
        {
            var sink = new Counting();
            using (var log = new LoggerConfiguration().WriteTo.Async(a => a.Sink(sink)).CreateLogger())
            {
                s.Overlap(async c =>
                {
                    log.Information("begin {Id}", c.AwsRequestId);
                    await c.Delay(Duration.FromMilliseconds(2));
                    log.Information("end {Id}", c.AwsRequestId);
                    c.Log("logged");
                });
            }

            Assert.Equal(8, sink.Count);
        }) { Note = "its thread writes to the sink, not to the simulation" },

        new("Serilog: asynchronous sink, made and flushed in the handler", static s => s.Overlap(static async c =>
        {
            var sink = new Counting();
            using (var log = new LoggerConfiguration().WriteTo.Async(a => a.Sink(sink)).CreateLogger())
            {
                log.Information("one");
                await c.Delay(Duration.FromMilliseconds(2));
            }

            c.Log($"{sink.Count} written");
        }, 1), typeof(OutsideWorkException)) { Note = "its thread is started inside the handler: make such loggers outside" },

        new("OpenTelemetry: spans in batches, exported by a thread of its own", static s =>
        {
            var spans = new List<Activity>();
            using var provider = Sdk.CreateTracerProviderBuilder()
                .AddSource(_source.Name)
                .AddProcessor(new BatchActivityExportProcessor(new OpenTelemetry.Exporter.InMemoryExporter<Activity>(spans)))
                .Build();
            s.Overlap(async c =>
            {
                using (var span = _source.StartActivity("work"))
                {
                    span?.SetTag("id", c.AwsRequestId);
                    await c.Delay(Duration.FromMilliseconds(2));
                }

                provider.ForceFlush(2_000);
                c.Log("flushed");
            }, 2);
        }) { Note = "its thread exports, and does not touch the simulation" },
    ];

    private sealed class Counting : ILogEventSink
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Emit(LogEvent logEvent) => Interlocked.Increment(ref _count);
    }
}
