namespace LambdaSim.Configuration;

/// <summary>A configuration file is unusable. The message is one line and says where, what and what to do.</summary>
public sealed class ConfigFileException : LambdaSimException
{
    /// <summary>Describes what is wrong at a place in a file.</summary>
    /// <param name="file">The file's name, without path.</param>
    /// <param name="line">Line from 1; 0 when the file as a whole is meant.</param>
    /// <param name="path">Path of the value, such as <c>$.account.concurrencyLimit</c>; null when the file as a whole is meant.</param>
    /// <param name="problem">What is wrong and what to do, as a sentence without a final period.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public ConfigFileException(string file, int line, string? path, string problem, Exception? inner = null)
        : base(Describe(file, line, path, problem), inner)
    {
        File = file;
        Line = line;
        Path = path;
    }

    /// <summary>The file's name, without path.</summary>
    public string File { get; }

    /// <summary>Line from 1; 0 when the file as a whole is meant.</summary>
    public int Line { get; }

    /// <summary>Path of the value; null when the file as a whole is meant.</summary>
    public string? Path { get; }

    private static string Describe(string file, int line, string? path, string problem)
    {
        var where = line == 0 ? file : Text.Invariant($"{file}, line {line}");
        var place = path is null ? where : $"{where}, {path}";
        return $"{place}: {problem}".ReplaceLineEndings(" ");
    }
}
