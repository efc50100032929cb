namespace LambdaSim.Woven.Network;

/// <summary>The boundary between parts is drawn from the environment's own stream.</summary>
[Redirects(typeof(MultipartContent))]
public static class MultipartContentShims
{
    [Constructor]
    public static MultipartContent New() => New("mixed");

    [Constructor]
    public static MultipartContent New(string subtype) => WovenEnvironment.Current is { } environment ? new MultipartContent(subtype, environment.NewGuid().ToString()) : new MultipartContent(subtype);
}

[Redirects(typeof(MultipartFormDataContent))]
public static class MultipartFormDataContentShims
{
    [Constructor]
    public static MultipartFormDataContent New() => WovenEnvironment.Current is { } environment ? new MultipartFormDataContent(environment.NewGuid().ToString()) : [];
}

[Redirects(typeof(System.Net.Dns))]
public static class DnsShims
{
    public static string GetHostName() => WovenEnvironment.OfProcess is null ? System.Net.Dns.GetHostName() : Process.EnvironmentShims.MachineName;
}
