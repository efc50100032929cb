using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>A bucket of S3: functions read and write it, it tells functions, queues and topics what happens to its objects, and code may come from it.</summary>
public sealed partial class Bucket : IDestinationTarget
{
    private readonly Arn _arn;
    private readonly BucketBook _book;

    internal Bucket(string name, string account, string region, BucketBook book)
    {
        Name = name;
        Account = account;
        Region = region;
        _arn = LambdaSim.Resources.Arn.OfBucket(name);
        _book = book;
        CreatedAt = book.Host.Now;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its ARN, which has neither Region nor account.</summary>
    public string Arn => _arn.ToString();

    /// <summary>The keys of its objects, in S3's order: of their bytes.</summary>
    public IReadOnlyList<string> Keys => [.. Objects.Keys];

    internal string Account { get; }

    internal string Region { get; }

    internal Instant CreatedAt { get; }

    /// <summary>Its sub-resources that clients configured.</summary>
    internal BucketSettings Settings { get; } = new();

    /// <summary>Puts an object, as its owner: what the bucket notifies is notified.</summary>
    /// <param name="key">Its name, 1 to 1,024 bytes in UTF-8.</param>
    /// <param name="text">Written as UTF-8.</param>
    /// <param name="contentType">Told to who reads it.</param>
    /// <exception cref="AwsServiceException">S3 would refuse the key.</exception>
    /// <example>
    /// <code>
    /// simulation.AddBucket("uploads").Put("orders/1.json", """{"total":3}""");
    /// </code>
    /// </example>
    public BucketObject Put(string key, string text, string contentType = ObjectHead.DefaultType)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Put(key, Encoding.UTF8.GetBytes(text).AsMemory(), contentType);
    }

    /// <summary>Puts an object, as its owner: what the bucket notifies is notified.</summary>
    /// <param name="key">Its name, 1 to 1,024 bytes in UTF-8.</param>
    /// <param name="bytes">Copied.</param>
    /// <param name="contentType">Told to who reads it.</param>
    /// <exception cref="AwsServiceException">S3 would refuse the key.</exception>
    public BucketObject Put(string key, ReadOnlySpan<byte> bytes, string contentType = ObjectHead.DefaultType) => Put(key, bytes.ToArray().AsMemory(), contentType);

    /// <summary>An object as it is now.</summary>
    /// <exception cref="ResourceNotFoundException">There is none; the message names the nearest keys.</exception>
    /// <example>
    /// <code>
    /// Assert.Equal("42", simulation.Bucket("reports").Get("daily/2026-01-01.txt").Text);
    /// </code>
    /// </example>
    public BucketObject Get(string key) => Find(key) ?? throw NearestName.NotFound("object", $"{Name}/{key}", Keys);

    /// <summary>An object as it is now; null: there is none.</summary>
    public BucketObject? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _book.Host.Do("s3", "GetObject", Name, (Bucket: this, Key: key), static s => s.Bucket.Objects.Newest(s.Key) is { } found ? new BucketObject(found) : null);
    }

    /// <summary>Deletes an object, as its owner; one that is not there is no error, as with AWS.</summary>
    public void Delete(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _book.Host.Do("s3", "DeleteObject", Name, (Bucket: this, Key: key), static s => s.Bucket.Delete(s.Key, null, s.Bucket._book.OwnRequest(s.Bucket)));
    }

    /// <inheritdoc/>
    public override string ToString() => Text.Invariant($"{Name}: {Keys.Count} objects");

    private BucketObject Put(string key, ReadOnlyMemory<byte> body, string contentType)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        BucketNames.CheckKey(key);
        var put = new ObjectPut(key, body) { Head = ObjectHead.None with { ContentType = contentType } };
        return _book.Host.Do("s3", "PutObject", Name, (Bucket: this, Put: put), static s => new BucketObject(s.Bucket.Put(s.Put, s.Bucket._book.OwnRequest(s.Bucket))));
    }
}
