using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Parameters;

/// <summary>What a parameter may be called (rule SSM-NAME).</summary>
internal static class ParameterName
{
    private const int MostLevels = 15, Longest = 2_048;

    private const string Rules = "If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_";

    /// <exception cref="ParameterException">It may not be called so.</exception>
    public static void Check(string name)
    {
        if (name.Length > Longest || !IsFormed(name))
        {
            throw ParameterException.Invalid($"Parameter name: can't be prefixed with \"ssm\" (case-insensitive). {Rules}");
        }

        if (!name.StartsWith('/') && name.Contains('/', StringComparison.Ordinal))
        {
            throw ParameterException.Invalid("Parameter name must be a fully qualified name.");
        }

        var first = name.TrimStart('/').Split('/')[0];
        if (first.StartsWith("aws", StringComparison.OrdinalIgnoreCase) || first.StartsWith("ssm", StringComparison.OrdinalIgnoreCase))
        {
            throw ParameterException.Invalid($"Parameter name: can't be prefixed with \"{first[..3].ToLowerInvariant()}\" (case-insensitive). {Rules}");
        }

        if (name.Count(static c => c == '/') > MostLevels)
        {
            throw ParameterException.TooDeep(name);
        }
    }

    /// <summary>The name alone of one that may be an ARN, and the version or label behind its colon.</summary>
    public static (string Name, string? Selector) Split(string asked)
    {
        var plain = Arn.TryParse(asked, out var arn) && arn.Resource.StartsWith("parameter/", StringComparison.Ordinal) ? Short(arn.Resource["parameter".Length..]) : asked;
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (plain, null) : (plain[..colon], plain[(colon + 1)..]);
    }

    /// <summary>In an ARN.</summary>
    public static string InArn(string name) => name.StartsWith('/') ? $"parameter{name}" : $"parameter/{name}";

    // A name without levels has no slash.
    private static string Short(string path) => path.LastIndexOf('/') == 0 ? path[1..] : path;

    private static bool IsFormed(string name) => name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/')
        && !name.EndsWith('/') && !name.Contains("//", StringComparison.Ordinal) && name.Length > 0;
}
