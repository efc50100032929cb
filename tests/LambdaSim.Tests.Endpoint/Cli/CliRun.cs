using System.Text;
using LambdaSim.Cli;
using LambdaSim.Cli.Files;

namespace LambdaSim.Tests.Cli;

/// <summary>The command line in process, in a folder of its own.</summary>
internal sealed class CliRun : IDisposable
{
    public CliRun() => Folder = Directory.CreateTempSubdirectory("lambdasim-test-").FullName;

    public string Folder { get; }

    /// <summary>Names of the files there, in ordinal order.</summary>
    public string[] Files => [.. Directory.EnumerateFileSystemEntries(Folder).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public string File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(Path.Combine(Folder, name), bytes);
        return name;
    }

    public string Read(string name) => System.IO.File.ReadAllText(Path.Combine(Folder, name));

    public CliResult Run(params string[] args) => Run(CancellationToken.None, args);

    public CliResult Run(CancellationToken interrupt, params string[] args) => Run("", interrupt, args);

    /// <summary>With something on standard input.</summary>
    public CliResult Piped(string input, params string[] args) => Run(input, CancellationToken.None, args);

    private CliResult Run(string input, CancellationToken interrupt, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var piped = new StandardInput(() => new MemoryStream(Encoding.UTF8.GetBytes(input)));
        var code = CommandLine.Run(args, new Terminal { In = piped, Out = output, Error = error, Folder = Folder, Interrupt = interrupt });
        return new CliResult(code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

internal sealed record CliResult(int Code, string Out, string Error)
{
    /// <summary>Exit code 0 and nothing on the error stream; gives the output.</summary>
    public string Ok()
    {
        Assert.Equal(string.Empty, Error);
        Assert.Equal(0, Code);
        return Out;
    }

    /// <summary>Exit code 2, nothing printed, one line that holds the text.</summary>
    public void Refused(string expected)
    {
        Assert.Equal(string.Empty, Out);
        Assert.StartsWith("lambdasim: ", Error, StringComparison.Ordinal);
        Assert.Contains(expected, Error, StringComparison.Ordinal);
        Assert.Equal(1, Error.Count(static c => c == '\n'));
        Assert.DoesNotContain("internal error", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.Equal(2, Code);
    }
}
