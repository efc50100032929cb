using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Resources;

namespace LambdaSim.Wire.Kinesis;

/// <summary>What requests of Kinesis have in common.</summary>
internal static class KinesisCall
{
    public static StreamService Service(TableCall call) => call.World.Book<StreamBook>().At(call.Caller.Account, call.Caller.Region);

    /// <summary>The stream that a request names: by ARN, else by name, else by id (rule KIN-NAMES).</summary>
    public static DataStream Stream(TableCall call) => Where(call) is var (service, name) ? service.Get(name) : ById(call);

    /// <summary>One that can be written and read.</summary>
    public static DataStream Usable(TableCall call) => Where(call) is var (service, name) ? service.Usable(name) : ById(call);

    /// <summary>The stream that a request names, if it was made when the request says: another of the same name is none.</summary>
    public static DataStream StreamOfThen(TableCall call)
    {
        var stream = Stream(call);
        return Timestamps.Read(call.Input["StreamCreationTimestamp"]) is { } at && at.ToUnixTimeMilliseconds() != stream.CreatedAt.ToUnixTimeMilliseconds()
            ? throw StreamException.NoStream(stream.Name, stream.Account) : stream;
    }

    /// <summary>Where a stream is that is named, and its name; null: it is not.</summary>
    public static (StreamService Service, string Name)? Where(TableCall call, string member = "StreamARN")
    {
        const string Prefix = "stream/";
        if (call.Text(member) is not { } text)
        {
            return call.Text("StreamName") is { } name ? (Service(call), name) : null;
        }

        // Its pattern was checked: what follows the name is a consumer's.
        var arn = Arn.TryParse(text, out var parsed) && parsed.Resource.StartsWith(Prefix, StringComparison.Ordinal) ? parsed : throw StreamException.InvalidArgument($"Invalid StreamARN: {text}.");
        return (call.World.Book<StreamBook>().At(arn.Account, arn.Region), arn.Resource[Prefix.Length..].Split('/')[0]);
    }

    public static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);

    public static JsonArray Texts(IEnumerable<string> items) => new([.. items.Select(static i => (JsonNode)i)]);

    public static JsonObject? Done(Action work)
    {
        work();
        return null;
    }

    private static DataStream ById(TableCall call) => call.Text("StreamId") is { } id
        ? Service(call).OfId(id) ?? throw StreamException.NoStream(id, call.Caller.Account)
        : throw StreamException.InvalidArgument("Either StreamName or StreamARN should be provided.");
}
