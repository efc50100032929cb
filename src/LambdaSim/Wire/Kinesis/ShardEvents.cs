using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Kinesis;

/// <summary>A subscription as the events that its client gets.</summary>
internal sealed class ShardEvents(Shard shard, ShardSubscription subscription) : IEventSource
{
    public string Type => "SubscribeToShardEvent";

    public WireShape Shape => KinesisShapes.SubscriptionEvent;

    public Action? Next(Action<JsonObject?> take) => subscription.Next(page => take(page is null ? null : Shown(page)));

    private JsonObject Shown(RecordPage page)
    {
        var shown = new JsonObject
        {
            ["Records"] = KinesisRecords.Shown(shard.Stream, page.Records),
            ["ContinuationSequenceNumber"] = shard.NumberBefore(page.Next).ToString(),
            ["MillisBehindLatest"] = page.MillisBehind,
        };
        if (page.IsEnd)
        {
            shown["ChildShards"] = KinesisRecords.Children(shard);
        }

        return shown;
    }
}
