using System.Security.Cryptography;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Neighbours.Topics;

// How messages come in.
public sealed partial class Topic
{
    private const ulong SequenceStep = 1_000, FirstSequence = 10_000_000_000_000_000_000;

    private static readonly Duration _deduplication = Duration.FromMinutes(5);

    private readonly SortedDictionary<string, Published> _remembered = new(StringComparer.Ordinal);
    private readonly Queue<(Instant Until, string Key)> _forgetting = [];
    private int _index = SimEvent.None;
    private ulong _sequence;

    /// <summary>Publishes a message.</summary>
    /// <param name="message">1 to 262,144 bytes in UTF-8, attributes included.</param>
    /// <param name="subject">At most 100 characters; null: none.</param>
    /// <param name="attributes">By name, for filters and subscribers; null: none.</param>
    /// <param name="structure"><c>json</c>: the message is an object with a text for each protocol and <c>default</c>; null: everybody gets the same.</param>
    /// <param name="group">Message group: a FIFO topic needs one, a standard topic hands it to queues.</param>
    /// <param name="deduplicationId">Of a FIFO topic, where it does not make it of the content.</param>
    /// <returns>The message's id.</returns>
    /// <exception cref="AwsServiceException">SNS refuses it.</exception>
    /// <example>
    /// <code>
    /// simulation.Topic("orders").Publish("""{"order":7}""", attributes: new Dictionary&lt;string, MessageAttribute&gt; { ["kind"] = new("String", "paid") });
    /// simulation.RunUntilIdle();
    /// </code>
    /// </example>
    public string Publish(
        string message, string? subject = null, IReadOnlyDictionary<string, MessageAttribute>? attributes = null, string? structure = null, string? group = null, string? deduplicationId = null) =>
        Asked(new PublishRequest(message)
        {
            Subject = subject,
            Structure = structure,
            Attributes = attributes is null ? NothingGiven : attributes.ToDictionary(static a => a.Key, static a => GivenAttribute.Of(a.Value), StringComparer.Ordinal),
            Group = group,
            DeduplicationId = deduplicationId,
            By = Service.Book.Host.Sender,
        });

    private string Asked(PublishRequest request) => Service.Book.Host.Do("sns", "Publish", Name, (Topic: this, Request: request), static s => s.Topic.Publish(s.Request).MessageId);

    /// <summary>Takes a message of a client's (rule SNS-PUBLISH).</summary>
    internal Published Publish(PublishRequest request) => Accept(Check(request), request.By);

    /// <summary>What a request would publish.</summary>
    /// <exception cref="TopicServiceException">SNS refuses it.</exception>
    internal TopicMessage Check(PublishRequest request, int? entry = null)
    {
        PublishRules.CheckSubject(request.Subject);
        var message = PublishRules.RequireMessage(request.Message);
        var attributes = PublishRules.Attributes(request.Attributes, entry);
        PublishRules.CheckSize(MessageAttributes.SizeOf(message, attributes));
        PublishRules.CheckIds(request, IsFifo, Attributes.DeduplicatesByContent);
        return new TopicMessage("", message, Service.Book.Host.Now)
        {
            Subject = request.Subject,
            Attributes = attributes,
            Group = request.Group,
            DeduplicationId = IsFifo ? request.DeduplicationId ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message))) : null,
            Said = MessageStructure.Of(message, request.Structure),
        };
    }

    /// <summary>Takes a message that was checked; a duplicate is answered as the first and goes nowhere (rule SNS-FIFO-DUPLICATES).</summary>
    internal Published Accept(TopicMessage message, Sender by)
    {
        var key = IsFifo ? Attributes.DeduplicatesByGroup ? $"{message.Group} {message.DeduplicationId}" : message.DeduplicationId! : null;
        if (key is not null && FindDuplicate(key) is { } earlier)
        {
            return earlier;
        }

        message = message with
        {
            MessageId = Service.NextMessageId(),
            SequenceNumber = IsFifo ? Text.Invariant($"{FirstSequence + (++_sequence * SequenceStep)}") : null,
        };
        var published = new Published(message.MessageId, message.SequenceNumber);
        if (key is not null)
        {
            _remembered[key] = published;
            _forgetting.Enqueue((message.PublishedAt + _deduplication, key));
        }

        if (Service.Book.Host.KeepsHistory)
        {
            _messages.Add(message);
        }

        TopicDelivery.FanOut(this, message, by);
        return published;
    }

    // It is announced with its first notification, and again after its settings have changed.
    internal int IndexIn(INeighbourLog? log) => log is null || _index != SimEvent.None ? _index : _index = log.Announce(ResourceKind.Topic, Name, Arn, [.. Attributes.Values]);

    private static IReadOnlyDictionary<string, GivenAttribute> NothingGiven { get; } = new SortedDictionary<string, GivenAttribute>(StringComparer.Ordinal).AsReadOnly();

    private Published? FindDuplicate(string key)
    {
        var now = Service.Book.Host.Now;
        while (_forgetting.TryPeek(out var oldest) && oldest.Until <= now)
        {
            _remembered.Remove(_forgetting.Dequeue().Key);
        }

        return _remembered.GetValueOrDefault(key);
    }
}
