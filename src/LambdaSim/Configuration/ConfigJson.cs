using System.Text;
using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>
/// Configuration files: JSON with comments and trailing commas allowed, every key known, every value in range.
/// The format is described by <c>docs/config.md</c> and the published JSON Schema.
/// </summary>
public static class ConfigJson
{
    /// <summary>Reads a configuration. What is not written has its default.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="file">The file's name for errors, without path.</param>
    /// <exception cref="ConfigFileException">A key is unknown or given twice, a value is of the wrong type or out of range, or the text is not JSON.</exception>
    public static SimulationConfig Read(string json, string file = "configuration")
    {
        ArgumentNullException.ThrowIfNull(json);
        return ConfigSections.Read(ConfigJsonParser.Parse(json, file));
    }

    /// <summary>The same for <c>lambdasim serve</c>, which runs the build outputs that it names.</summary>
    internal static SimulationConfig ReadServed(string json, string file) => ConfigSections.ReadServed(ConfigJsonParser.Parse(json, file));

    /// <summary>The whole configuration, defaults included, as canonical JSON: one line, keys in ordinal order. The same configuration gives the same bytes.</summary>
    public static string Write(SimulationConfig config)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(config, json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Writes the object of <see cref="Write(SimulationConfig)"/> as a value into a larger document.</summary>
    public static void Write(SimulationConfig config, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(json);
        ConfigJsonWriter.Write(json, config);
    }
}
