using Amazon;
using Amazon.Runtime;

namespace LambdaSim;

/// <summary>Clients of the AWS SDK for .NET that reach a simulation's own Lambda, SQS and STS.</summary>
public static class AwsSdkExtensions
{
    /// <summary>
    /// The configuration of a client that reaches the simulation, on virtual time: region, credentials and transport are there, so that the client looks for
    /// no profile and no metadata server.
    /// </summary>
    /// <typeparam name="T">Of the client, such as <c>AmazonSQSConfig</c>.</typeparam>
    /// <param name="simulation">What the client reaches.</param>
    /// <param name="accountId">Twelve digits: whose client it is; null: the simulation's account.</param>
    /// <param name="region">Such as <c>eu-west-1</c>; null: the simulation's.</param>
    /// <returns>A configuration of its own, which may be changed before a client takes it.</returns>
    /// <exception cref="SimulationConfigException">Account or region are none.</exception>
    /// <remarks>
    /// Retries are off, and the simulation's list of what it does not act on (<see cref="Simulation.Unsimulated"/>) says so: the SDK waits for them in real
    /// time. With a <c>MaxErrorRetry</c> of one's own they are as real as any timer.
    /// </remarks>
    /// <example>
    /// <code>
    /// using var sqs = new AmazonSQSClient(simulation.AwsConfig&lt;AmazonSQSConfig&gt;());
    /// </code>
    /// </example>
    public static T AwsConfig<T>(this Simulation simulation, string? accountId = null, string? region = null)
        where T : ClientConfig, new()
    {
        ArgumentNullException.ThrowIfNull(simulation);
        var credentials = simulation.AwsCredentials(accountId);
        var place = region ?? simulation.Options.Region;
        SimulationOptionsFaults.RequireAddress(accountId ?? simulation.Options.AccountId, place);
        simulation.Host.Note("retries of AWS SDK clients: off, since the SDK waits for them in real time; retry with a delay of context.Time");
        return new T
        {
            DefaultConfigurationMode = DefaultConfigurationMode.Standard,
            RegionEndpoint = RegionEndpoint.GetBySystemName(place),
            DefaultAWSCredentials = credentials,
            HttpClientFactory = new InProcessClientFactory(simulation.CreateHttpHandler()),
            MaxErrorRetry = 0,
            ThrottleRetries = false,
            IgnoreConfiguredEndpointUrls = true,
            UseDualstackEndpoint = false,
            UseFIPSEndpoint = false,
        };
    }

    /// <summary>Credentials of an account of the simulation; the simulation asks for no secret.</summary>
    /// <param name="simulation">What clients reach with them.</param>
    /// <param name="accountId">Twelve digits; null: the simulation's account.</param>
    /// <exception cref="SimulationConfigException">The account is none.</exception>
    public static AWSCredentials AwsCredentials(this Simulation simulation, string? accountId = null)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        var account = accountId ?? simulation.Options.AccountId;
        SimulationOptionsFaults.RequireAddress(account, simulation.Options.Region);

        // An access key of twelve digits is an account's (rule HTTP-ACCOUNT).
        return new BasicAWSCredentials(account, "lambdasim");
    }
}
