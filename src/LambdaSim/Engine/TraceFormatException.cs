namespace LambdaSim.Engine;

/// <summary>A workload's input is malformed. The message is one line and says where, what and what to do.</summary>
public sealed class TraceFormatException : LambdaSimException
{
    /// <summary>Describes what is wrong at a place in a file.</summary>
    /// <param name="file">The file, as it was given.</param>
    /// <param name="line">Line from 1; 0 when the file as a whole is meant.</param>
    /// <param name="column">Column name or number; null when the line as a whole is meant.</param>
    /// <param name="problem">What is wrong and what to do, as a sentence without a final period.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public TraceFormatException(string file, long line, string? column, string problem, Exception? inner = null)
        : base(Describe(file, line, column, problem), inner)
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The file, as it was given.</summary>
    public string File { get; }

    /// <summary>Line from 1; 0 when the file as a whole is meant.</summary>
    public long Line { get; }

    /// <summary>Column name or number; null when the line as a whole is meant.</summary>
    public string? Column { get; }

    private static string Describe(string file, long line, string? column, string problem)
    {
        var where = line == 0 ? file : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}, line {line}");
        return column is null ? $"{where}: {problem}" : $"{where}, column {Shown(column)}: {problem}";
    }

    // A column has whatever name the file gives it.
    private static string Shown(string column) => string.Concat((column.Length > 80 ? column[..80] + "…" : column).Select(static c => char.IsControl(c) ? '?' : c));
}
