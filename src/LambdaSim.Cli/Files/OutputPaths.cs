using LambdaSim.Projections;

namespace LambdaSim.Cli.Files;

/// <summary>A file that a command writes.</summary>
/// <param name="Option">The option that names it.</param>
/// <param name="Given">How the user named it.</param>
/// <param name="Path">Its full path.</param>
internal sealed record OutputFile(string Option, string Given, string Path);

/// <summary>Which files a replay writes.</summary>
internal sealed record OutputPaths(OutputFile? Report = null, OutputFile? Log = null, OutputFile? Csv = null, TimelineOptions? Window = null)
{
    public IEnumerable<OutputFile> All => new[] { Report, Log, Csv }.OfType<OutputFile>();

    /// <summary>Refuses what would destroy an input or another output, under whatever names they are given.</summary>
    public void Check(IEnumerable<InputFile> inputs)
    {
        var taken = inputs.Select(static i => (Identity: FileFacts.IdentityOf(i.Path), What: "an input", i.Shown)).ToList();
        if (OperatingSystem.IsLinux() && taken.Exists(static t => t.Shown == "standard input") && FileFacts.Of("/proc/self/fd/0") is { Kind: FileKind.File } redirected)
        {
            taken.Add((redirected.Identity, "an input", "standard input"));
        }

        foreach (var output in All)
        {
            var identity = Identity(output);
            if (taken.Find(t => t.Identity == identity) is { Identity: not null } other)
            {
                var same = other.Shown == output.Given ? string.Empty : $", {other.Shown} under another name";
                throw new UsageException($"{output.Option} {output.Given} would overwrite {other.What}{same}; choose another name");
            }

            taken.Add((identity, $"what {output.Option} writes", output.Given));
        }
    }

    private static string Identity(OutputFile output)
    {
        try
        {
            return FileFacts.IdentityOf(output.Path);
        }
        catch (IOException e)
        {
            throw new UsageException($"{output.Option}: {output.Given} cannot be written: {e.Message.TrimEnd('.')}; choose another place", e);
        }
    }
}
