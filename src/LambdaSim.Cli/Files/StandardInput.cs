namespace LambdaSim.Cli.Files;

/// <summary>Standard input as a file, which can be read again and again: its bytes are put aside for as long as the command runs.</summary>
internal sealed class StandardInput(Func<Stream> open) : IDisposable
{
    private FileStream? _copy;

    /// <exception cref="UsageException">It was given already: there is only one.</exception>
    public InputFile Read()
    {
        if (_copy is not null)
        {
            throw new UsageException("- stands for standard input, which can be given once; name a file for the other");
        }

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        _copy = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.DeleteOnClose });
        using var input = open();
        input.CopyTo(_copy);
        _copy.Flush();
        return new InputFile(InputFile.StandardInput, path);
    }

    public void Dispose() => _copy?.Dispose();
}
