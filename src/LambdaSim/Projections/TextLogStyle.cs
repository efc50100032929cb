using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>LogFormat Text: the platform's lines of tab-separated fields, and the function's in the form of AWS's .NET runtime.</summary>
internal sealed class TextLogStyle(FunctionDefinition function) : LogStyle
{
    // Only a new process says it: of an INIT that failed, the repetition follows its report without another beginning.
    public override IEnumerable<string> InitStart(LogMoment moment, LoggedEnvironment environment, bool inCall) =>
        inCall && environment.InitOutcome != InitOutcome.Succeeded ? [] :
        [function.Config.Runtime is { } runtime ? $"INIT_START Runtime Version: {RuntimeVersionName.Of(runtime)}\tRuntime Version ARN: {RuntimeVersionName.Arn(runtime)}" : "INIT_START"];

    public override IEnumerable<string> InitReport(LogMoment moment, LoggedEnvironment environment, SimEvent init)
    {
        if (!IsReported(environment, init))
        {
            return [];
        }

        var status = init.InitOutcome switch
        {
            InitOutcome.TimedOut => "\tStatus: timeout",
            InitOutcome.Failed => "\tStatus: error\tError Type: " + InitError(environment, init),
            _ => "",
        };
        return [$"INIT_REPORT Init Duration: {Ms(init.Value)} ms\tPhase: {Phase(environment)}{status}"];
    }

    public override IEnumerable<string> Start(LogMoment moment, string version) => [$"START RequestId: {moment.RequestId} Version: {version}"];

    // A logger's line is one event; of raw output each line is one, and blank ones are none.
    public override IEnumerable<string> Line(LogMoment moment, LogLevelCode level, string text) => level == LogLevelCode.Raw
        ? text.Split('\n').Where(line => line.Trim('\r', ' ', '\t').Length > 0)
        : [$"{moment.Time}\t{moment.RequestId}\t{ExplanationWords.Level(level)}\t{text}"];

    public override IEnumerable<string> Error(LogMoment moment, string type, string message) =>
        IsPlatforms(type) ? [] : Line(moment, LogLevelCode.Fail, message.Length == 0 ? type : $"{type}: {message}");

    public override IEnumerable<string> Report(LogMoment moment, LoggedReport report)
    {
        var line = new StringBuilder("REPORT RequestId: ").Append(moment.RequestId);
        line.Append("\tDuration: ").Append(Ms(report.DurationNs)).Append(" ms\tBilled Duration: ").Append(Text.Of(report.BilledMs));
        line.Append(" ms\tMemory Size: ").Append(Text.Of(report.MemoryMb)).Append(" MB\tMax Memory Used: ").Append(Text.Of(report.MaxMemoryMb)).Append(" MB\t");
        if (report.InitNs is { } init)
        {
            line.Append("Init Duration: ").Append(Ms(init)).Append(" ms\t");
        }

        // An error that the handler returned leaves no status.
        line.Append(report.Outcome switch
        {
            Outcome.TimedOut => "Status: timeout\t",
            Outcome.Crashed => $"Status: error\tError Type: {report.ErrorType ?? ExitError}\t",
            _ => "",
        });
        return [$"END RequestId: {moment.RequestId}", line.ToString()];
    }

    private static string Ms(long nanoseconds) => Milliseconds(nanoseconds, 2).ToString("0.00", CultureInfo.InvariantCulture);
}
