using System.Text;

namespace LambdaSim.Woven.Files;

/// <summary>Opens files of the environment.</summary>
[Hidden]
internal static class FileStreams
{
    private const int Buffer = 4_096;

    public static FileStream Open(string path, FileMode mode, FileAccess? access = null, FileShare share = FileShare.Read, int bufferSize = Buffer, FileOptions options = FileOptions.None)
    {
        var wanted = access ?? (mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite);
        if (WovenEnvironment.OfProcess is not { } environment || string.IsNullOrEmpty(path))
        {
            return new FileStream(path, mode, wanted, share, bufferSize, options);
        }

        try
        {
            return new QuotaFileStream(environment, path, mode, wanted, share, bufferSize, options & ~FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Paths.Translated(e);
        }
    }

    public static FileStream Open(string path, FileStreamOptions options) => WovenEnvironment.OfProcess is null
        ? new FileStream(path, options)
        : Open(path, options.Mode, options.Access, options.Share, options.BufferSize, options.Options);

    public static StreamReader Reader(string path, Encoding? encoding = null, bool detects = true, int bufferSize = -1) =>
        new(Open(path, FileMode.Open, FileAccess.Read), encoding, detects, bufferSize);

    public static StreamWriter Writer(string path, bool append = false, Encoding? encoding = null, int bufferSize = -1) =>
        new(Open(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write), encoding, bufferSize);
}

[Redirects(typeof(FileStream))]
[Hidden]
public static class FileStreamConstructors
{
    [Constructor]
    public static FileStream New(string path, FileMode mode) => FileStreams.Open(path, mode);

    [Constructor]
    public static FileStream New(string path, FileMode mode, FileAccess access) => FileStreams.Open(path, mode, access);

    [Constructor]
    public static FileStream New(string path, FileMode mode, FileAccess access, FileShare share) => FileStreams.Open(path, mode, access, share);

    [Constructor]
    public static FileStream New(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize) => FileStreams.Open(path, mode, access, share, bufferSize);

    [Constructor]
    public static FileStream New(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, bool useAsync) => FileStreams.Open(path, mode, access, share, bufferSize);

    [Constructor]
    public static FileStream New(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, FileOptions options) =>
        FileStreams.Open(path, mode, access, share, bufferSize, options);

    [Constructor]
    public static FileStream New(string path, FileStreamOptions options) => FileStreams.Open(path, options);
}

[Redirects(typeof(StreamReader))]
[Hidden]
public static class StreamReaderConstructors
{
    [Constructor]
    public static StreamReader New(string path) => FileStreams.Reader(path);

    [Constructor]
    public static StreamReader New(string path, bool detectEncodingFromByteOrderMarks) => FileStreams.Reader(path, null, detectEncodingFromByteOrderMarks);

    [Constructor]
    public static StreamReader New(string path, Encoding encoding) => FileStreams.Reader(path, encoding);

    [Constructor]
    public static StreamReader New(string path, Encoding encoding, bool detectEncodingFromByteOrderMarks) => FileStreams.Reader(path, encoding, detectEncodingFromByteOrderMarks);

    [Constructor]
    public static StreamReader New(string path, Encoding encoding, bool detectEncodingFromByteOrderMarks, int bufferSize) =>
        FileStreams.Reader(path, encoding, detectEncodingFromByteOrderMarks, bufferSize);

    [Constructor]
    public static StreamReader New(string path, FileStreamOptions options) => new(FileStreams.Open(path, options));

    [Constructor]
    public static StreamReader New(string path, Encoding encoding, bool detectEncodingFromByteOrderMarks, FileStreamOptions options) =>
        new(FileStreams.Open(path, options), encoding, detectEncodingFromByteOrderMarks);
}

[Redirects(typeof(StreamWriter))]
[Hidden]
public static class StreamWriterConstructors
{
    [Constructor]
    public static StreamWriter New(string path) => FileStreams.Writer(path);

    [Constructor]
    public static StreamWriter New(string path, bool append) => FileStreams.Writer(path, append);

    [Constructor]
    public static StreamWriter New(string path, bool append, Encoding encoding) => FileStreams.Writer(path, append, encoding);

    [Constructor]
    public static StreamWriter New(string path, bool append, Encoding encoding, int bufferSize) => FileStreams.Writer(path, append, encoding, bufferSize);

    [Constructor]
    public static StreamWriter New(string path, FileStreamOptions options) => new(FileStreams.Open(path, options));

    [Constructor]
    public static StreamWriter New(string path, Encoding encoding, FileStreamOptions options) => new(FileStreams.Open(path, options), encoding);
}

[Redirects(typeof(File))]
[Hidden]
public static class FileOpenings
{
    public static FileStream Open(string path, FileMode mode) => FileStreams.Open(path, mode, share: FileShare.None);

    public static FileStream Open(string path, FileMode mode, FileAccess access) => FileStreams.Open(path, mode, access, FileShare.None);

    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share) => FileStreams.Open(path, mode, access, share);

    public static FileStream Open(string path, FileStreamOptions options) => FileStreams.Open(path, options);

    public static FileStream OpenRead(string path) => FileStreams.Open(path, FileMode.Open, FileAccess.Read);

    public static FileStream OpenWrite(string path) => FileStreams.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    public static FileStream Create(string path) => FileStreams.Open(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

    public static FileStream Create(string path, int bufferSize) => FileStreams.Open(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize);

    public static FileStream Create(string path, int bufferSize, FileOptions options) => FileStreams.Open(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize, options);

    public static StreamReader OpenText(string path) => FileStreams.Reader(path);

    public static StreamWriter CreateText(string path) => FileStreams.Writer(path);

    public static StreamWriter AppendText(string path) => FileStreams.Writer(path, append: true);
}
