namespace LambdaSim.Tests.Rules;

internal static class BrokerMappingRules
{
    public static RuleTopic Topic { get; } = new(
        "Event source mappings of Kafka, brokers and change streams",
        "How AWS reads topics, queues of brokers and change streams, which are in memory here. What is not said is as for streams.",
        [
            new("CTL-MAPPING-BROKER", "documented (event-source-mappings.md 1.3); the words: chosen after the recorded ones of other members",
                "A mapping of Kafka has one topic, of a broker one queue, of DocumentDB a database, and none of what is another kind's"),
            new("CTL-MAPPING-ACCESS", "documented (event-source-mappings.md 1.3); which types a kind has, and the words: chosen",
                "Access configurations are of types that the kind has and name what they mean; brokers and databases need a secret"),
            new("CTL-MAPPING-GROUP", "documented (event-source-mappings.md 8); the words: chosen",
                "A consumer group has 1 to 200 letters, digits and a few signs, and one mapping of its cluster"),
            new("KFK-EVENT", "documented (event-source-mappings.md 8)",
                "The event of a topic names cluster and servers, or only servers where the cluster is self-managed, and has the records under topic and partition, with key and value in Base64 and headers as bytes"),
            new("KFK-BATCH", "documented (event-source-mappings.md 1.3, 2, 8); that a batch has one partition, that records are seen at once, and that a topic may come after its mapping: chosen",
                "A batch has records of one partition in order, as many as its size and 6 MiB of event allow, gathered for 500 ms where no window is set; partitions are read at the same time"),
            new("KFK-GROUP", "documented (event-source-mappings.md 8); that the mapping's place is the group's from its first record on: chosen",
                "Offsets of what is done with are committed for the consumer group, the mapping's UUID where none is given; where the group has committed offsets a mapping goes on there, wherever it was to start"),
            new("KFK-RETRY", "documented (event-source-mappings.md 8; kafka-retry-configurations)",
                "A batch that fails is tried again until it succeeds or its records expire, and holds its partition; where a destination is told of failures and nothing is said of retries, ten times"),
            new("KFK-PARTIAL", "documented (kafka-retry-configurations); that the offset alone counts: chosen",
                "With ReportBatchItemFailures a function names a failed record by partition and offset; it and all behind it are tried again"),
            new("KFK-FILTER", "documented (event-source-mappings.md 3.2)",
                "Filters look at the record, with key and value, or a message's data, as text or JSON; a part that is of another form than the pattern means does not count"),
            new("KFK-DESTINATION", "documented (kafka-on-failure); bytes of the event as payloadSize, the first record as recordInfo: chosen",
                "A destination on failure is told of records of a topic under KafkaBatchInfo; kafka:// names another topic of the same cluster"),
            new("AMQ-EVENT", "documented (event-source-mappings.md 9); order of members as documented, values that nobody sets: chosen",
                "The event of ActiveMQ has its messages, that of RabbitMQ has them under queue and virtual host, with the data in Base64"),
            new("AMQ-BATCH", "documented (event-source-mappings.md 1.3, 2, 7, 9); that the batches of ActiveMQ take turns: chosen",
                "A batch of a queue is gathered from its first message on, for 500 ms where no window is set; five batches of ActiveMQ are under way at a time, one of RabbitMQ; a message larger than 6 MiB of event is dropped"),
            new("AMQ-RETRY", "documented (event-source-mappings.md 9); that messages of memory never expire, and that redelivered stays false: chosen",
                "A batch of a queue that fails is tried again as a whole until it succeeds; a mapping made later goes on behind what is done with"),
            new("DOC-EVENT", "documented (event-source-mappings.md 9)",
                "The event of a change stream has each change under event, with the document as it was inserted or replaced, and as it is after an update where UpdateLookup asks for it"),
            new("DOC-BATCH", "documented (event-source-mappings.md 1.3, 2, 9); three hours, DocumentDB's default: chosen",
                "A batch of changes is gathered from its first change on, for 500 ms where no window is set, in order; it is tried again until it succeeds or the changes are three hours old; a change larger than 6 MiB of event is dropped"),
            new("DOC-START", "documented (event-source-mappings.md 9)",
                "A change stream is read from its oldest change, from its newest or from an instant, of a collection or of all of a database"),
        ]);
}
