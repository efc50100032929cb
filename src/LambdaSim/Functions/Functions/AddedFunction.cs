using System.Security.Cryptography;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>A function as it was added in process, and what the API shows of it (rule CTL-IN-PROCESS).</summary>
/// <param name="Code">Its handler; null: its calls are modelled.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Describe">What stands for the handler: worked out when somebody asks, for most functions nobody does.</param>
internal sealed record AddedFunction(object? Code, FunctionConfig Config, Func<object, string> Describe)
{
    private const string ManagedRuntime = "dotnet10";

    private string Handler => field ??= Code is null ? "modelled" : Describe(Code);

    /// <summary>What the API shows as its runtime.</summary>
    public string Runtime => Config.Runtime ?? ManagedRuntime;

    public FunctionSettings SettingsAt(ServiceAddress address)
    {
        var isImage = Config.PackageType == PackageType.Image;
        var isJson = Config.LogFormat == LogFormat.Json;
        return new FunctionSettings
        {
            Runtime = isImage ? null : Runtime,
            Handler = isImage ? null : Handler,
            Role = address.Global("iam", "role/lambdasim", address.Account),
            Timeout = (int)Config.Timeout.TotalSeconds,
            MemorySize = Config.MemoryMb,
            EphemeralStorageMb = Config.EphemeralStorageMb,
            Variables = Config.Environment.Count == 0 ? null : new SortedDictionary<string, string>(Config.Environment.ToDictionary(), StringComparer.Ordinal),
            Architecture = Config.Architecture == Architecture.Arm64 ? "arm64" : "x86_64",
            PackageType = isImage ? "Image" : "Zip",
            DeadLetterTargetArn = Config.DeadLetterQueue?.Arn is { Length: > 0 } arn ? arn : null,
            LoggingConfig = new LoggingConfig
            {
                LogFormat = isJson ? "JSON" : "Text",
                ApplicationLogLevel = isJson ? (Config.ApplicationLogLevel ?? ApplicationLogLevel.Info).ToString().ToUpperInvariant() : null,
                SystemLogLevel = isJson ? "INFO" : null,
            },
        };
    }

    /// <summary>Its code, as an upload that nobody has made.</summary>
    public CodePackage Package => field ??= PackageOf(Handler);

    /// <summary>Other code that is given in process: another package than the one before, even if it is described alike.</summary>
    public static CodePackage PackageOf(object code, string description, CodePackage before) => PackageOf($"{description} after {before.Sha256}") with { InProcess = code };

    private static CodePackage PackageOf(string description)
    {
        var bytes = Encoding.UTF8.GetBytes("LambdaSim in process: " + description);
        return new CodePackage(Convert.ToBase64String(SHA256.HashData(bytes)), bytes.Length, bytes.Length);
    }
}
