using System.Text;

namespace LambdaSim.Woven.Files;

/// <summary>Writes whole files, through streams that know how much room there is.</summary>
[Redirects(typeof(File))]
[Hidden]
public static class FileWrites
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void WriteAllBytes(string path, byte[] bytes) => Bytes(path, bytes ?? throw new ArgumentNullException(nameof(bytes)), false);

    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes) => Bytes(path, bytes, false);

    public static Task WriteAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken) => Now(cancellationToken, () => WriteAllBytes(path, bytes));

    public static Task WriteAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => Now(cancellationToken, () => WriteAllBytes(path, bytes.Span));

    public static void WriteAllText(string path, string? contents) => Words(path, contents, _utf8, false);

    public static void WriteAllText(string path, ReadOnlySpan<char> contents) => Words(path, contents, _utf8, false);

    public static void WriteAllText(string path, string? contents, Encoding encoding) => Words(path, contents, encoding, false);

    public static void WriteAllText(string path, ReadOnlySpan<char> contents, Encoding encoding) => Words(path, contents, encoding, false);

    public static Task WriteAllTextAsync(string path, string? contents, CancellationToken cancellationToken) => Now(cancellationToken, () => WriteAllText(path, contents));

    public static Task WriteAllTextAsync(string path, ReadOnlyMemory<char> contents, CancellationToken cancellationToken) => Now(cancellationToken, () => WriteAllText(path, contents.Span));

    public static Task WriteAllTextAsync(string path, string? contents, Encoding encoding, CancellationToken cancellationToken) => Now(cancellationToken, () => WriteAllText(path, contents, encoding));

    public static Task WriteAllTextAsync(string path, ReadOnlyMemory<char> contents, Encoding encoding, CancellationToken cancellationToken) => Now(cancellationToken, () => WriteAllText(path, contents.Span, encoding));

    public static void WriteAllLines(string path, string[] contents) => Lines(path, contents, _utf8, false);

    public static void WriteAllLines(string path, string[] contents, Encoding encoding) => Lines(path, contents, encoding, false);

    public static void WriteAllLines(string path, IEnumerable<string> contents) => Lines(path, contents, _utf8, false);

    public static void WriteAllLines(string path, IEnumerable<string> contents, Encoding encoding) => Lines(path, contents, encoding, false);

    public static Task WriteAllLinesAsync(string path, IEnumerable<string> contents, CancellationToken cancellationToken) => Now(cancellationToken, () => WriteAllLines(path, contents));

    public static Task WriteAllLinesAsync(string path, IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken) => Now(cancellationToken, () => WriteAllLines(path, contents, encoding));

    public static void AppendAllBytes(string path, byte[] bytes) => Bytes(path, bytes ?? throw new ArgumentNullException(nameof(bytes)), true);

    public static void AppendAllBytes(string path, ReadOnlySpan<byte> bytes) => Bytes(path, bytes, true);

    public static Task AppendAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken) => Now(cancellationToken, () => AppendAllBytes(path, bytes));

    public static Task AppendAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => Now(cancellationToken, () => AppendAllBytes(path, bytes.Span));

    public static void AppendAllText(string path, string? contents) => Words(path, contents, _utf8, true);

    public static void AppendAllText(string path, ReadOnlySpan<char> contents) => Words(path, contents, _utf8, true);

    public static void AppendAllText(string path, string? contents, Encoding encoding) => Words(path, contents, encoding, true);

    public static void AppendAllText(string path, ReadOnlySpan<char> contents, Encoding encoding) => Words(path, contents, encoding, true);

    public static Task AppendAllTextAsync(string path, string? contents, CancellationToken cancellationToken) => Now(cancellationToken, () => AppendAllText(path, contents));

    public static Task AppendAllTextAsync(string path, ReadOnlyMemory<char> contents, CancellationToken cancellationToken) => Now(cancellationToken, () => AppendAllText(path, contents.Span));

    public static Task AppendAllTextAsync(string path, string? contents, Encoding encoding, CancellationToken cancellationToken) => Now(cancellationToken, () => AppendAllText(path, contents, encoding));

    public static Task AppendAllTextAsync(string path, ReadOnlyMemory<char> contents, Encoding encoding, CancellationToken cancellationToken) => Now(cancellationToken, () => AppendAllText(path, contents.Span, encoding));

    public static void AppendAllLines(string path, IEnumerable<string> contents) => Lines(path, contents, _utf8, true);

    public static void AppendAllLines(string path, IEnumerable<string> contents, Encoding encoding) => Lines(path, contents, encoding, true);

    public static Task AppendAllLinesAsync(string path, IEnumerable<string> contents, CancellationToken cancellationToken) => Now(cancellationToken, () => AppendAllLines(path, contents));

    public static Task AppendAllLinesAsync(string path, IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken) => Now(cancellationToken, () => AppendAllLines(path, contents, encoding));

    private static void Bytes(string path, ReadOnlySpan<byte> bytes, bool append)
    {
        using var stream = FileStreams.Open(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, bufferSize: 0);
        stream.Write(bytes);
    }

    private static void Words(string path, ReadOnlySpan<char> contents, Encoding encoding, bool append)
    {
        using var writer = FileStreams.Writer(path, append, encoding);
        writer.Write(contents);
    }

    private static void Lines(string path, IEnumerable<string> contents, Encoding encoding, bool append)
    {
        ArgumentNullException.ThrowIfNull(contents);
        using var writer = FileStreams.Writer(path, append, encoding);
        foreach (var line in contents)
        {
            writer.WriteLine(line);
        }
    }

    private static Task Now(CancellationToken cancellationToken, Action action)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        try
        {
            action();
            return Task.CompletedTask;
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
    }
}
