using System.Text;
using LambdaSim.Cli.Files;
using LambdaSim.Configuration;
using LambdaSim.Faults;

namespace LambdaSim.Cli.Configuration;

/// <summary>A configuration file on disk, JSON or YAML.</summary>
internal static class ConfigFile
{
    private const long MostBytes = 16 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static SimulationConfig Load(InputFile file) => ConfigJson.Read(Json(file, "--config"), file.Shown);

    /// <summary>With the build outputs that it names.</summary>
    public static SimulationConfig LoadServed(InputFile file) => ConfigJson.ReadServed(Json(file, "--config"), file.Shown);

    /// <summary>A plan of faults in a file of its own.</summary>
    public static FaultPlan LoadFaults(InputFile file) => FaultPlan.Parse(Json(file, "--faults"), file.Shown);

    private static string Json(InputFile file, string option)
    {
        var name = file.Shown;
        if (file.Problem is { } problem)
        {
            throw new ConfigFileException(name, 0, null, problem);
        }

        var text = ReadText(file.Path, name, option);
        return IsJson(file.Given, text) ? text : YamlText.ToJson(text, name);
    }

    private static string ReadText(string path, string name, string option)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.CanSeek && file.Length > MostBytes)
            {
                throw new ConfigFileException(name, 0, null, "is larger than 16 MiB; this is not a configuration file");
            }

            using var reader = new StreamReader(file, Utf8);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigFileException(name, 0, null, $"there is no such file; check {option}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigFileException(name, 0, null, $"cannot be read: {e.Message.TrimEnd('.')}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new ConfigFileException(name, 0, null, "is not UTF-8 text; this is not a configuration file", e);
        }
    }

    private static bool IsJson(string path, string text) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => true,
        ".yaml" or ".yml" => false,
        _ => text.AsSpan().TrimStart() is ['{' or '/' or '[', ..],
    };
}
