namespace LambdaSim.Wire.S3;

/// <summary>A sub-resource of buckets that is kept as its client wrote it (rule BKT-SETTINGS).</summary>
/// <param name="Sub">The parameter that names it.</param>
/// <param name="Name">In the operations' names.</param>
/// <param name="Root">Of its document.</param>
internal sealed record BucketSetting(string Sub, string Name, string Root)
{
    /// <summary>Of a bucket that has none, in the words of AWS; null: such a bucket has <see cref="Default"/>.</summary>
    public (string Code, string Message)? Missing { get; init; }

    /// <summary>What a new bucket has.</summary>
    public ReadOnlyMemory<byte> Default { get; init; }

    public bool CanBeDeleted { get; init; } = true;

    /// <summary>In words, for the list of what is not acted on; null: it acts.</summary>
    public string? Unsimulated { get; init; }

    public int PutStatus { get; init; } = 200;

    public static IReadOnlyList<BucketSetting> All { get; } =
    [
        new("cors", "Cors", "CORSConfiguration") { Missing = ("NoSuchCORSConfiguration", "The CORS configuration does not exist"), Unsimulated = "cross-origin rules: no browser asks here" },
        new("lifecycle", "LifecycleConfiguration", "LifecycleConfiguration")
        {
            Missing = ("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"), Unsimulated = "lifecycle rules: nothing expires or moves",
        },
        new("encryption", "Encryption", "ServerSideEncryptionConfiguration") { Default = BucketDefaults.Encryption, Unsimulated = "encryption: nothing is encrypted" },
        new("publicAccessBlock", "PublicAccessBlock", "PublicAccessBlockConfiguration")
        {
            Default = BucketDefaults.PublicAccess, Missing = ("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"), Unsimulated = "public access: whoever asks, may",
        },
        new("ownershipControls", "OwnershipControls", "OwnershipControls")
        {
            Default = BucketDefaults.Ownership(BucketDefaults.EnforcedOwnership), Missing = ("OwnershipControlsNotFoundError", "The bucket ownership controls were not found"),
        },
        new("website", "Website", "WebsiteConfiguration")
        {
            Missing = ("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"), Unsimulated = "website: no website is served",
        },
        new("logging", "Logging", "BucketLoggingStatus") { Default = BucketDefaults.Document("BucketLoggingStatus", ""), CanBeDeleted = false, Unsimulated = "access logs: none are written" },
        new("requestPayment", "RequestPayment", "RequestPaymentConfiguration")
        {
            Default = BucketDefaults.Document("RequestPaymentConfiguration", "<Payer>BucketOwner</Payer>"), CanBeDeleted = false, Unsimulated = "request payment: requests have no price here",
        },
        new("accelerate", "AccelerateConfiguration", "AccelerateConfiguration")
        {
            Default = BucketDefaults.Document("AccelerateConfiguration", ""), CanBeDeleted = false, Unsimulated = "transfer acceleration: transfers take no time",
        },
        new("replication", "Replication", "ReplicationConfiguration")
        {
            Missing = ("ReplicationConfigurationNotFoundError", "The replication configuration was not found"), Unsimulated = "replication: nothing is copied",
        },
    ];

    /// <summary>Whether a new bucket has one.</summary>
    public bool HasDefault => !Default.IsEmpty;
}
