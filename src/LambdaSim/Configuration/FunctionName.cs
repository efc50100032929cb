using System.Text.RegularExpressions;

namespace LambdaSim.Configuration;

/// <summary>What a function of a simulation may be called (rule INV-NAME). Traces hold other names and are replayed with them.</summary>
internal static partial class FunctionName
{
    private const int MaxLength = 64;

    /// <param name="name">Name, <c>name:version</c> or <c>name:$LATEST</c>.</param>
    /// <exception cref="InvalidParameterValueException">The name is too long.</exception>
    /// <exception cref="ValidationException">The name or the version has other characters than AWS's.</exception>
    public static void Check(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var plain = colon < 0 ? name : name[..colon];
        if (plain.Length > MaxLength)
        {
            throw new InvalidParameterValueException($"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to {MaxLength.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        }

        if (!Plain().IsMatch(plain))
        {
            throw new ValidationException($"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9-_]+");
        }

        if (colon >= 0 && !Version().IsMatch(name[(colon + 1)..]))
        {
            throw new ValidationException($"1 validation error detected: Value '{name[(colon + 1)..]}' at 'functionVersion' failed to satisfy constraint: Member must satisfy regular expression pattern: (\\$LATEST|[0-9]+). A function is added as 'name' or 'name:version', versions count from 1");
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9\-_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(\$LATEST|[1-9][0-9]*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
