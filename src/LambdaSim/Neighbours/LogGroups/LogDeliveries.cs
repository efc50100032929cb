using System.IO.Compression;
using System.Text.Json;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.LogGroups;

/// <summary>
/// Sends what functions log to subscriptions: lines of one stream together, some seconds after the call that wrote them has ended (rule LOG-DELIVERY).
/// </summary>
internal sealed class LogDeliveries(LogBook book, Courier courier)
{
    private const int IdLength = 56;

    private static readonly Duration _latency = Duration.FromSeconds(5);

    private readonly List<LoggedLine> _lines = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly ulong _ids = Draw.Stream(courier.Host.Seed, Purpose.LogEventId, 0);
    private ulong _sent;
    private bool _isArmed;

    /// <summary>Has all lines so far told.</summary>
    public Action Catch { get; set; } = static () => { };

    /// <summary>A function has written a line.</summary>
    public void Take(LoggedLine line)
    {
        if (book.Existing(line.Account, line.Region)?.Find(line.Group) is { Subscriptions.Count: > 0 })
        {
            _lines.Add(line);
        }
    }

    public void CallEnded()
    {
        if (!_isArmed)
        {
            _isArmed = true;
            _ = courier.Host.Later(_latency, Send, keepsAlive: true);
        }
    }

    private void Send()
    {
        _isArmed = false;
        Catch();
        var lines = _lines.ToList();
        _lines.Clear();
        foreach (var stream in lines.GroupBy(static l => (l.Account, l.Region, l.Group, l.Stream)))
        {
            var (account, region, name, streamName) = stream.Key;
            if (book.Existing(account, region)?.Find(name) is { } found)
            {
                foreach (var filter in found.Subscriptions.Values)
                {
                    Send(found, filter, streamName, [.. stream.Where(l => l.At >= filter.CreatedAt && filter.Pattern.Matches(l.Text))]);
                }
            }
        }
    }

    private void Send(LogGroup source, SubscriptionFilter filter, string stream, List<LoggedLine> lines)
    {
        if (lines.Count == 0 || !Arn.TryParse(filter.DestinationArn, out var destination) || destination.Service != Arn.Lambda)
        {
            return;
        }

        // The last call that is among them led to it: a circle is bounded through it.
        var last = lines.FindLastIndex(static l => l.Invocation != SimEvent.None);
        var writer = last < 0 ? (Function: SimEvent.None, Invocation: SimEvent.None) : (lines[last].Function, lines[last].Invocation);
        courier.Send(new Parcel
        {
            From = IndexOf(source),
            Target = filter.DestinationArn,
            Body = Event(source, filter, stream, lines),
            Policy = LogRetries.Policy,
            RequestId = DeterministicGuid.At(_ids, _sent).ToString("D"),
            By = Sender.Service with { Chain = filter.Chain, Function = writer.Function, Invocation = writer.Invocation },
            Principal = $"logs.{source.Arn.Region}.amazonaws.com",
            Source = $"{source.Arn}:*",
        });
    }

    private byte[] Event(LogGroup source, SubscriptionFilter filter, string stream, List<LoggedLine> lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new Utf8JsonWriter(gzip))
        {
            writer.WriteStartObject();
            writer.WriteString("messageType", "DATA_MESSAGE");
            writer.WriteString("owner", source.Arn.Account);
            writer.WriteString("logGroup", source.Name);
            writer.WriteString("logStream", stream);
            writer.WriteStartArray("subscriptionFilters");
            writer.WriteStringValue(filter.Name);
            writer.WriteEndArray();
            writer.WriteStartArray("logEvents");
            foreach (var line in lines)
            {
                writer.WriteStartObject();
                writer.WriteString("id", NextId());
                writer.WriteNumber("timestamp", line.At.ToUnixTimeMilliseconds());
                writer.WriteString("message", line.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetBytes($$$"""{"awslogs":{"data":"{{{Convert.ToBase64String(packed.ToArray())}}}"}}""");
    }

    // AWS's have 56 digits.
    private string NextId()
    {
        var (high, low) = (Draw.At(_ids, (_sent * 2) + (1ul << 40)), Draw.At(_ids, (_sent * 2) + 1 + (1ul << 40)));
        _sent++;
        return Text.Invariant($"3{high:D20}{low:D20}").PadRight(IdLength, '0');
    }

    private int IndexOf(LogGroup source)
    {
        if (courier.Host.Log is not { } log)
        {
            return SimEvent.None;
        }

        var arn = source.Arn.ToString();
        if (!_indices.TryGetValue(arn, out var index))
        {
            _indices.Add(arn, index = log.Announce(ResourceKind.LogGroup, source.Name, arn, []));
        }

        return index;
    }
}

/// <summary>A line of a function's log.</summary>
/// <param name="Account">Of the group.</param>
/// <param name="Region">Of the group.</param>
/// <param name="Group">Its name.</param>
/// <param name="Stream">One for each environment.</param>
/// <param name="At">When it was written.</param>
/// <param name="Text">Without line break.</param>
/// <param name="Function">Index of the version that wrote it.</param>
/// <param name="Invocation">The call that wrote it, or <see cref="SimEvent.None"/>.</param>
internal readonly record struct LoggedLine(string Account, string Region, string Group, string Stream, Instant At, string Text, int Function, int Invocation);

/// <summary>CloudWatch Logs tries for up to a day; AWS publishes no curve, here waits double from 1 s to 5 min (rule LOG-DELIVERY).</summary>
internal static class LogRetries
{
    public static HandoverPolicy Policy { get; } = HandoverPolicy.Doubling(Duration.Zero, int.MaxValue, Duration.FromDays(1));
}
