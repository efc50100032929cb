using LambdaSim.Configuration;

namespace LambdaSim.Tests.Configuration;

/// <summary>A value of each setting of a function that is not its default, as a configuration file has it.</summary>
internal static class SettingSamples
{
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["memory"] = "512",
        ["timeout"] = "\"30s\"",
        ["ephemeralStorage"] = "1024",
        ["architecture"] = "\"arm64\"",
        ["package"] = "\"image\"",
        ["runtime"] = "\"dotnet8\"",
        ["logFormat"] = "\"json\"",
        ["applicationLogLevel"] = "\"warn\"",
        ["reservedConcurrency"] = "7",
        ["provisioned"] = """{"concurrency":3,"readyAt":"9s"}""",
        ["init"] = """{"uniform":["1s","2s"]}""",
        ["firstCallPenalty"] = "false",
        ["duration"] = "\"40ms\"",
        ["cpu"] = """{"boundShare":0.5,"referenceMemory":1024}""",
        ["creationDelay"] = "\"50ms\"",
        ["maximumEventAge"] = "\"90s\"",
        ["maximumRetryAttempts"] = "1",
        ["recursiveLoop"] = "\"allow\"",
        ["deadLetterQueue"] = "\"dead\"",
        ["onSuccess"] = "\"function audit\"",
        ["onFailure"] = "\"failed\"",
    };

    /// <summary>The setting alone, from a file that has what it needs.</summary>
    public static FunctionOverrides Read(string key)
    {
        // A level goes with JSON only.
        var beside = key == "applicationLogLevel" ? ", \"logFormat\": \"json\"" : "";
        var file = $"{{\"functions\": {{\"f\": {{\"{key}\": {Texts[key]}{beside}}}, \"audit\": {{}}}}, \"queues\": {{\"dead\": {{}}, \"failed\": {{}}}}}}";
        var written = ConfigJson.Read(file).Functions["f"];
        return beside.Length == 0 ? written : written with { LogFormat = null };
    }
}
