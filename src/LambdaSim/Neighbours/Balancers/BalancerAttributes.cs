namespace LambdaSim.Neighbours.Balancers;

/// <summary>Attributes of load balancers with AWS's defaults. One acts: protection from deletion.</summary>
internal static class BalancerAttributes
{
    public const string Protection = "deletion_protection.enabled";

    private const string False = "false", True = "true";

    public static IReadOnlyList<KeyValuePair<string, string>> Defaults { get; } =
    [
        new("access_logs.s3.bucket", ""), new("access_logs.s3.enabled", False), new("access_logs.s3.prefix", ""), new("client_keep_alive.seconds", "3600"), new("connection_logs.s3.bucket", ""),
        new("connection_logs.s3.enabled", False), new("connection_logs.s3.prefix", ""), new(Protection, False), new("idle_timeout.timeout_seconds", "60"),
        new("load_balancing.cross_zone.enabled", True), new("routing.http.desync_mitigation_mode", "defensive"), new("routing.http.drop_invalid_header_fields.enabled", False),
        new("routing.http.preserve_host_header.enabled", False), new("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", False), new("routing.http.xff_client_port.enabled", False),
        new("routing.http.xff_header_processing.mode", "append"), new("routing.http2.enabled", True), new("waf.fail_open.enabled", False), new("zonal_shift.config.enabled", False),
    ];

    /// <exception cref="BalancerException">There is no such attribute.</exception>
    public static void Set(Balancer balancer, string key, string value)
    {
        if (Of(key) == value)
        {
            balancer.Attributes.Remove(key);
        }
        else
        {
            balancer.Attributes[key] = value;
        }
    }

    /// <exception cref="BalancerException">There is no such attribute.</exception>
    public static string Of(string key) => Defaults.FirstOrDefault(d => d.Key == key).Value ?? throw BalancerException.Invalid($"Load balancer attribute key '{key}' is not recognized");
}
