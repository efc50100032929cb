namespace LambdaSim.Wire;

/// <summary>What a host of AWS says by its name: which service, and where.</summary>
/// <param name="Service">As in a signature's scope.</param>
/// <param name="Region">Null: it has none in its name.</param>
internal sealed record AwsHost(string Service, string? Region)
{
    private static readonly string[] _ends = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"];

    public static bool IsAws(string host) => Array.Exists(_ends, e => host.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null: it is no host of AWS.</summary>
    public static AwsHost? Of(string host)
    {
        var name = host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var port ? host[..port] : host;
        if (Array.Find(_ends, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is not { } end)
        {
            return null;
        }

        var labels = name[..^end.Length].Split('.');
        var service = labels[0].EndsWith("-fips", StringComparison.OrdinalIgnoreCase) ? labels[0][..^5] : labels[0];
        return new AwsHost(service, labels.Length > 1 && RequestCaller.IsRegion(labels[1]) ? labels[1] : null);
    }
}
