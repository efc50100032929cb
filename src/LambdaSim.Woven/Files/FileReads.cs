using System.Text;

namespace LambdaSim.Woven.Files;

/// <summary>Reads whole files at once: the disk takes no time of the simulation, and answers in no other order than that of the code.</summary>
[Redirects(typeof(File))]
[Hidden]
public static class FileReads
{
    public static Task<byte[]> ReadAllBytesAsync(string path, CancellationToken cancellationToken) => Now(cancellationToken, () => File.ReadAllBytes(Paths.In(path)));

    public static Task<string> ReadAllTextAsync(string path, CancellationToken cancellationToken) => Now(cancellationToken, () => File.ReadAllText(Paths.In(path)));

    public static Task<string> ReadAllTextAsync(string path, Encoding encoding, CancellationToken cancellationToken) => Now(cancellationToken, () => File.ReadAllText(Paths.In(path), encoding));

    public static Task<string[]> ReadAllLinesAsync(string path, CancellationToken cancellationToken) => Now(cancellationToken, () => File.ReadAllLines(Paths.In(path)));

    public static Task<string[]> ReadAllLinesAsync(string path, Encoding encoding, CancellationToken cancellationToken) => Now(cancellationToken, () => File.ReadAllLines(Paths.In(path), encoding));

    private static Task<T> Now<T>(CancellationToken cancellationToken, Func<T> read)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return Task.FromResult(read());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromException<T>(Paths.Translated(e));
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }
}
