using System.Collections.Immutable;

namespace LambdaSim.Neighbours.Buckets;

// What requests do to its objects.
public sealed partial class Bucket
{
    private const string Anything = "*";

    internal ObjectStore Objects { get; } = new();

    /// <summary>Whether old versions are kept (rule BKT-VERSIONS).</summary>
    internal Versioning Versioning { get; set; }

    /// <summary>Puts an object (rule BKT-PUT).</summary>
    internal StoredObject Put(ObjectPut put, BucketRequest request)
    {
        RequireCondition(put);
        var stored = new StoredObject(put.Key, put.Body, put.ETag ?? ChecksumAlgorithm.Md5Hex(put.Body.Span), _book.Host.Now)
        {
            Version = NextVersion(),
            Head = put.Head,
            Tags = put.Tags,
            // S3 makes a checksum of each object that comes without (rule BKT-CHECKSUM).
            Checksum = put.Checksum ?? Checksum.Of(ChecksumAlgorithm.Crc64Nvme, put.Body.Span),
            Parts = put.Parts,
        };
        Objects.Add(stored);
        Notify(new BucketEvent(put.Event, put.Key) { Size = stored.Size, ETag = stored.ETag, Version = VersionShown(stored) }, request);
        return stored;
    }

    /// <summary>An object, or the version of it that is asked for.</summary>
    /// <exception cref="BucketServiceException">There is none, or it is a delete marker.</exception>
    internal StoredObject Read(string key, string? version)
    {
        var found = version is null ? Objects.Versions(key) is [.., var newest] ? newest : null
            : IsVersion(version) ? Objects.Find(key, version)
            : throw BucketServiceException.InvalidArgument("Invalid version id specified", "versionId", version);
        if (found is { IsDeleteMarker: false })
        {
            return found;
        }

        if (found is null)
        {
            throw version is null ? BucketServiceException.NoSuchKey(key) : BucketServiceException.NoSuchVersion(key, version);
        }

        (string, string)[] marker = [("x-amz-delete-marker", "true"), ("x-amz-version-id", found.Version)];
        throw version is null ? new BucketServiceException("NoSuchKey", 404, "The specified key does not exist.", ("Key", key)) { Headers = marker }
            : new BucketServiceException("MethodNotAllowed", 405, "The specified method is not allowed against this resource.", ("Method", "GET"), ("ResourceType", "DeleteMarker")) { Headers = marker };
    }

    /// <summary>Deletes an object or a version of it; what is not there is deleted too (rule BKT-DELETE).</summary>
    internal ObjectDeleted Delete(string key, string? version, BucketRequest request)
    {
        if (version is not null)
        {
            if (!IsVersion(version))
            {
                throw BucketServiceException.InvalidArgument("Invalid version id specified", "versionId", version);
            }

            var removed = Objects.Remove(key, version);
            if (removed is not null)
            {
                Notify(new BucketEvent(BucketEvents.Delete, key) { Version = VersionShown(removed) }, request);
            }

            return new(Versioning == Versioning.Off ? null : version, removed is { IsDeleteMarker: true });
        }

        if (Versioning == Versioning.Off)
        {
            // AWS tells of keys that were not there too.
            Objects.Remove(key, StoredObject.NullVersion);
            Notify(new BucketEvent(BucketEvents.Delete, key), request);
            return new(null, false);
        }

        var marker = new StoredObject(key, default, ChecksumAlgorithm.Md5Hex([]), _book.Host.Now) { Version = NextVersion(), IsDeleteMarker = true };
        Objects.Add(marker);
        Notify(new BucketEvent(BucketEvents.Marker, key) { ETag = marker.ETag, Version = VersionShown(marker) }, request);
        return new(marker.Version, true);
    }

    /// <summary>Replaces the tags of an object.</summary>
    internal StoredObject Tag(string key, string? version, ImmutableArray<ObjectTag> tags, BucketRequest request)
    {
        var tagged = Read(key, version) with { Tags = tags };
        Objects.Replace(tagged);
        Notify(new BucketEvent(tags.IsEmpty ? BucketEvents.TagsDelete : BucketEvents.TagsPut, key) { Size = tagged.Size, ETag = tagged.ETag, Version = VersionShown(tagged) }, request);
        return tagged;
    }

    /// <summary>A version as answers and events show it; null: they do not.</summary>
    internal string? VersionShown(StoredObject stored) => Versioning == Versioning.Off || stored.Version == StoredObject.NullVersion ? null : stored.Version;

    // A conditional request is decided and done at one instant, so it meets no other.
    private void RequireCondition(ObjectPut put)
    {
        var present = Objects.Newest(put.Key);
        if (put.IfNoneMatch is { } none)
        {
            if (none != Anything)
            {
                throw new BucketServiceException("NotImplemented", 501, "A header you provided implies functionality that is not implemented", ("Header", "If-None-Match"));
            }

            if (present is not null)
            {
                throw BucketServiceException.PreconditionFailed("If-None-Match");
            }
        }

        if (put.IfMatch is { } match)
        {
            if (present is null)
            {
                throw BucketServiceException.NoSuchKey(put.Key);
            }

            if (match != Anything && match.Trim('"') != present.ETag)
            {
                throw BucketServiceException.PreconditionFailed("If-Match");
            }
        }
    }

    private string NextVersion() => Versioning == Versioning.Enabled ? _book.NextVersion() : StoredObject.NullVersion;

    private static bool IsVersion(string text) => text.Length is > 0 and <= 1_024;
}

/// <summary>Whether a bucket keeps old versions.</summary>
internal enum Versioning
{
    Off,
    Enabled,
    Suspended,
}
