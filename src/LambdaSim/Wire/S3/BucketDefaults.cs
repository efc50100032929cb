using System.Collections.Immutable;
using System.Security;
using System.Text;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

/// <summary>Documents of sub-resources that a new bucket has (rule BKT-SETTINGS).</summary>
internal static class BucketDefaults
{
    public const string EnforcedOwnership = "BucketOwnerEnforced";

    public static ReadOnlyMemory<byte> Ownership(string ownership) => Document("OwnershipControls", $"<Rule><ObjectOwnership>{SecurityElement.Escape(ownership)}</ObjectOwnership></Rule>");

    public static ReadOnlyMemory<byte> Encryption { get; } = Document("ServerSideEncryptionConfiguration",
        "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>");

    public static ReadOnlyMemory<byte> PublicAccess { get; } = Document("PublicAccessBlockConfiguration",
        "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>");

    public static ReadOnlyMemory<byte> Acl(string account)
    {
        var owner = $"<ID>{Principal.CanonicalOf(account)}</ID><DisplayName>{account}</DisplayName>";
        return Document("AccessControlPolicy",
            $"<Owner>{owner}</Owner><AccessControlList><Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">{owner}</Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList>");
    }

    public static ReadOnlyMemory<byte> Tagging(ImmutableArray<ObjectTag> tags) =>
        Document("Tagging", $"<TagSet>{string.Concat(tags.Select(static t => $"<Tag><Key>{SecurityElement.Escape(t.Key)}</Key><Value>{SecurityElement.Escape(t.Value)}</Value></Tag>"))}</TagSet>");

    public static ReadOnlyMemory<byte> Document(string root, string inner) =>
        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{S3Shapes.Service.XmlNamespace}\">{inner}</{root}>");
}
