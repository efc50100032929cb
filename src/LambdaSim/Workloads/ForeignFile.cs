using System.Text;

namespace LambdaSim.Workloads;

/// <summary>What a file that is no trace looks like.</summary>
internal static class ForeignFile
{
    private static readonly (byte[] Beginning, string What)[] Binary =
    [
        ("PK\u0003\u0004"u8.ToArray(), "a ZIP archive or a spreadsheet; unpack it, or save the sheet as CSV"),
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("PAR1"u8.ToArray(), "a Parquet file; export it as CSV or JSON Lines"),
        ("Obj\u0001"u8.ToArray(), "an Avro file; export it as CSV or JSON Lines"),
        ("ORC"u8.ToArray(), "an ORC file; export it as CSV or JSON Lines"),
        ("BZh"u8.ToArray(), "bzip2 data; unpack them, or compress with gzip"),
        ([0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "xz data; unpack them, or compress with gzip"),
        ([0x28, 0xb5, 0x2f, 0xfd], "zstd data; unpack them, or compress with gzip"),
        ([0x1f, 0x8b], "gzip data inside gzip data; unpack them once"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture"),
        ([0xff, 0xd8, 0xff], "a picture"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database; export a table as CSV"),
        ([0x7f, (byte)'E', (byte)'L', (byte)'F'], "a program"),
    ];

    private static readonly (string[] Names, string What)[] Json =
    [
        (["lambdasim"], "a run recorded with --log; lambdasim verify and explain read it"),
        (["queryId"], "the answer of start-query; ask for the rows with aws logs get-query-results --query-id ID"),
        (["logGroups"], "a list of log groups; export the events of one with aws logs filter-log-events"),
        (["logStreams"], "a list of log streams; export their events with aws logs filter-log-events"),
        (["Datapoints"], "CloudWatch metrics: they hold sums, not calls"),
        (["MetricDataResults"], "CloudWatch metrics: they hold sums, not calls"),
        (["_aws"], "metrics in the embedded format: they hold no REPORT lines"),
        (["TraceSummaries"], "X-Ray traces; a function's log tells its calls"),
        (["Traces"], "X-Ray traces; a function's log tells its calls"),
        (["trace_id"], "an X-Ray segment; a function's log tells its calls"),
        (["resourceSpans"], "OpenTelemetry spans; a function's log tells its calls"),
        (["resourceMetrics"], "OpenTelemetry metrics: they hold sums, not calls"),
        (["traceEvents"], "a browser's trace"),
        (["log"], "a HAR file"),
        (["Records"], "a list of records, as CloudTrail writes them or a function gets them"),
        (["Functions"], "a list of functions"),
        (["Configuration"], "the description of a function"),
        (["defaults"], "a configuration; give it with --config"),
        (["functions"], "a configuration; give it with --config"),
        (["account"], "a configuration; give it with --config"),
        (["$schema"], "a configuration or a schema"),
        (["StatusCode", "ExecutedVersion"], "the answer of an invocation"),
        (["Resources"], "a CloudFormation template"),
    ];

    private static readonly (string Beginning, string What)[] Text =
    [
        ("<!doctype html", "an HTML page; is it a page that says why the download failed?"),
        ("<html", "an HTML page; is it a page that says why the download failed?"),
        ("<?xml", "an XML document"),
        ("<", "an XML or HTML document"),
        ("events\t", "the text output of aws logs, whose fields cannot be told apart; export with --output json"),
        ("-----", "a table for people; export with --output json or CSV"),
        ("+---", "a table for people; export with --output json or CSV"),
        ("|", "a table for people; export with --output json or CSV"),
        ("events:", "YAML; export with --output json"),
        ("---", "YAML; export JSON or CSV, or give a configuration with --config"),
        ("defaults:", "a configuration; give it with --config"),
        ("functions:", "a configuration; give it with --config"),
        ("account:", "a configuration; give it with --config"),
        ("an error occurred (", "an error message of the AWS CLI"),
        ("usage: aws", "an error message of the AWS CLI"),
        ("aws: error", "an error message of the AWS CLI"),
        ("traceback (most", "a stack trace"),
        ("#version: ", "a log of CloudFront or another web server: it holds requests, not calls of a function"),
        ("version account-id", "a VPC flow log"),
        ("invocation,request_id,function", "the table that replay --csv writes: what became of calls, not a workload"),
        ("version https://git-lfs", "a Git LFS pointer, not the file itself; fetch it with git lfs pull"),
    ];

    /// <summary>What bytes are that are no text; null: they may be text.</summary>
    public static string? OfBytes(ReadOnlySpan<byte> head)
    {
        foreach (var (beginning, what) in Binary)
        {
            if (head.StartsWith(beginning))
            {
                return what;
            }
        }

        return head.Contains((byte)0) ? "binary data" : null;
    }

    /// <summary>What a JSON file is.</summary>
    public static string OfJson(JsonHead head) =>
        Array.Find(Json, j => j.Names.All(head.Names.Contains)).What
        ?? (head.Names.Count == 0 ? "JSON, but no object with a call" : $"JSON with the properties {head}; calls are objects with timestamp, function and duration_ms, or map other names with --columns");

    /// <summary>What a text is; null when nothing is known of it.</summary>
    public static string? OfText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return null;
        }

        head = head.TrimStart(" \t\r\n"u8);
        if (head.IsEmpty)
        {
            return "a file of blanks";
        }

        var end = head.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString((end < 0 ? head : head[..end])[..Math.Min(end < 0 ? head.Length : end, 400)]).TrimEnd('\r');
        foreach (var (beginning, what) in Text)
        {
            if (line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return what;
            }
        }

        return end < 0 && head.IndexOf((byte)'\r') is >= 0 and var cr && cr < head.Length - 1 ? "text whose lines end with a carriage return alone; end them with line feeds"
            : IsAccessLog(line) ? "a log of requests of a load balancer or web server: it holds requests, not calls of a function"
            : Separator.Other(end < 0 ? head : head[..end]) is not null ? null
            : line.Contains('(', StringComparison.Ordinal) && line.Contains(',', StringComparison.Ordinal) && (line.Contains("count(", StringComparison.Ordinal) || line.Contains("bin(", StringComparison.Ordinal) || line.Contains("avg(", StringComparison.Ordinal) || line.Contains("sum(", StringComparison.Ordinal))
                ? "sums of a Logs Insights query, not calls; query fields @timestamp, @message, @log, @logStream"
            : line.StartsWith('@') || line.Contains(",@", StringComparison.Ordinal) ? "rows of a Logs Insights query that lack @timestamp, or both @message and @duration; query fields @timestamp, @message, @log, @logStream"
            : null;
    }

    private static bool IsAccessLog(string line) =>
        line.Contains(" - - [", StringComparison.Ordinal) ||
        ((line.StartsWith("http ", StringComparison.Ordinal) || line.StartsWith("https ", StringComparison.Ordinal) || line.StartsWith("h2 ", StringComparison.Ordinal)) && line.Contains(" app/", StringComparison.Ordinal));
}
