using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class EventLogTests
{
    [Fact]
    public void It_keeps_records_across_its_chunks_in_order()
    {
        var events = RandomEvents.Make(count: 10_000, functions: 1).ToArray();
        var story = new Story().Function("f");
        foreach (var e in events)
        {
            story.Add(e);
        }

        var log = story.Tell(new EventLog(story.Seed), batch: 777);
        Assert.Equal(events, log);
        Assert.Equal(events[9_999], log[9_999]);
        Assert.Throws<ArgumentOutOfRangeException>(() => log[10_000]);
    }

    [Fact]
    public void Replayed_it_gives_the_run_again()
    {
        var story = Story.OfEverything();
        var log = story.Tell(new EventLog(story.Seed));
        using var again = new Fingerprint(log.Seed, semantics: 1);
        log.Replay(again);
        Assert.Equal(story.Print(), again.Value);
    }
}
