using System.Collections.Immutable;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Buckets;

// Objects that come in parts, as SDKs send large ones by themselves (rule BKT-MULTIPART).
public sealed partial class Bucket
{
    internal const int MostParts = 10_000;
    internal const int SmallestPart = 5 * 1_024 * 1_024;

    private readonly SortedDictionary<string, PartedUpload> _uploads = new(StringComparer.Ordinal);

    /// <summary>Uploads that are neither complete nor aborted, in order of keys, the older first.</summary>
    internal IEnumerable<PartedUpload> Uploads => _uploads.Values.OrderBy(static u => u.Key, KeyOrder.Instance).ThenBy(static u => u.Number);

    internal PartedUpload BeginUpload(string key, ObjectHead head, ImmutableArray<ObjectTag> tags, ChecksumAlgorithm? algorithm, bool? isComposite)
    {
        var (id, number) = _book.NextUpload();
        var upload = new PartedUpload(id, number, key, _book.Host.Now) { Head = head, Tags = tags, Algorithm = algorithm, IsComposite = isComposite ?? algorithm is { FullOnly: false } };
        _uploads.Add(id, upload);
        return upload;
    }

    /// <exception cref="BucketServiceException">There is none, or it is of another key.</exception>
    internal PartedUpload Upload(string key, string id) =>
        _uploads.GetValueOrDefault(id) is { } found && found.Key == key ? found : throw BucketServiceException.NoSuchUpload(id);

    internal UploadedPart PutPart(PartedUpload upload, int number, ReadOnlyMemory<byte> body, Checksum? checksum)
    {
        if (number is < 1 or > MostParts)
        {
            throw BucketServiceException.InvalidArgument(Text.Invariant($"Part number must be an integer between 1 and {MostParts}, inclusive"), "partNumber", Text.Of(number));
        }

        if (checksum is not null && upload.Algorithm is { } wanted && checksum.Algorithm != wanted)
        {
            throw BucketServiceException.InvalidRequest($"Checksum Type mismatch occurred, expected checksum Type: {wanted.Name.ToLowerInvariant()}, actual checksum Type: {checksum.Algorithm.Name.ToLowerInvariant()}");
        }

        // Of an upload with composite checksums each part has one.
        var made = checksum ?? (upload.Algorithm is { } algorithm ? Checksum.Of(algorithm, body.Span) : null);
        return upload.Parts[number] = new UploadedPart(number, body, ChecksumAlgorithm.Md5Hex(body.Span), _book.Host.Now, made);
    }

    internal void AbortUpload(string key, string id) => _uploads.Remove(Upload(key, id).Id);

    /// <summary>Puts the parts together.</summary>
    /// <param name="upload">Whose parts.</param>
    /// <param name="named">The parts that the client names, in its order.</param>
    /// <param name="put">Conditions and checksum of the whole, as the client says them.</param>
    /// <param name="request">Whose request.</param>
    internal StoredObject CompleteUpload(PartedUpload upload, IReadOnlyList<NamedPart> named, CompletedUpload put, BucketRequest request)
    {
        var parts = Named(upload, named);
        var size = parts.Sum(static p => (long)p.Body.Length);
        if (size > BucketBook.LargestObject)
        {
            throw BucketServiceException.TooLarge(size, BucketBook.LargestObject);
        }

        if (put.Size is { } said && said != size)
        {
            throw BucketServiceException.InvalidRequest(Text.Invariant($"The provided 'x-amz-mp-object-size' header value {said} does not match what was computed: {size}"));
        }

        var body = new byte[size];
        var end = 0;
        foreach (var part in parts)
        {
            part.Body.Span.CopyTo(body.AsSpan(end));
            end += part.Body.Length;
        }

        var algorithm = upload.Algorithm ?? put.Checksum?.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
        var whole = upload.IsComposite && parts.All(static p => p.Checksum is not null) ? Checksum.OfParts(algorithm, [.. parts.Select(static p => p.Checksum!)]) : Checksum.Of(algorithm, body);
        if (put.Checksum is { } expected && expected.Value != whole.Value)
        {
            throw BucketServiceException.BadDigest(algorithm.Name.ToLowerInvariant());
        }

        byte[] digests = [.. parts.SelectMany(static p => Convert.FromHexString(p.ETag))];
        var stored = Put(
            new ObjectPut(upload.Key, body)
            {
                Head = upload.Head,
                Tags = upload.Tags,
                Checksum = whole,
                ETag = Text.Invariant($"{ChecksumAlgorithm.Md5Hex(digests)}-{parts.Count}"),
                Parts = [.. parts.Select(static p => new ObjectPart(p.Number, p.Body.Length, p.Checksum))],
                IfMatch = put.IfMatch,
                IfNoneMatch = put.IfNoneMatch,
                Event = BucketEvents.Complete,
            },
            request);
        _uploads.Remove(upload.Id);
        return stored;
    }

    private static List<UploadedPart> Named(PartedUpload upload, IReadOnlyList<NamedPart> named)
    {
        if (named.Count == 0)
        {
            throw BucketServiceException.MalformedXml();
        }

        List<UploadedPart> parts = new(named.Count);
        foreach (var name in named)
        {
            if (parts.Count > 0 && name.Number <= parts[^1].Number)
            {
                throw new BucketServiceException("InvalidPartOrder", 400, "The list of parts was not in ascending order. Parts must be ordered by part number.", ("UploadId", upload.Id));
            }

            if (!upload.Parts.TryGetValue(name.Number, out var part) || name.ETag.Trim('"') != part.ETag || (name.Checksum is { } said && said != part.Checksum?.Value))
            {
                throw new BucketServiceException("InvalidPart", 400,
                    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
                    ("UploadId", upload.Id), ("PartNumber", Text.Of(name.Number)), ("ETag", name.ETag.Trim('"')));
            }

            parts.Add(part);
        }

        return parts.Find(p => p.Body.Length < SmallestPart && p != parts[^1]) is { } small
            ? throw new BucketServiceException("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size",
                ("ProposedSize", Text.Of(small.Body.Length)), ("MinSizeAllowed", Text.Of(SmallestPart)), ("PartNumber", Text.Of(small.Number)), ("ETag", small.ETag))
            : parts;
    }
}

/// <summary>An upload in parts.</summary>
internal sealed record PartedUpload(string Id, long Number, string Key, Instant Begun)
{
    public ObjectHead Head { get; init; } = ObjectHead.None;

    public ImmutableArray<ObjectTag> Tags { get; init; } = [];

    /// <summary>Null: the client named none.</summary>
    public ChecksumAlgorithm? Algorithm { get; init; }

    /// <summary>The whole's checksum is one of the parts' checksums.</summary>
    public bool IsComposite { get; init; }

    public SortedDictionary<int, UploadedPart> Parts { get; } = [];
}

/// <summary>A part that has arrived.</summary>
internal sealed record UploadedPart(int Number, ReadOnlyMemory<byte> Body, string ETag, Instant Modified, Checksum? Checksum);

/// <summary>A part, as the request that ends an upload names it.</summary>
internal readonly record struct NamedPart(int Number, string ETag, string? Checksum);

/// <summary>What the request that ends an upload says beside the parts.</summary>
internal sealed record CompletedUpload
{
    public Checksum? Checksum { get; init; }

    public long? Size { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }
}
