using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>A recorded log cannot be read. The message is one line and says where, what and what to do.</summary>
public sealed class LogFormatException : LambdaSimException
{
    internal LogFormatException(string file, long line, string problem, Exception? inner = null)
        : base(line == 0 ? $"{file}: {problem}" : Text.Invariant($"{file}, line {line}: {problem}"), inner)
    {
        File = file;
        Line = line;
    }

    /// <summary>The file's name, without path.</summary>
    public string File { get; }

    /// <summary>Line from 1; 0 when the file as a whole is meant.</summary>
    public long Line { get; }
}
