using System.Text;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>Columns with something else than commas between them.</summary>
internal static class Separator
{
    private static readonly (char Mark, string Name)[] Others = [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")];

    /// <summary>What stands between the columns of a header that has no comma; null: nothing does.</summary>
    public static string? Other(ReadOnlySpan<byte> header)
    {
        if (header.Contains((byte)','))
        {
            return null;
        }

        var line = Encoding.UTF8.GetString(header[..Math.Min(header.Length, 4096)]);
        foreach (var (mark, name) in Others)
        {
            var parts = line.Split(mark);
            if (parts.Length > 1 && parts.Count(static p => p.Trim().Trim('"') is { Length: > 0 and < 60 }) > 1 && !line.StartsWith(mark))
            {
                return name;
            }
        }

        return null;
    }

    /// <exception cref="TraceFormatException">The header's columns are not separated by commas.</exception>
    public static void Check(BlockReader reader, ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        if (Other(end < 0 ? head : head[..end]) is { } name)
        {
            throw new TraceFormatException(reader.Name, 1, null, $"the columns are separated by {name}; save the file with commas between them, and with points in decimal numbers");
        }
    }
}
