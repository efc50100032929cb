using LambdaSim.Events;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Events;

/// <summary>The log as it comes, as lines for a reader beside the run.</summary>
public sealed class LogFeedTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public async Task From_the_start_to_the_end_it_is_the_log()
    {
        var feed = _simulation.Feed();
        _simulation.AddFunction("f", (LambdaContext context) => Console.WriteLine("here"));
        _simulation["f"].Invoke();
        _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "f", ReservedConcurrentExecutions = 3 });
        _simulation.End();
        using var reader = new JsonLinesReader(new MemoryStream(await Read(feed)), "feed");
        reader.Replay(new EventLog(_simulation.Seed));

        Assert.Equal(_simulation.Fingerprint, reader.Fingerprint);
    }

    [Fact]
    public async Task Joined_late_it_names_the_queues_so_far()
    {
        var queue = _simulation.AddQueue("q");
        _simulation.AddQueue("unused");
        queue.Send(new SendRequest("a"));
        var feed = _simulation.Feed();
        queue.Send(new SendRequest("b"));
        _simulation.End();
        using var reader = new JsonLinesReader(new MemoryStream(await Read(feed)), "feed");
        var log = new EventLog(_simulation.Seed);
        reader.Replay(log);

        Assert.Equal(["q"], log.Resources.Select(static r => r.Name));
        Assert.Equal([EventKind.MessageSent, EventKind.MessageAtEnd, EventKind.MessageAtEnd], log.Select(static e => e.Kind));
    }

    [Fact]
    public async Task Joined_late_it_is_a_log_of_its_own()
    {
        _simulation.AddFunction("f", (LambdaContext context) => Fails());
        _simulation["f"].Invoke();
        Assert.Throws<ResourceNotFoundException>(() => _simulation.Lambda.GetFunction(new FunctionRequest { FunctionName = "none" }));
        var before = _simulation.Log.Count;
        var feed = _simulation.Feed();
        _simulation["f"].Invoke();
        Assert.Throws<ResourceNotFoundException>(() => _simulation.Lambda.GetFunction(new FunctionRequest { FunctionName = "none" }));
        _simulation.End();
        using var reader = new JsonLinesReader(new MemoryStream(await Read(feed)), "feed");
        var log = new EventLog(_simulation.Seed);
        reader.Replay(log);

        Assert.Equal(Words(_simulation.Log).Skip(before), Words(log));

        static int Fails()
        {
            Console.WriteLine("a line");
            throw new InvalidOperationException("no");
        }
    }

    [Fact]
    public async Task Nothing_waits_for_the_end_of_the_run()
    {
        _simulation.AddFunction("f", Duration.FromSeconds(1));
        var feed = _simulation.Feed();
        _simulation["f"].Invoke();
        await using var reading = feed.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await reading.MoveNextAsync());
        Assert.StartsWith("{\"lambdasim\":1,", Text(reading.Current), StringComparison.Ordinal);
        Assert.True(await reading.MoveNextAsync());
        Assert.Contains("\"e\":\"Completed\"", Text(reading.Current), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_falls_behind_is_cut_with_a_last_line_that_says_so()
    {
        var feed = _simulation.Feed(batches: 3);
        _simulation.AddFunction("f", Duration.FromSeconds(1));
        for (var i = 0; i < 10; i++)
        {
            _simulation["f"].Invoke();
        }

        var bytes = await Read(feed);
        using var reader = new JsonLinesReader(new MemoryStream(bytes), "feed");

        Assert.Equal("{\"cut\":\"the reader fell behind by more than 3 batches; follow the run again\"}", System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n')[^1]);
        Assert.Contains("without its end: the reader fell behind", Assert.Throws<LogFormatException>(() => reader.Replay(new EventLog(0))).Message, StringComparison.Ordinal);
        Assert.True(reader.Events > 0);
    }

    [Fact]
    public async Task A_reader_that_keeps_up_is_never_cut()
    {
        var feed = _simulation.Feed(batches: 2);
        await using var reading = feed.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reading.MoveNextAsync());
        _simulation.AddFunction("f", Duration.FromSeconds(1));
        for (var i = 0; i < 10; i++)
        {
            _simulation["f"].Invoke();
            Assert.True(await reading.MoveNextAsync());
            Assert.Contains("\"e\":\"Completed\"", Text(reading.Current), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reader_that_leaves_is_forgotten()
    {
        var feed = _simulation.Feed(batches: 2);
        feed.Dispose();
        _simulation.AddFunction("f", Duration.FromSeconds(1));
        for (var i = 0; i < 10; i++)
        {
            _simulation["f"].Invoke();
        }

        await using var reading = feed.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reading.MoveNextAsync());
        Assert.Single(Text(reading.Current).TrimEnd('\n').Split('\n'));
        Assert.False(await reading.MoveNextAsync());
    }

    [Fact]
    public async Task After_the_end_there_is_the_end()
    {
        _simulation.AddFunction("f", Duration.FromSeconds(1));
        _simulation["f"].Invoke();
        _simulation.End();
        using var reader = new JsonLinesReader(new MemoryStream(await Read(_simulation.Feed())), "feed");
        reader.Replay(new EventLog(0));

        Assert.Equal((1, 0, 1_000_000_000), (reader.Functions.Count, reader.Events, reader.End!.Time));
    }

    [Fact]
    public void Followers_change_nothing_of_the_run()
    {
        static string Fingerprint(bool followed)
        {
            using var simulation = new Simulation(new SimulationOptions { Escapes = Escapes.Reject });
            simulation.AddFunction("f", async (LambdaContext c) => await c.Delay(Duration.FromSeconds(1)));
            using var feed = followed ? simulation.Feed() : null;
            simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 300).Select(_ => simulation["f"].InvokeAsync())));
            return simulation.Fingerprint;
        }

        Assert.Equal(Fingerprint(followed: false), Fingerprint(followed: true));
    }

    private static IEnumerable<string> Words(EventLog log) => log.Select(e => RecordText.Of(e, log.Functions, log.Texts));

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);

    private static async Task<byte[]> Read(LogFeed feed)
    {
        var bytes = new MemoryStream();
        await foreach (var batch in feed.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            bytes.Write(batch.Span);
        }

        return bytes.ToArray();
    }
}
