using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Sts;

/// <summary>The shapes of STS.</summary>
internal static class StsShapes
{
    public static WireService Service { get; } = new("AWSSecurityTokenServiceV20110615", "2011-06-15") { XmlNamespace = "https://sts.amazonaws.com/doc/2011-06-15/" };

    // The service has words of its own for a duration that is no number.
    public static WireOperation AssumeRole { get; } = new("AssumeRole",
        WireShape.Structure("AssumeRoleRequest", Text("RoleArn"), Text("RoleSessionName"), Text("DurationSeconds")),
        WireShape.Structure("AssumeRoleResult",
            new WireMember("AssumedRoleUser", WireShape.Structure("AssumedRoleUser", Text("AssumedRoleId"), Text("Arn"))),
            new WireMember("Credentials", WireShape.Structure("Credentials", Text("AccessKeyId"), Text("SecretAccessKey"), Text("SessionToken"), new WireMember("Expiration", WireShape.Timestamp)))));

    public static WireOperation GetCallerIdentity { get; } = new("GetCallerIdentity",
        WireShape.Structure("GetCallerIdentityRequest"),
        WireShape.Structure("GetCallerIdentityResult", Text("Arn"), Text("UserId"), Text("Account")));

    private static WireMember Text(string name) => new(name, WireShape.String);
}
