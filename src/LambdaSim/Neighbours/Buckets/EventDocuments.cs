using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>What S3 writes to those whom it tells (rules BKT-EVENT, BKT-TEST-EVENT and BKT-EVENTBRIDGE).</summary>
internal static class EventDocuments
{
    private static readonly InstantPattern _time = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.fff'Z'");

    // Letters of any language stand as they are.
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An event for a topic, queue or function.</summary>
    public static byte[] Records(Bucket bucket, NotificationRule rule, BucketEvent happened, BucketRequest request, Instant now) => Write(json =>
    {
        json.WriteStartArray("Records");
        json.WriteStartObject();
        json.WriteString("eventVersion", happened.FormatVersion);
        json.WriteString("eventSource", "aws:s3");
        json.WriteString("awsRegion", bucket.Region);
        json.WriteString("eventTime", _time.Format(now));
        json.WriteString("eventName", happened.Type);
        Identity(json, "userIdentity", $"AWS:{Principal.OfUser(request.Account)}");
        json.WriteStartObject("requestParameters");
        json.WriteString("sourceIPAddress", request.SourceAddress);
        json.WriteEndObject();
        json.WriteStartObject("responseElements");
        json.WriteString("x-amz-request-id", request.RequestId);
        json.WriteString("x-amz-id-2", request.HostId);
        json.WriteEndObject();
        json.WriteStartObject("s3");
        json.WriteString("s3SchemaVersion", "1.0");
        json.WriteString("configurationId", rule.Id);
        json.WriteStartObject("bucket");
        json.WriteString("name", bucket.Name);
        Identity(json, "ownerIdentity", Principal.OfOwner(bucket.Account));
        json.WriteString("arn", bucket.Arn);
        json.WriteEndObject();
        json.WriteStartObject("object");
        json.WriteString("key", FormKey(happened.Key));
        Optional(json, "size", happened.Size);
        Optional(json, "eTag", happened.ETag);
        Optional(json, "versionId", happened.Version);
        Optional(json, "sequencer", happened.SequencerText);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>What a queue or topic gets when it is configured; a function gets none.</summary>
    public static byte[] Test(Bucket bucket, BucketRequest request, Instant now) => Write(json =>
    {
        json.WriteString("Service", "Amazon S3");
        json.WriteString("Event", "s3:TestEvent");
        json.WriteString("Time", _time.Format(now));
        json.WriteString("Bucket", bucket.Name);
        json.WriteString("RequestId", request.RequestId);
        json.WriteString("HostId", request.HostId);
    });

    /// <summary>What an event is called on a bus; null: there is no such event.</summary>
    public static string? DetailType(BucketEvent happened) => happened.Type switch
    {
        BucketEvents.Put or BucketEvents.Copy or BucketEvents.Complete => "Object Created",
        BucketEvents.Delete or BucketEvents.Marker => "Object Deleted",
        BucketEvents.TagsPut => "Object Tags Added",
        BucketEvents.TagsDelete => "Object Tags Deleted",
        _ => null,
    };

    /// <summary>The detail of an event on a bus.</summary>
    public static byte[] Detail(Bucket bucket, BucketEvent happened, BucketRequest request) => Write(json =>
    {
        json.WriteString("version", "0");
        json.WriteStartObject("bucket");
        json.WriteString("name", bucket.Name);
        json.WriteEndObject();
        json.WriteStartObject("object");
        json.WriteString("key", happened.Key);
        Optional(json, "size", happened.Size);
        Optional(json, "etag", happened.ETag);
        Optional(json, "version-id", happened.Version);
        Optional(json, "sequencer", happened.SequencerText);
        json.WriteEndObject();
        json.WriteString("request-id", request.RequestId);
        json.WriteString("requester", request.Account);
        json.WriteString("source-ip-address", request.SourceAddress);
        if (Reason(happened) is { } reason)
        {
            json.WriteString("reason", reason);
        }

        if (happened.Type is BucketEvents.Delete or BucketEvents.Marker)
        {
            json.WriteString("deletion-type", happened.Type == BucketEvents.Marker ? "Delete Marker Created" : "Permanently Deleted");
        }
    });

    /// <summary>A key as events have it: as forms write it, a slash as it is.</summary>
    public static string FormKey(string key) =>
        string.Join('/', key.Split('/').Select(static p => Uri.EscapeDataString(p).Replace("%20", "+", StringComparison.Ordinal)));

    private static string? Reason(BucketEvent happened) => happened.Type switch
    {
        BucketEvents.Put => "PutObject",
        BucketEvents.Copy => "CopyObject",
        BucketEvents.Complete => "CompleteMultipartUpload",
        BucketEvents.Delete or BucketEvents.Marker => "DeleteObject",
        _ => null,
    };

    private static void Identity(Utf8JsonWriter json, string name, string principal)
    {
        json.WriteStartObject(name);
        json.WriteString("principalId", principal);
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Optional(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _plain))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}

/// <summary>Ids by which S3 tells accounts and users: made from the account's number, so that they are always the same.</summary>
internal static class Principal
{
    private const int OwnerLetters = 13, UserLetters = 17;

    /// <summary>The 64 hexadecimal digits of an owner in access control lists.</summary>
    public static string CanonicalOf(string account) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"owner {account}")));

    public static string OfOwner(string account) => "A" + Letters(account, OwnerLetters);

    public static string OfUser(string account) => "AIDA" + Letters($"user {account}", UserLetters);

    private static string Letters(string of, int count)
    {
        const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        return string.Create(count, Randomness.StableHash.Of(of), static (text, stream) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Base32[(int)(Randomness.Draw.At(stream, (ulong)i) % (ulong)Base32.Length)];
            }
        });
    }
}
