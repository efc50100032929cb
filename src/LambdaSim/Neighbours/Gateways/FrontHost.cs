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

    public static string WithoutPort(string host) => host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var port ? host[..port] : host;

    private static string Label(string host) => host.Split('.')[0];
}
