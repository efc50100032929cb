using System.IO.Compression;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class JsonLinesTests
{
    [Fact]
    public void A_log_in_JSON_Lines_looks_as_approved() => Snapshot.Match("EventLog", Encoding.UTF8.GetString(Story.OfEverything().Lines()));

    [Fact]
    public void Arbitrary_records_come_back_bit_by_bit_with_the_same_fingerprint()
    {
        var story = new Story().Function("f").Function("g,\"ü\"\n", new FunctionConfig { ReservedConcurrency = 3 }, "7").Tell("one").Tell("").Tell("ü\n\"")
            .Queue("a", ("VisibilityTimeout", "5"), ("x", "ü\"")).Queue("b");
        foreach (var e in RandomEvents.Make(count: 5_000, functions: 2, texts: 3, resources: 2))
        {
            story.Add(e);
        }

        var (log, reader) = Read(story.End(5, partial: true).Lines());
        Assert.Equal(story.Events, log);
        Assert.Equal(story.Ending, log.End);
        Assert.Equal(story.Print(), reader.Fingerprint);
        Assert.Equal(new FunctionDefinition(1, "g,\"ü\"\n", "7", new FunctionConfig { ReservedConcurrency = 3 }), log.Functions[1]);
    }

    [Fact]
    public void Functions_come_back_at_their_place()
    {
        var story = Story.OfEverything();
        var (log, _) = Read(story.Lines());
        using var again = new Fingerprint(story.Seed, story.Semantics);
        log.Replay(again);
        Assert.Equal(story.Print(), again.Value);
    }

    [Fact]
    public void Texts_come_back_at_their_place()
    {
        var story = Story.OfTexts();
        var (log, reader) = Read(story.Lines());
        Assert.Equal(["loading", "IOException", "no table", "odd row \"ü\"\n\ttwo lines", "FormatException", "row 7 is no number"], log.Texts);
        Assert.Equal(story.Print(), reader.Fingerprint);
        using var again = new Fingerprint(story.Seed, story.Semantics);
        log.Replay(again);
        Assert.Equal(story.Print(), again.Value);
    }

    [Fact]
    public void A_log_with_answers_in_JSON_Lines_looks_as_approved() => Snapshot.Match("Answers", Encoding.UTF8.GetString(Story.OfAnswers().Lines()));

    [Fact]
    public void A_log_with_messages_in_JSON_Lines_looks_as_approved() => Snapshot.Match("Messages", Encoding.UTF8.GetString(Story.OfMessages().Lines()));

    [Fact]
    public void Resources_come_back_at_their_place()
    {
        var story = Story.OfMessages();
        var (log, reader) = Read(story.Lines());
        Assert.Equal(story.Events, log);
        Assert.Equal(
            [
                new ResourceDefinition(0, ResourceKind.Queue, "orders", "arn:aws:sqs:us-east-1:123456789012:orders") { Settings = [new("VisibilityTimeout", "5")] },
                new ResourceDefinition(1, ResourceKind.Queue, "failed", "arn:aws:sqs:us-east-1:123456789012:failed"),
            ],
            log.Resources);
        Assert.Equal(story.Print(), reader.Fingerprint);
        using var again = new Fingerprint(story.Seed, story.Semantics);
        log.Replay(again);
        Assert.Equal(story.Print(), again.Value);
    }

    [Fact]
    public void A_log_with_texts_in_JSON_Lines_looks_as_approved() => Snapshot.Match("Texts", Encoding.UTF8.GetString(Story.OfTexts().Lines()));

    [Fact]
    public void A_repeated_INIT_has_names_for_all_it_says()
    {
        var story = new Story().Function("f").Arrive(0).Create(0, invocation: 0).InitDone(1, 0, 0, 1, InitOutcome.Failed)
            .Start(1, 0, 0, StartType.Cold, flags: RunFlags.RepeatsInitBit).InitRepeated(3, 0, 0, 2, InitOutcome.Failed).End(3);
        var lines = Encoding.UTF8.GetString(story.Lines());
        Assert.Contains("""{"t":1000000,"e":"Started","fn":0,"inv":0,"env":0,"start":"Cold","repeatsInit":true,"idle":0}""", lines, StringComparison.Ordinal);
        Assert.Contains("""{"t":3000000,"e":"InitRepeated","fn":0,"inv":0,"env":0,"outcome":"Failed","init":2000000}""", lines, StringComparison.Ordinal);
        var (log, _) = Read(story.Lines());
        Assert.Equal(story.Events, log);
        Assert.Equal([true, false], log.Skip(3).Select(e => e.RepeatsInit));
    }

    [Fact]
    public void A_text_that_is_no_valid_Unicode_is_written_as_the_fingerprint_sees_it()
    {
        var story = new Story().Function("f").Arrive(1).Log(1, 0, SimEvent.None, LogLevelCode.Raw, "half \ud83d pair").End(1);
        var (log, reader) = Read(story.Lines());
        Assert.Equal("half \ufffd pair", log.TextOf(0));
        Assert.Equal(story.Print(), reader.Fingerprint);
    }

    [Fact]
    public void A_log_file_keeps_the_texts()
    {
        var path = Path.Combine(Path.GetTempPath(), $"lambdasim-texts-{Environment.ProcessId}.jsonl");
        try
        {
            using (var file = JsonLinesFile.Create(path, Story.OfTexts().Header))
            {
                Story.OfTexts().Tell(file).Commit();
            }

            Assert.Equal(Story.OfTexts().Lines(), File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_header_comes_back_on_one_line_whatever_its_JSON_looked_like()
    {
        var header = new LogHeader
        {
            Seed = ulong.MaxValue,
            Semantics = 4,
            Start = Instant.FromUtc(2019, 7, 15, 1, 2, 3).PlusNanoseconds(45),
            Config = "{\n  \"account\": { \"concurrencyLimit\": 10 }\n}"u8.ToArray(),
            Workload = "[ {\"name\": \"trace.csv\", \"sha256\": \"00\"} ]"u8.ToArray(),
        };
        var line = Encoding.UTF8.GetString(header.ToJson());
        Assert.Equal("""{"lambdasim":1,"kind":"run","semantics":4,"seed":18446744073709551615,"start":"2019-07-15T01:02:03.000000045Z","config":{"account":{"concurrencyLimit":10}},"workload":[{"name":"trace.csv","sha256":"00"}]}""", line);
        var read = LogHeader.Parse(header.ToJson());
        Assert.Equal((header.Seed, header.Semantics, header.Start), (read.Seed, read.Semantics, read.Start));
        Assert.Equal("""{"account":{"concurrencyLimit":10}}""", Encoding.UTF8.GetString(read.Config.Span));
    }

    [Fact]
    public void A_gzip_compressed_log_is_read_directly()
    {
        var story = Story.OfEverything();
        var (_, reader) = Read(Compress(story.Lines()));
        Assert.Equal(story.Print(), reader.Fingerprint);
    }

    [Fact]
    public void Line_breaks_of_another_system_and_a_byte_order_mark_do_no_harm()
    {
        var story = Story.OfEverything();
        var text = "\uFEFF" + Encoding.UTF8.GetString(story.Lines()).ReplaceLineEndings("\r\n");
        var (_, reader) = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(story.Print(), reader.Fingerprint);
    }

    [Fact]
    public void A_log_that_arrives_in_single_bytes_is_read_the_same()
    {
        var story = Story.OfEverything();
        using var reader = new JsonLinesReader(new DripStream(Compress(story.Lines())), "drip.jsonl");
        reader.Replay(new EventLog(0));
        Assert.Equal(story.Print(), reader.Fingerprint);
    }

    [Fact]
    public void Writing_allocates_nothing_per_record()
    {
        var events = RandomEvents.Make(count: 2_000, functions: 1).ToArray();
        using var writer = new JsonLinesWriter(Stream.Null, new Story().Header);
        writer.OnFunction(new FunctionDefinition(0, "f", FunctionDefinition.Latest, FunctionConfig.Default));
        writer.OnEvents(events);
        var before = GC.GetAllocatedBytesForCurrentThread();
        writer.OnEvents(events);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000);
    }

    internal static byte[] Compress(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static (EventLog Log, JsonLinesReader Reader) Read(byte[] bytes)
    {
        using var reader = new JsonLinesReader(new MemoryStream(bytes), "run.jsonl");
        var log = new EventLog(reader.Header.Seed);
        reader.Replay(log);
        return (log, reader);
    }

    private sealed class DripStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);
    }
}
