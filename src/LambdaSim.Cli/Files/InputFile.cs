namespace LambdaSim.Cli.Files;

/// <summary>A file that a command reads.</summary>
/// <param name="Given">How the user named it; <c>-</c>: standard input.</param>
/// <param name="Path">Where its bytes are.</param>
internal sealed record InputFile(string Given, string Path)
{
    public const string StandardInput = "-";

    /// <summary>How messages name it.</summary>
    public string Shown => Given == StandardInput ? "standard input" : Given;

    /// <summary>Its name without folder, for what is kept of a run.</summary>
    public string Name => Given == StandardInput ? "stdin" : System.IO.Path.GetFileName(Path);

    /// <summary>What stands against reading it; null: nothing, or it is not there.</summary>
    public string? Problem => FileFacts.Of(Path)?.Kind switch
    {
        null or FileKind.File => null,
        FileKind.Folder => "this is a folder; name a file in it",
        FileKind.Pipe => "this is a pipe; give - and pipe into lambdasim, which reads its standard input then",
        FileKind.Socket => "this is a socket, not a file",
        _ => "this is a device, not a file",
    };
}
