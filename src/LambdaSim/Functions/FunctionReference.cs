using System.Text.RegularExpressions;

namespace LambdaSim.Functions;

/// <summary>A function, and perhaps a version or alias of it, as a caller names it.</summary>
/// <param name="Name">Bare name.</param>
/// <param name="Qualifier">Version, alias or <c>$LATEST</c>; null: unqualified.</param>
internal readonly record struct FunctionReference(string Name, string? Qualifier)
{
    /// <summary>The qualifier, <c>$LATEST</c> when there is none.</summary>
    public string QualifierOrLatest => Qualifier ?? ControlPlane.Latest;
}

/// <summary>The patterns of names, as checked and as AWS prints them.</summary>
internal static partial class NamePatterns
{
    public const string FunctionName = @"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";
    public const string NewFunctionName = @"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?";
    public const string Qualifier = @"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";
    public const string UrlQualifier = @"((?!^\d+$)^[0-9a-zA-Z-_]+$)";
    public const string Alias = @"(?!^[0-9]+$)([a-zA-Z0-9-_]+)";
    public const string Version = @"(\$LATEST|[0-9]+)";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\A(?<arn>arn:(aws[a-zA-Z-]*)?:lambda:)?((?<region>(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9]):)?((?<account>[0-9]{12}):)?(function:)?(?<name>[a-zA-Z0-9\-_.]+)(:(?<qualifier>\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9\-_]+))?\z", Options)]
    public static partial Regex FunctionNameRegex();

    [GeneratedRegex(@"\A(?<arn>arn:(aws[a-zA-Z-]*)?:lambda:)?((?<region>(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9]):)?((?<account>[0-9]{12}):)?(function:)?(?<name>[a-zA-Z0-9\-_]+)(:(?<qualifier>\$LATEST|[a-zA-Z0-9\-_]+))?\z", Options)]
    public static partial Regex NewFunctionNameRegex();

    [GeneratedRegex(@"\A(\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9\-_$]+)\z", Options)]
    public static partial Regex QualifierRegex();

    [GeneratedRegex(@"\A(?![0-9]+\z)[0-9a-zA-Z\-_]+\z", Options)]
    public static partial Regex AliasRegex();

    [GeneratedRegex(@"\A(\$LATEST|[0-9]+)\z", Options)]
    public static partial Regex VersionRegex();
}
