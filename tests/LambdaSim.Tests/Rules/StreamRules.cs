namespace LambdaSim.Tests.Rules;

internal static class StreamRules
{
    public static RuleTopic Topic { get; } = new(
        "Streams",
        "Amazon Kinesis Data Streams.",
        [
            new("KIN-WIRE", "documented by others",
                "Requests come as JSON or in AWS's older CBOR, where bytes are bytes and times are milliseconds; operations that answer nothing have an empty body"),
            new("KIN-NAMES", "documented",
                "A stream is named by its ARN, else by its name, else by its id"),
            new("KIN-CREATE", "documented; that it is active at once: chosen, StreamDwell",
                "A stream has a name of 1 to 128 letters, digits, underscores, dots and hyphens, and so many shards, or is on demand and has none of its choice"),
            new("KIN-QUOTAS", "documented",
                "An account has at most 20,000 open shards and 50 streams on demand in a Region; more are refused before anything is done, however many are asked for"),
            new("KIN-TAGS", "documented; documented by others",
                "A stream or consumer has at most 50 tags of letters, digits, spaces and a few signs; a bad one changes nothing"),
            new("KIN-STATES", "documented; how long they last: chosen, StreamDwell",
                "A stream is CREATING, UPDATING or DELETING for a while; only an ACTIVE one is changed; one that is CREATING is as none for whoever writes or reads"),
            new("KIN-RANGES", "documented by others",
                "Shards share the hash keys evenly, each a whole number of them, and the last one takes the rest; ids count from 0"),
            new("KIN-SEQUENCE", "documented by others",
                "Sequence numbers have 56 digits and rise in each shard; they tell shard and second, and are worth nothing elsewhere"),
            new("KIN-SHARD-CHOICE", "documented",
                "A record goes to the open shard that has the MD5 of its partition key, or the hash key that is given in its place"),
            new("KIN-RECORD-SIZE", "documented; the words between 1 and 10 MiB: chosen",
                "Data and key of a record have at most 1 MiB, or what the stream was told up to 10 MiB; a batch has 1 to 500 records and 10 MiB"),
            new("KIN-WRITE-LIMITS", "documented; the reserve of 10 MiB that fills in a minute: chosen",
                "An open shard takes 1,000 records and 1 MiB a second; a record that is larger draws on a reserve. Of a batch those that are too much fail alone"),
            new("KIN-READ-LIMITS", "documented; that both are buckets: chosen",
                "A shard gives 5 answers and 2 MiB a second, and 10 MiB at once, after which it gives nothing for 5 s; iterators are given 5 times a second"),
            new("KIN-ITERATOR", "documented, documented by others",
                "An iterator is opaque and good for 5 minutes; what is none, has expired, or is of a shard that is no more, is refused in AWS's words"),
            new("KIN-ITERATOR-TYPES", "documented, documented by others",
                "Readers begin at the oldest record, behind the newest, at an instant that has been, or at or after a number of this very shard"),
            new("KIN-GET-RECORDS", "documented; that the end has a page of its own: documented by others",
                "A page has at most 10,000 records and 10 MiB and tells how old the next record is; a closed shard ends with an empty page that names its children and gives no iterator"),
        ]);
}
