using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

/// <summary>Runtimes as AWS knows them (rules CTL-RUNTIME, CTL-SNAPSTART).</summary>
internal static partial class FunctionRuntimes
{
    /// <summary>All that functions and layers can be made for, in the order in which AWS lists them in its messages.</summary>
    public const string Listed = "nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2";

    private static readonly SortedSet<string> _known = new(Listed.Split(", "), StringComparer.Ordinal);

    private static readonly SortedSet<string> _deprecated = new(StringComparer.Ordinal)
    {
        "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet7", "go1.x", "java8", "nodejs", "nodejs4.3", "nodejs4.3-edge",
        "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "provided", "python2.7", "python3.6", "python3.7", "ruby2.5", "ruby2.7",
    };

    private static readonly SortedSet<string> _snapStart = new(StringComparer.Ordinal)
    {
        "java11", "java17", "java21", "java25", "python3.12", "python3.13", "python3.14", "dotnet8", "dotnet10",
    };

    /// <exception cref="InvalidParameterValueException">It cannot be used.</exception>
    public static void Check(string runtime)
    {
        if (_deprecated.Contains(runtime))
        {
            throw new InvalidParameterValueException($"The runtime parameter of {runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.");
        }

        if (!_known.Contains(runtime) && !RuntimeArn().IsMatch(runtime))
        {
            throw new InvalidParameterValueException($"Value {runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [{Listed}] or be a valid ARN");
        }
    }

    /// <summary>Whether it was one, and is none any more for new functions.</summary>
    public static bool IsDeprecated(string runtime) => _deprecated.Contains(runtime);

    public static bool HasSnapStart(string runtime) => _snapStart.Contains(runtime);

    /// <summary>The version of a runtime, of which there is one for each.</summary>
    public static string VersionArn(ServiceAddress address, string runtime, string architecture) => RuntimeArn().IsMatch(runtime) ? runtime
        : new Arn(address.Partition, Arn.Lambda, address.Region, "", $"runtime:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{runtime} {architecture}")))}").ToString();

    [GeneratedRegex(@"\Aarn:(aws[a-zA-Z-]*):lambda:[a-z0-9-]+::runtime:.+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RuntimeArn();
}
