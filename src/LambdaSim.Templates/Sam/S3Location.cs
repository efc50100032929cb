using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>Where code or a document lies in S3, as a URI or as bucket and key.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Version">The object's version, or null.</param>
internal sealed record S3Location(Node Bucket, Node Key, Node? Version)
{
    /// <summary>Reads the property of a resource; <paramref name="instead"/> names the property to use where the address is written elsewhere.</summary>
    public static S3Location Read(string id, string property, Node value, string instead = "FunctionCode") => value switch
    {
        MapNode map when !Make.IsNull(map["Bucket"]) && !Make.IsNull(map["Key"]) => new S3Location(map["Bucket"]!, map["Key"]!, map["Version"]),
        MapNode => throw SamFault.Resource(id, $"'{property}' requires Bucket and Key properties to be specified.", value),
        TextNode { Text: var text } when text.Contains("{{resolve:", StringComparison.Ordinal) =>
            throw SamFault.Resource(id, $"Unsupported dynamic reference detected in '{property}'. Please consider using alternative '{instead}' object format.", value),
        TextNode text => Parse(text) ?? throw SamFault.Resource(id, $"'{property}' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.", value),
        _ => throw SamFault.Resource(id, $"'{property}' must be of type dict or string.", value),
    };

    /// <summary>A path of this machine, which <c>package</c> uploads before a template is sent; null where the value is an address.</summary>
    public static TextNode? LocalPath(Node? value) =>
        value is TextNode { Text: var text } path && !text.Contains("://", StringComparison.Ordinal) && !text.Contains("{{resolve:", StringComparison.Ordinal) ? path : null;

    private static S3Location? Parse(TextNode uri)
    {
        const string Scheme = "s3://";
        if (!uri.Text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var path = uri.Text[Scheme.Length..];
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var version = query < 0 ? null : path[(query + 1)..].Split('&').FirstOrDefault(p => p.StartsWith("versionId=", StringComparison.Ordinal))?["versionId=".Length..];
        path = query < 0 ? path : path[..query];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0 || slash == path.Length - 1 || path[..slash].AsSpan().IndexOfAny("[]") >= 0
            ? null
            : new S3Location(new TextNode(path[..slash], uri.Place), new TextNode(path[(slash + 1)..], uri.Place), version is null ? null : new TextNode(version, uri.Place));
    }
}
