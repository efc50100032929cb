using System.Globalization;
using LambdaSim.Configuration;

namespace LambdaSim.AspNetCore.RuntimeApi;

/// <summary>Which function's processes poll at which port.</summary>
internal static class RuntimeArgument
{
    private const int MaxPort = 65_535;

    /// <summary>Reads <c>NAME=PORT</c>.</summary>
    /// <exception cref="FormatException">It is something else; the message says what is right.</exception>
    public static (string Name, int Port) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && int.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= MaxPort
            ? (text[..equals], port)
            : throw new FormatException($"runtime '{text}' is none: write NAME=PORT, such as orders=9101; the port is 0 (any) to 65535");
    }

    /// <summary>Refuses what cannot be served.</summary>
    public static void Check(IDictionary<string, int> runtimes, double pace)
    {
        foreach (var (name, port) in runtimes)
        {
            FunctionName.Check(name);
            if (port is < 0 or > MaxPort)
            {
                throw new ArgumentException(Text.Invariant($"Runtimes: the port of {name} is {port}; it must be 0 (any) to 65535."));
            }
        }

        if (runtimes.Values.Where(static p => p > 0).GroupBy(static p => p).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException(Text.Invariant($"Runtimes: port {twice.Key} is given to {string.Join(" and ", runtimes.Where(r => r.Value == twice.Key).Select(static r => r.Key).Order(StringComparer.Ordinal))}; each function needs its own."));
        }

        if (pace is not (>= 0 and <= 1_000_000))
        {
            throw new ArgumentException(Text.Invariant($"RuntimePace is {pace}; it must be 0 (virtual time stands still) to 1000000 virtual seconds in a real one."));
        }
    }
}
