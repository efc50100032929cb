namespace LambdaSim.Neighbours.Gateways;

/// <summary>Whether a host is a front end's: itself, its first label below <c>localhost</c>, or that label alone (rule HTTP-FRONT).</summary>
internal static class FrontHost
{
    public static bool Is(string domain, string host)
    {
        var name = WithoutPort(host);
        var isLabel = !name.Contains('.', StringComparison.Ordinal) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return isLabel ? Label(domain).Equals(Label(name), StringComparison.OrdinalIgnoreCase) : domain.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The first part of a path, decoded: where an API's stage stands.</summary>
    public static string FirstPart(string rawPath)
    {
        var end = rawPath.IndexOf('/', Math.Min(1, rawPath.Length));
        return Uri.UnescapeDataString(end < 0 ? rawPath.TrimStart('/') : rawPath[1..end]);
    }

    public static string WithoutPort(string host) => host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var port ? host[..port] : host;

    public static string Label(string host) => host.Split('.')[0];
}
