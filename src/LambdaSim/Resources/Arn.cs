using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Resources;

/// <summary>
/// The name of a resource in AWS: <c>arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE</c>. Read here and nowhere else. Written again it is the text it was
/// read from; two are equal when their texts are.
/// </summary>
/// <param name="Partition">Such as <c>aws</c>; AWS's patterns let it be empty.</param>
/// <param name="Service">Such as <c>sqs</c>.</param>
/// <param name="Region">Empty where the service has none, as S3.</param>
/// <param name="Account">Twelve digits; empty where the service has none.</param>
/// <param name="Resource">The rest, colons included, in the form of the service.</param>
internal readonly record struct Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    public const string Lambda = "lambda";
    public const string Sqs = "sqs";
    public const string Sns = "sns";
    public const string Events = "events";
    public const string S3 = "s3";
    public const string Kinesis = "kinesis";

    private const string Prefix = "arn:";
    private const string Function = "function:";

    /// <summary>The function that it names, or a version or alias of which it names; null: it names something else.</summary>
    public string? FunctionName => IsFunction ? Resource[Function.Length..QualifierColon] : null;

    /// <summary>Version or alias of the function that it names; null: none.</summary>
    public string? Qualifier => IsFunction && QualifierColon < Resource.Length ? Resource[(QualifierColon + 1)..] : null;

    /// <summary>What stands between the colons of the resource, such as <c>log-group</c> and its name.</summary>
    public string[] Parts => Resource.Split(':');

    /// <summary>Of a resource such as <c>bucket/key</c> or <c>table/name/stream/label</c>: what the text below it begins with.</summary>
    public string Below => $"{this}/";

    public static Arn Parse(string text) => TryParse(text, out var arn) ? arn : throw new FormatException($"'{text}' is no ARN; one is arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE");

    public static bool TryParse([NotNullWhen(true)] string? text, out Arn arn)
    {
        arn = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(Prefix.Length);
        if (!Next(ref rest, out var partition) || !Next(ref rest, out var service) || !Next(ref rest, out var region) || !Next(ref rest, out var account)
            || service.IsEmpty)
        {
            return false;
        }

        arn = new Arn(partition.ToString(), service.ToString(), region.ToString(), account.ToString(), rest.ToString());
        return true;
    }

    /// <summary>A function of AWS's public partition, or a version or alias of it.</summary>
    public static Arn OfFunction(string region, string account, string name, string? qualifier = null) =>
        new("aws", Lambda, region, account, qualifier is null ? $"{Function}{name}" : $"{Function}{name}:{qualifier}");

    /// <summary>A queue of AWS's public partition.</summary>
    public static Arn OfQueue(string region, string account, string name) => new("aws", Sqs, region, account, name);

    /// <summary>A bucket of AWS's public partition, or <c>bucket/key</c>: their names have neither Region nor account.</summary>
    public static Arn OfBucket(string name) => new("aws", S3, "", "", name);

    /// <summary>The default event bus of an account in a Region.</summary>
    public static Arn OfDefaultBus(string region, string account) => new("aws", Events, region, account, "event-bus/default");

    /// <summary>A topic of AWS's public partition.</summary>
    public static Arn OfTopic(string region, string account, string name) => new("aws", Sns, region, account, name);

    /// <summary>Whether a text is to be an ARN, a good one or not, rather than a name.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>How many parts a text has that is to be an ARN: what is none is told with their number.</summary>
    public static int PartsOf(string text) => text.AsSpan().Count(':') + 1;

    public override string ToString() => $"{Prefix}{Partition}:{Service}:{Region}:{Account}:{Resource}";

    private bool IsFunction => Service == Lambda && Resource.StartsWith(Function, StringComparison.Ordinal);

    private int QualifierColon => Resource.IndexOf(':', Function.Length) is var colon and >= 0 ? colon : Resource.Length;

    private static bool Next(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> part)
    {
        var colon = rest.IndexOf(':');
        part = colon < 0 ? default : rest[..colon];
        rest = colon < 0 ? rest : rest[(colon + 1)..];
        return colon >= 0;
    }
}
