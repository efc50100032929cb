using System.Text.RegularExpressions;

namespace LambdaSim.Functions;

/// <summary>Patterns of layers and their policies, as checked and as AWS prints them; and the runtimes a layer may say it is for.</summary>
internal static partial class LayerPatterns
{
    public const string Name = @"(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+";
    public const string VersionArn = @"(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)";
    public const string StatementId = "([a-zA-Z0-9-_]+)";
    public const string Action = "lambda:GetLayerVersion";
    public const string Principal = @"\d{12}|\*|arn:(aws[a-zA-Z-]*):iam::\d{12}:root";
    public const string Organization = "o-[a-z0-9]{10,32}";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>A layer may be for all that ever were.</summary>
    public static readonly string[] AllRuntimes =
    [
        .. FunctionRuntimes.Listed.Split(", "),
        "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "go1.x", "java11.al2023", "java17.al2023", "java8", "java8.al2023", "nodejs", "nodejs10.x", "nodejs12.x",
        "nodejs14.x", "nodejs26.x", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "provided", "python2.7", "python3.15", "python3.6", "python3.7", "ruby2.5", "ruby2.7",
        "ruby4.0",
    ];

    public static readonly string[] Architectures = ["x86_64", "arm64"];

    [GeneratedRegex(@"\A((?<arn>arn:(aws[a-zA-Z-]*)?:lambda:(?<region>(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9]):(?<account>[0-9]{12}):layer:(?<name>[a-zA-Z0-9\-_]+))|(?<bare>[a-zA-Z0-9\-_]+))\z", Options)]
    public static partial Regex NameRegex();

    [GeneratedRegex(@"\A((arn:(aws[a-zA-Z-]*)?:lambda:(?<region>(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9]):(?<account>[0-9]{12}):layer:(?<name>[a-zA-Z0-9\-_]+):(?<version>[0-9]+))|(arn:[a-zA-Z0-9\-]+:lambda:::awslayer:[a-zA-Z0-9\-_]+))\z", Options)]
    public static partial Regex VersionArnRegex();

    [GeneratedRegex(@"\A[a-zA-Z0-9\-_]+\z", Options)]
    public static partial Regex StatementIdRegex();

    [GeneratedRegex(@"\Alambda:GetLayerVersion\z", Options)]
    public static partial Regex ActionRegex();

    [GeneratedRegex(@"\A([0-9]{12}|\*|arn:(aws[a-zA-Z-]*):iam::[0-9]{12}:root)\z", Options)]
    public static partial Regex PrincipalRegex();

    [GeneratedRegex(@"\Ao-[a-z0-9]{10,32}\z", Options)]
    public static partial Regex OrganizationRegex();
}
