using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>LogFormat JSON: an object a line. Of the platform's records those of level INFO or above, AWS's default.</summary>
internal sealed class JsonLogStyle(FunctionDefinition function) : LogStyle
{
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ApplicationLogLevel _least = function.Config.ApplicationLogLevel ?? ApplicationLogLevel.Info;

    // Level INFO when the version of the runtime is known, DEBUG otherwise.
    public override IEnumerable<string> InitStart(LogMoment moment, LoggedEnvironment environment, bool inCall) => function.Config.Runtime is not { } runtime ? [] :
    [
        Platform(moment, "platform.initStart", json =>
        {
            json.WriteString("initializationType", InitializationType(environment));
            json.WriteString("phase", inCall ? "invoke" : "init");
            json.WriteString("runtimeVersion", RuntimeVersionName.Of(runtime));
            json.WriteString("runtimeVersionArn", RuntimeVersionName.Arn(runtime));
            json.WriteString("functionName", function.Name);
            json.WriteString("functionVersion", function.Qualifier);
        }),
    ];

    public override IEnumerable<string> InitReport(LogMoment moment, LoggedEnvironment environment, SimEvent init)
    {
        if (init.InitOutcome != InitOutcome.Succeeded)
        {
            yield return Platform(moment, "platform.initRuntimeDone", json => Init(json, environment, init));
        }

        if (IsReported(environment, init))
        {
            yield return Platform(moment, "platform.initReport", json =>
            {
                Init(json, environment, init);
                json.WriteStartObject("metrics");
                json.WriteNumber("durationMs", Milliseconds(init.Value, 3));
                json.WriteEndObject();
            });
        }
    }

    public override IEnumerable<string> Start(LogMoment moment, string version) =>
    [
        Platform(moment, "platform.start", json =>
        {
            json.WriteString("requestId", moment.RequestId);
            json.WriteString("version", version);
        }),
    ];

    // Output without level is not the logger's: it passes unchanged (rule INV-LOGLEVEL).
    public override IEnumerable<string> Line(LogMoment moment, LogLevelCode level, string text) =>
        level == LogLevelCode.Raw ? text.Split('\n').Where(line => line.Trim('\r', ' ', '\t').Length > 0)
        : (int)level - (int)LogLevelCode.Trce < (int)_least ? []
        : [Application(moment, level, text, errorType: null)];

    public override IEnumerable<string> Error(LogMoment moment, string type, string message) =>
        IsPlatforms(type) || _least > ApplicationLogLevel.Error ? [] : [Application(moment, LogLevelCode.Fail, message, type)];

    public override IEnumerable<string> Report(LogMoment moment, LoggedReport report)
    {
        if (report.Outcome != Outcome.Succeeded)
        {
            yield return Platform(moment, "platform.runtimeDone", json =>
            {
                Ending(json, moment, report);
                json.WriteStartObject("metrics");
                json.WriteNumber("durationMs", Milliseconds(report.DurationNs, 3));
                json.WriteEndObject();
            });
        }

        yield return Platform(moment, "platform.report", json =>
        {
            Ending(json, moment, report);
            json.WriteStartObject("metrics");
            json.WriteNumber("durationMs", Milliseconds(report.DurationNs, 3));
            json.WriteNumber("billedDurationMs", report.BilledMs);
            json.WriteNumber("memorySizeMB", report.MemoryMb);
            json.WriteNumber("maxMemoryUsedMB", report.MaxMemoryMb);
            if (report.InitNs is { } init)
            {
                json.WriteNumber("initDurationMs", Milliseconds(init, 3));
            }

            json.WriteEndObject();
        });
    }

    private static void Init(Utf8JsonWriter json, LoggedEnvironment environment, SimEvent init)
    {
        json.WriteString("initializationType", InitializationType(environment));
        json.WriteString("phase", Phase(environment));
        json.WriteString("status", init.InitOutcome switch { InitOutcome.Succeeded => "success", InitOutcome.TimedOut => "timeout", _ => "error" });
        if (InitError(environment, init) is { } error)
        {
            json.WriteString("errorType", error);
        }
    }

    private static void Ending(Utf8JsonWriter json, LogMoment moment, LoggedReport report)
    {
        json.WriteString("requestId", moment.RequestId);
        json.WriteString("status", report.Outcome switch { Outcome.Succeeded => "success", Outcome.Failed => "failure", Outcome.TimedOut => "timeout", _ => "error" });

        // As in Text, a timeout is named by its status alone.
        if ((report.Outcome switch { Outcome.Crashed => report.ErrorType ?? ExitError, Outcome.TimedOut => null, _ => report.ErrorType }) is { } error)
        {
            json.WriteString("errorType", error);
        }
    }

    private static string Application(LogMoment moment, LogLevelCode level, string message, string? errorType) => Object(json =>
    {
        json.WriteString("timestamp", moment.Time);
        json.WriteString("level", level switch
        {
            LogLevelCode.Trce => "Trace",
            LogLevelCode.Dbug => "Debug",
            LogLevelCode.Info => "Information",
            LogLevelCode.Warn => "Warning",
            LogLevelCode.Fail => "Error",
            _ => "Critical",
        });
        json.WriteString("message", message);
        if (moment.RequestId.Length > 0)
        {
            json.WriteString("requestId", moment.RequestId);
        }

        if (errorType is not null)
        {
            json.WriteString("errorType", errorType);
        }
    });

    private static string Platform(LogMoment moment, string type, Action<Utf8JsonWriter> record) => Object(json =>
    {
        json.WriteString("time", moment.Time);
        json.WriteString("type", type);
        json.WriteStartObject("record");
        record(json);
        json.WriteEndObject();
    });

    private static string Object(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string InitializationType(LoggedEnvironment environment) => environment.IsProvisioned ? "provisioned-concurrency" : "on-demand";
}
