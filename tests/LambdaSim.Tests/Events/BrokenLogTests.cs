using System.Text;
using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class BrokenLogTests
{
    private const string Header = """{"lambdasim":1,"kind":"run","semantics":1,"seed":7,"start":"2026-01-01T00:00:00Z","config":{},"workload":[]}""";
    private const string Function = """{"fn":0,"name":"f","qualifier":"$LATEST","config":{}}""";

    private static string[] Whole => Encoding.UTF8.GetString(Story.OfEverything().Lines()).TrimEnd('\n').Split('\n');

    [Fact]
    public void An_empty_file_is_refused() => Refused("", "run.jsonl: the file is empty; give a file written by --log");

    [Theory]
    [InlineData("timestamp,function")]
    [InlineData("[1,2]")]
    [InlineData("""{"lambdasim":"x"}""")]
    [InlineData("\u0000\u0001")]
    public void A_file_that_is_something_else_is_refused(string text) =>
        Refused(text + "\nmore\n", "run.jsonl, line 1: the first line is no LambdaSim header; give a file written by --log");

    [Theory]
    [InlineData(""" "lambdasim":1""", """ "lambdasim":2""", "the log has format 2, this version reads format 1; read it with the version that wrote it")]
    [InlineData("\"run\"", "\"walk\"", "the log is of kind 'walk'; only 'run' can be read")]
    [InlineData("\"seed\":7", "\"seed\":-7", "the header's seed, semantics or start cannot be read")]
    [InlineData("2026-01-01T", "tomorrow", "the header's seed, semantics or start cannot be read")]
    [InlineData("\"config\":{}", "\"config\":5", "the header has no usable 'config'")]
    [InlineData(",\"workload\":[]", "", "the header has no usable 'workload'")]
    public void A_header_that_does_not_fit_is_refused(string from, string to, string problem) =>
        Refused(Header.Replace(from.Trim(), to.Trim(), StringComparison.Ordinal) + "\n", "run.jsonl, line 1: " + problem);

    [Theory]
    [InlineData("""{"t":1,"e":"Jumped","fn":0,"value":0}""", "kind 'Jumped' is unknown; read the log with the version that wrote it")]
    [InlineData("""{"t":1,"e":"Arrived","fn":0,"inv":0,"payload":0,"mood":1}""", "field 'mood' is unknown in a record of kind Arrived")]
    [InlineData("""{"t":1,"e":"Arrived","fn":0,"inv":0}""", "field 'payload' is missing")]
    [InlineData("""{"t":1,"fn":0,"inv":0}""", "field 'e' is missing")]
    [InlineData("""{"t":1.5,"e":"Arrived"}""", "field 't' is 1.5; it must be a whole number from -9223372036854775808 to 9223372036854775807")]
    [InlineData("""{"t":1,"e":"Arrived","fn":3000000000}""", "field 'fn' is 3000000000; it must be a whole number from -2147483648 to 2147483647")]
    [InlineData("""{"t":1,"e":"Arrived","fn":1,"inv":0,"payload":0}""", "function 1 is not named by an earlier line")]
    [InlineData("""{"t":1,"e":"Throttled","fn":0,"inv":0,"cause":"Mood","attempts":0}""", "field 'cause' is 'Mood', which is no value of it")]
    [InlineData("""{"t":1,"e":"Completed","fn":0,"duration":1099511627776}""", "field 'duration' is 1099511627776; it must be a whole number from 0 to 1099511627775")]
    [InlineData("""{"t":1,"e":"Started","fn":0,"provisioned":1}""", "field 'provisioned' is 1; it must be true or false")]
    [InlineData("""{"t":1,"cause":1,"e":"Started"}""", "field 'cause' comes before the kind 'e'")]
    [InlineData("""{"t":1,"e":"Arrived" "fn":0}""", "this is no JSON from byte 22 on; record the log again")]
    [InlineData("""{"t":1,"e":"Arrived","fn":0,"inv":0,"payload":0}}""", "this is no JSON from byte 49 on; record the log again")]
    [InlineData("hello", "this is no JSON from byte 1 on; record the log again")]
    [InlineData("""{"t":1,"e":"LogLine","fn":0,"inv":0,"level":"Info","text":0}""", "text 0 is not told by an earlier line")]
    [InlineData("""{"t":1,"e":"LogLine","fn":0,"inv":0,"level":"Info","text":4294967296}""", "text 4294967296 is not told by an earlier line")]
    [InlineData("""{"t":1,"e":"Error","fn":0,"inv":0,"error":0,"message":-1}""", "text 0 is not told by an earlier line")]
    [InlineData("""{"t":1,"e":"Error","fn":0,"inv":0,"error":0}""", "field 'message' is missing")]
    [InlineData("""{"t":1,"e":"Error","fn":0,"inv":0,"message":0}""", "field 'error' is missing")]
    [InlineData("""{"tx":1,"text":"late"}""", "a text has no number or the wrong one; the next is 0")]
    [InlineData("""{"tx":0,"text":5}""", "'text' is missing or of the wrong type")]
    [InlineData("""{"what":1}""", "the line is no record, function, text or end; a record begins with {\"t\":")]
    [InlineData("""{"fn":2,"name":"g","qualifier":"1","config":{}}""", "a function has no number or the wrong one; the next is 1")]
    [InlineData("""{"fn":1,"name":"g","qualifier":"1"}""", "'config' is missing or of the wrong type")]
    [InlineData("""{"fn":1,"name":"g","qualifier":"1","config":{"colour":"red"}}""", "setting 'colour' is unknown; read the log with the version that wrote it")]
    [InlineData("""{"t":1,"e":"MessageSent","rs":0,"cause":"Client","message":0,"bytes":1}""", "resource 0 is not named by an earlier line")]
    [InlineData("""{"t":1,"e":"MessageSent","rs":0,"cause":"Client","message":0}""", "field 'bytes' is missing")]
    [InlineData("""{"rs":1,"resource":"queue","name":"q","arn":"a","settings":{}}""", "a resource has no number or the wrong one; the next is 0")]
    [InlineData("""{"rs":0,"resource":"moon","name":"q","arn":"a","settings":{}}""", "resource 'moon' is of a kind that is unknown; read the log with the version that wrote it")]
    [InlineData("""{"rs":0,"resource":"queue","name":"q","arn":"a","settings":{"DelaySeconds":5}}""", "setting 'DelaySeconds' is no text")]
    [InlineData("""{"rs":0,"resource":"queue","name":"q","settings":{}}""", "'arn' is missing or of the wrong type")]
    [InlineData("""{"end":{"time":1}}""", "'lastArrival' is missing or of the wrong type")]
    public void A_bad_line_is_refused_with_its_number(string line, string problem) =>
        Refused($"{Header}\n{Function}\n{line}\n", "run.jsonl, line 3: " + problem);

    [Fact]
    public void A_log_without_its_end_is_refused() =>
        Refused(string.Join('\n', Whole[..5]) + "\n", "run.jsonl, line 5: the log stops here, without its end: it was cut short; record it again");

    [Fact]
    public void A_log_cut_within_a_line_is_refused() =>
        Refused(string.Join('\n', Whole[..5]) + "\n" + Whole[5][..20], "run.jsonl, line 6: the file ends in the middle of this line: it was cut short; record it again");

    [Fact]
    public void A_log_with_a_line_missing_is_refused()
    {
        var lines = Whole.ToList();
        lines.RemoveAt(8);
        Refused(string.Join('\n', lines) + "\n", $"run.jsonl, line {lines.Count}: the end line tells of 38 records, the log has 37: lines were lost or added");
    }

    [Fact]
    public void A_log_changed_after_it_was_written_is_refused()
    {
        var text = string.Join('\n', Whole).Replace("\"payload\":300000", "\"payload\":300001", StringComparison.Ordinal) + "\n";
        var error = Assert.Throws<LogFormatException>(() => Read(Encoding.UTF8.GetBytes(text)));
        Assert.Matches("^run.jsonl, line 42: the log's fingerprint is [0-9a-f]{64}, its end line says [0-9a-f]{64}: the log was changed after it was written$", error.Message);
        Assert.Equal(("run.jsonl", 42), (error.File, error.Line));
    }

    [Fact]
    public void More_than_one_run_in_a_file_is_refused() =>
        Refused(string.Join('\n', Whole.Concat(Whole)) + "\n", "run.jsonl, line 43: there is more after the end line; one file holds one run");

    [Fact]
    public void Truncated_gzip_is_refused()
    {
        var bytes = JsonLinesTests.Compress(Story.OfEverything().Lines());
        var error = Assert.Throws<LogFormatException>(() => Read(bytes[..(bytes.Length / 2)]));
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_gzip_is_refused()
    {
        var bytes = JsonLinesTests.Compress(Story.OfEverything().Lines());
        bytes.AsSpan(20, 30).Fill(0xff);
        var error = Assert.Throws<LogFormatException>(() => Read(bytes));
        Assert.Equal("run.jsonl, line 1: the gzip data are damaged or cut short; copy the file again", error.Message);
    }

    [Fact]
    public void An_endless_line_is_refused()
    {
        var error = Assert.Throws<LogFormatException>(() => new JsonLinesReader(new EndlessStream(), "zero"));
        Assert.Equal("zero, line 1: the line does not end; this is no event log", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-folder", "run.jsonl");
        var error = Assert.Throws<LogFormatException>(() => JsonLinesReader.Open(path));
        Assert.Equal(path + ": there is no such file", error.Message);
    }

    [Fact]
    public void A_folder_is_no_log()
    {
        var error = Assert.Throws<LogFormatException>(() => JsonLinesReader.Open(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)));
        Assert.EndsWith(": this is a folder; name the log in it", error.Message, StringComparison.Ordinal);
    }

    private static void Refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<LogFormatException>(() => Read(Encoding.UTF8.GetBytes(text))).Message);

    private static void Read(byte[] bytes)
    {
        using var reader = new JsonLinesReader(new MemoryStream(bytes), "run.jsonl");
        reader.Replay(new EventLog(reader.Header.Seed));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            return count;
        }
    }
}
