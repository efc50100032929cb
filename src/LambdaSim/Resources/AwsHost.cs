namespace LambdaSim.Resources;

/// <summary>What a host of AWS says by its name: which service, and where.</summary>
/// <param name="Service">As in a signature's scope.</param>
/// <param name="Region">Null: it has none in its name.</param>
internal sealed record AwsHost(string Service, string? Region)
{
    private static readonly string[] _ends = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"];

    public static bool IsAws(string host) => Array.Exists(_ends, e => host.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a text has the form of a Region's name, such as <c>us-east-1</c>.</summary>
    public static bool IsRegion(string text) =>
        text.Length is > 4 and < 32 && char.IsAsciiLetterLower(text[0]) && char.IsAsciiDigit(text[^1]) && text.Contains('-', StringComparison.Ordinal)
        && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Whether a label of a host names S3: <c>s3</c>, <c>s3-fips</c>, and in old hosts <c>s3-REGION</c>.</summary>
    public static bool IsS3(string label) => label.Equals("s3", StringComparison.OrdinalIgnoreCase) || label is "s3-fips" or "s3-accelerate" || (label.StartsWith("s3-", StringComparison.Ordinal) && IsRegion(label[3..]));

    /// <summary>Null: it is no host of AWS.</summary>
    public static AwsHost? Of(string host)
    {
        var name = host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var port ? host[..port] : host;
        if (Array.Find(_ends, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is not { } end)
        {
            return null;
        }

        var labels = name[..^end.Length].Split('.');
        if (Array.FindLastIndex(labels, IsS3) is >= 0 and var bucketEnd)
        {
            // What stands before it is a bucket's name.
            var region = labels.Skip(bucketEnd + 1).FirstOrDefault(IsRegion);
            return new AwsHost("s3", region ?? (labels[bucketEnd].StartsWith("s3-", StringComparison.OrdinalIgnoreCase) && IsRegion(labels[bucketEnd][3..]) ? labels[bucketEnd][3..] : null));
        }

        var service = labels[0].EndsWith("-fips", StringComparison.OrdinalIgnoreCase) ? labels[0][..^5] : labels[0];
        return new AwsHost(service, labels.Length > 1 && IsRegion(labels[1]) ? labels[1] : null);
    }
}
