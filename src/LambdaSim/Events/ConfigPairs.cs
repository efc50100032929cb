using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>
/// The canonical form of a function's configuration: pairs of name and value in ordinal order of the names, without what
/// equals AWS's default. Lengths of time are nanoseconds. A setting added later leaves the form of older configurations alone.
/// </summary>
internal static class ConfigPairs
{
    /// <summary>What differs from the defaults, in ordinal order of the names.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(FunctionConfig config)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in FunctionSettingTable.Pairs)
        {
            // All defaults that are null stay representable by absence: no setting can be set back to null from another default.
            if (pair.Read(config) is { } value)
            {
                pairs.Add(new(pair.Name, value));
            }
        }

        return pairs;
    }

    /// <summary>Puts one pair into a configuration.</summary>
    /// <exception cref="FormatException">The name is unknown or the value cannot be read; the message is the reason.</exception>
    public static FunctionConfig With(FunctionConfig config, string name, string value)
    {
        foreach (var pair in FunctionSettingTable.Pairs)
        {
            if (pair.Name == name)
            {
                try
                {
                    return pair.Write(config, value);
                }
                catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or SimulationConfigException)
                {
                    throw new FormatException($"setting '{name}' cannot be '{value}'", e);
                }
            }
        }

        throw new FormatException($"setting '{name}' is unknown; read the log with the version that wrote it");
    }
}
