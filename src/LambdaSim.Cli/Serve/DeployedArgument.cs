using LambdaSim.Configuration;
using LambdaSim.Deployed;

namespace LambdaSim.Cli.Serve;

/// <summary>What <c>--deployed NAME=FOLDER::HANDLER</c> says.</summary>
/// <param name="Name">Of functions that clients create.</param>
/// <param name="Folder">Build output of a .NET project.</param>
/// <param name="Handler">Its handler string.</param>
internal sealed record DeployedArgument(string Name, string Folder, string Handler)
{
    private const string Separator = "::";

    /// <param name="texts">The arguments.</param>
    /// <param name="from">Folder that relative ones are below.</param>
    public static IReadOnlyList<DeployedArgument> Read(IEnumerable<string> texts, string from)
    {
        List<DeployedArgument> read = [];
        foreach (var text in texts)
        {
            var argument = Parse(text, from);
            if (read.Exists(d => d.Name == argument.Name))
            {
                throw new UsageException($"--deployed {text}: {argument.Name} has a build output already; give each function one");
            }

            read.Add(argument);
        }

        return read;
    }

    /// <exception cref="UsageException">There is no such code.</exception>
    public void GiveTo(Simulation simulation)
    {
        try
        {
            simulation.AddDeployedHandler(Name, Folder, Handler);
        }
        catch (Exception e) when (e is InvalidHandlerException or UnsupportedHandlerException)
        {
            throw new UsageException($"--deployed {Name}: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static DeployedArgument Parse(string text, string from)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var handler = text.IndexOf(Separator, Math.Max(equals, 0), StringComparison.Ordinal);
        if (equals < 1 || handler <= equals + 1 || handler + Separator.Length == text.Length)
        {
            throw new UsageException($"--deployed {text}: expected NAME=FOLDER::HANDLER, such as orders=bin/Release/net10.0/publish::Orders::Orders.Function::Handle");
        }

        try
        {
            var name = text[..equals];
            FunctionName.Check(name);
            return new DeployedArgument(name, Path.GetFullPath(text[(equals + 1)..handler], from), text[(handler + Separator.Length)..]);
        }
        catch (LambdaServiceException e)
        {
            throw new UsageException($"--deployed {text}: {e.Message.Split(": ", 2)[^1]}", e);
        }
    }
}
