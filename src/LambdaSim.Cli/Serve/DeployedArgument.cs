using LambdaSim.Cli.Files;
using LambdaSim.Configuration;
using LambdaSim.Deployed;

namespace LambdaSim.Cli.Serve;

/// <summary>What <c>--deployed NAME=FOLDER::HANDLER</c> says, or an entry of <c>deployed</c> in the configuration file.</summary>
/// <param name="Name">Of functions that clients create.</param>
/// <param name="Folder">Build output of a .NET project.</param>
/// <param name="Handler">Its handler string.</param>
/// <param name="Place">Where that is said.</param>
internal sealed record DeployedArgument(string Name, string Folder, string Handler, string Place)
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

    /// <summary>With those of the configuration file; what the command line says of a name wins.</summary>
    /// <param name="arguments">Those of the command line.</param>
    /// <param name="world">What the file says.</param>
    /// <param name="file">The file, whose folder relative ones are below; null: there is none.</param>
    /// <param name="from">Folder of a file that is standard input.</param>
    public static IReadOnlyList<DeployedArgument> With(IReadOnlyList<DeployedArgument> arguments, SimulationConfig world, InputFile? file, string from)
    {
        var below = file is null or { Given: InputFile.StandardInput } ? from : Path.GetDirectoryName(file.Path)!;
        return [.. arguments, .. world.Deployed.Where(d => arguments.All(a => a.Name != d.Key))
            .Select(d => new DeployedArgument(d.Key, Path.GetFullPath(d.Value.Folder, below), d.Value.Handler, $"{file!.Shown}: deployed.{d.Key}"))];
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
            throw new UsageException($"{Place}: {e.Message.TrimEnd('.')}", e);
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
            return new DeployedArgument(name, Path.GetFullPath(text[(equals + 1)..handler], from), text[(handler + Separator.Length)..], $"--deployed {name}");
        }
        catch (LambdaServiceException e)
        {
            throw new UsageException($"--deployed {text}: {e.Message.Split(": ", 2)[^1]}", e);
        }
    }
}
