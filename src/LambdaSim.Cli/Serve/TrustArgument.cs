using System.Net;
using LambdaSim.Configuration;
using LambdaSim.Deployed;

namespace LambdaSim.Cli.Serve;

/// <summary>What <c>--trust-uploads NAME</c> or <c>--trust-uploads NAME=CODESHA256</c> says.</summary>
/// <param name="Name">Of functions that clients create.</param>
/// <param name="Sha256">Of the one zip that may run; null: any may.</param>
internal sealed record TrustArgument(string Name, string? Sha256)
{
    /// <param name="texts">The arguments.</param>
    /// <param name="address">Where it is served.</param>
    public static IReadOnlyList<TrustArgument> Read(IEnumerable<string> texts, IPAddress address) => [.. texts.Select(text => Parse(text, address))];

    /// <exception cref="UsageException">The hash is none.</exception>
    public void GiveTo(Simulation simulation)
    {
        try
        {
            simulation.TrustUploads(Name, Sha256);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--trust-uploads {Name}={Sha256}: {e.Message.Split(" (Parameter", 2)[0]}", e);
        }
    }

    private static TrustArgument Parse(string text, IPAddress address)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        try
        {
            FunctionName.Check(name);
        }
        catch (LambdaServiceException e)
        {
            throw new UsageException($"--trust-uploads {text}: {e.Message.Split(": ", 2)[^1]}", e);
        }

        // Whoever reaches the endpoint would run what he likes.
        return equals >= 0 ? new TrustArgument(name, text[(equals + 1)..])
            : IPAddress.IsLoopback(address) ? new TrustArgument(name, null)
            : throw new UsageException(Text.Invariant($"--trust-uploads {text}: other machines reach {address}, and would run their code on this one; name the zip that may run, {name}=CODESHA256, or serve this machine only"));
    }
}
