using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

/// <summary>A request while it is worked on.</summary>
/// <param name="Input">Its members.</param>
/// <param name="Payload">Its body.</param>
/// <param name="Caller">Whose request.</param>
/// <param name="Request">As it came.</param>
internal sealed record S3Call(JsonObject Input, S3Payload Payload, RequestCaller Caller, WireRequest Request)
{
    private readonly IWireWorld? _world;

    /// <summary>What it reaches, between two events.</summary>
    public IWireWorld World
    {
        get => _world ?? throw new InvalidOperationException("the request has not reached the world yet");
        init => _world = value;
    }

    public BucketBook Book => World.Book<BucketBook>();

    public string BucketName => Text("Bucket")!;

    public string Key => Text("Key")!;

    /// <summary>The bucket that it is about, if the request has come to the right place.</summary>
    public Bucket Bucket
    {
        get
        {
            var bucket = Book.Get(BucketName);
            if (bucket.Region != Caller.Region && Caller.Signature is not { Region: "" })
            {
                throw Elsewhere(bucket);
            }

            return Owned(bucket, Text("ExpectedBucketOwner"));
        }
    }

    public BucketRequest Who => new(S3RequestId.Of(Request.Id), Caller.Account) { By = Request.By };

    public string? Text(string name) => (string?)Input[name];

    public int? Number(string name) => (int?)Input[name];

    /// <summary>The document that is the body; one that was left out has no members.</summary>
    public JsonObject Document(string name) => Input[name] as JsonObject ?? [];

    /// <summary>Structures of a list member.</summary>
    public static IEnumerable<JsonObject> Items(JsonObject document, string name) => document[name] is JsonArray list ? list.OfType<JsonObject>() : [];

    public static Bucket Owned(Bucket bucket, string? owner) => owner is null || owner == bucket.Account ? bucket : throw new BucketServiceException("AccessDenied", 403, "Access Denied");

    // A host without a region leads to the bucket's, where the signature is for another.
    private BucketServiceException Elsewhere(Bucket bucket) => Caller.Host is { Region: null }
        ? new("AuthorizationHeaderMalformed", 400, $"The authorization header is malformed; the region '{Caller.Region}' is wrong; expecting '{bucket.Region}'", ("Region", bucket.Region))
        {
            Headers = [("x-amz-bucket-region", bucket.Region)],
        }
        : new("PermanentRedirect", 301, "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
            ("Endpoint", $"{bucket.Name}.s3.{bucket.Region}.amazonaws.com"), ("Bucket", bucket.Name))
        {
            Headers = [("x-amz-bucket-region", bucket.Region)],
        };
}

/// <summary>Ids of requests in S3's form.</summary>
internal static class S3RequestId
{
    private const int Digits = 16;

    /// <summary>From the id that every request has here.</summary>
    public static string Of(string id)
    {
        var plain = id.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain.Length > Digits ? plain[..Digits] : plain;
    }
}

/// <summary>What an operation answers.</summary>
/// <param name="Output">Members of the answer's document and headers.</param>
internal sealed record S3Answer(JsonObject Output)
{
    /// <summary>A body that is no document of the codec's; null: the members are all.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Of such a body; null: the members say it.</summary>
    public string? ContentType { get; init; }

    /// <summary>Null: the operation's.</summary>
    public int? Status { get; init; }

    public static implicit operator S3Answer(JsonObject output) => new(output);
}

/// <summary>An operation of S3: when it is meant, what its requests and answers look like, what it does.</summary>
/// <param name="Shapes">Its request and answer.</param>
/// <param name="Work">Does it.</param>
internal sealed record S3Operation(WireOperation Shapes, Func<S3Call, S3Answer> Work)
{
    /// <summary>Its requests carry the bytes of an object; other bodies are documents, and smaller.</summary>
    public bool TakesBytes { get; init; }

    /// <summary>The request must carry a checksum or an MD5 of its body.</summary>
    public bool NeedsDigest { get; init; }
}
