using System.Text.RegularExpressions;

namespace LambdaSim.Functions;

/// <summary>The patterns of configuration fields, as checked and as AWS prints them.</summary>
internal static partial class FunctionPatterns
{
    public const string Role = @"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+";
    public const string Handler = @"[^\s]+";
    public const string TargetArn = @"(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()";
    public const string EnvironmentKey = @"[a-zA-Z]([a-zA-Z0-9_])+";
    public const string LogGroup = @"[\.\-_/#A-Za-z0-9]+";
    public const string LocalMountPath = @"/mnt/[a-zA-Z0-9-_.]+";
    public const string FileSystemArn = @"arn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:access-point/fsap-[a-f0-9]{17}";
    public const string Layer = @"(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)";
    public const string Subnet = @"subnet-[0-9a-z]*";
    public const string SecurityGroup = @"sg-[0-9a-zA-Z]*";
    public const string CodeSigningConfig = @"arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:code-signing-config:csc-[a-z0-9]{17}";
    public const string MasterRegion = @"ALL|(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}";
    public const string Bucket = @"[0-9A-Za-z\.\-_]*(?<!\.)";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\Aarn:(aws[a-zA-Z-]*)?:iam::[0-9]{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+\z", Options)]
    public static partial Regex RoleRegex();

    [GeneratedRegex(@"\A[^\s]+\z", Options)]
    public static partial Regex HandlerRegex();

    [GeneratedRegex(@"\A((arn:(aws[a-zA-Z-]*)?:[a-z0-9\-.]+:.*)|())\z", Options)]
    public static partial Regex TargetArnRegex();

    [GeneratedRegex(@"\A[a-zA-Z]([a-zA-Z0-9_])+\z", Options)]
    public static partial Regex EnvironmentKeyRegex();

    [GeneratedRegex(@"\A[\.\-_/#A-Za-z0-9]+\z", Options)]
    public static partial Regex LogGroupRegex();

    [GeneratedRegex(@"\A/mnt/[a-zA-Z0-9\-_.]+\z", Options)]
    public static partial Regex LocalMountPathRegex();

    [GeneratedRegex(@"\Aarn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9]:[0-9]{12}:access-point/fsap-[a-f0-9]{17}\z", Options)]
    public static partial Regex FileSystemArnRegex();

    [GeneratedRegex(@"\A((arn:(aws[a-zA-Z-]*)?:lambda:(?<region>(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9]):[0-9]{12}:layer:[a-zA-Z0-9\-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9\-_]+))\z", Options)]
    public static partial Regex LayerRegex();

    [GeneratedRegex(@"\Asubnet-[0-9a-z]*\z", Options)]
    public static partial Regex SubnetRegex();

    [GeneratedRegex(@"\Asg-[0-9a-zA-Z]*\z", Options)]
    public static partial Regex SecurityGroupRegex();

    [GeneratedRegex(@"\Aarn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9]:[0-9]{12}:code-signing-config:csc-[a-z0-9]{17}\z", Options)]
    public static partial Regex CodeSigningConfigRegex();

    [GeneratedRegex(@"\A(ALL|(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9])\z", Options)]
    public static partial Regex MasterRegionRegex();

    [GeneratedRegex(@"\A[0-9A-Za-z\.\-_]*(?<!\.)\z", Options)]
    public static partial Regex BucketRegex();
}
