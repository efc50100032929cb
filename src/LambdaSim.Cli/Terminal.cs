using System.Diagnostics;
using LambdaSim.Cli.Files;

namespace LambdaSim.Cli;

/// <summary>What a command talks to: a process's streams, or a test's.</summary>
internal sealed record Terminal
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>What <c>-</c> stands for where a file is read.</summary>
    public StandardInput In { get; init; } = new(static () => Stream.Null);

    /// <summary>Tables and colours instead of plain text.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>A progress line that is drawn over itself.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Where relative paths start; a test gives each run a folder of its own.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>Ctrl-C.</summary>
    public CancellationToken Interrupt { get; init; }

    /// <summary>Real time since some moment, for progress only; no result depends on it.</summary>
    public Func<TimeSpan> Elapsed { get; init; } = static () => Stopwatch.GetElapsedTime(0);

    /// <summary>A file to read.</summary>
    public InputFile Input(string given) => given == InputFile.StandardInput ? In.Read() : new InputFile(given, Full(given));

    /// <summary>A file to write; null when the option is not given.</summary>
    public OutputFile? Output(string option, string? given) => given is null ? null
        : given == InputFile.StandardInput ? throw new UsageException($"{option} -: {option} writes a file; name one")
        : new OutputFile(option, given, Full(given));

    public string Full(string path) => path.Length > 0 ? Path.GetFullPath(path, Folder) : throw new UsageException("the name of a file is empty; give one");
}
