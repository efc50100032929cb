namespace LambdaSim.AspNetCore;

/// <summary>How an endpoint reads requests and lets time pass.</summary>
public sealed class LambdaSimEndpointOptions
{
    /// <summary>Account of requests whose access key names none (rule HTTP-ACCOUNT); null: the simulation's.</summary>
    public string? Account { get; set; }

    /// <summary>Region of requests without a signature (rule HTTP-REGION); null: the simulation's.</summary>
    public string? Region { get; set; }

    /// <summary>Refuse requests whose signature is missing or wrong (rule HTTP-VERIFY). Dates are not checked: clients sign with real time.</summary>
    public bool VerifySignatures { get; set; }

    /// <summary>The keys that signatures are verified with.</summary>
    public IList<LambdaSimCredential> Credentials { get; } = [];

    /// <summary>Longest real time in which a request's body must have arrived (rule HTTP-BODY).</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How virtual time passes.</summary>
    public EndpointClock Clock { get; set; } = EndpointClock.Auto;

    /// <summary>Whether stand-ins may call back programs on other machines; otherwise only on this one's loopback address.</summary>
    public bool AllowRemoteCallbacks { get; set; }

    /// <summary>
    /// Functions whose code is processes that somebody starts, by name, with the loopback port at which they poll the Lambda Runtime API; port 0: any.
    /// Each process that polls can be one environment. Runs with them are not reproducible.
    /// </summary>
    public IDictionary<string, int> Runtimes { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Virtual seconds that pass for each real one in which such a process works; 0: virtual time stands still meanwhile. A clock that follows real
    /// time has its own pace for them too.
    /// </summary>
    public double RuntimePace { get; set; } = 1;

    /// <summary>
    /// Names of hosts that requests may be for, beside localhost and addresses (rule HTTP-HOST); <c>*</c>: any. The check keeps pages of a browser
    /// away, which could reach this machine by a name of their own.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    internal void Check()
    {
        RuntimeApi.RuntimeArgument.Check(Runtimes, RuntimePace);
        if (Clock is null)
        {
            throw new ArgumentException("Clock is null; leave it out for EndpointClock.Auto.");
        }

        if (BodyTimeout <= TimeSpan.Zero)
        {
            throw new ArgumentException("BodyTimeout must be longer than nothing.");
        }

        if (VerifySignatures && Credentials.Count == 0)
        {
            throw new ArgumentException("VerifySignatures is set, but Credentials is empty: every request would be refused. Add the keys that clients sign with.");
        }

        if (Account is { } account && !Wire.RequestCaller.IsAccount(account))
        {
            throw new ArgumentException($"Account is '{account}'; AWS's have twelve digits.");
        }

        if (Region is { } region && !Resources.AwsHost.IsRegion(region))
        {
            throw new ArgumentException($"Region is '{region}'; it must be a name such as us-east-1.");
        }
    }
}
