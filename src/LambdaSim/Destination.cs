using System.Text.RegularExpressions;
using LambdaSim.Configuration;

namespace LambdaSim;

/// <summary>What can be named as a destination or as a dead-letter queue: queues, topics and functions of the simulation.</summary>
public interface IDestinationTarget
{
    /// <summary>The ARN that stands for it in a configuration.</summary>
    string Arn { get; }
}

/// <summary>Where a function's asynchronous events, or records of them, are sent (rules ASY-DESTINATION and ASY-DLQ).</summary>
/// <param name="Arn">ARN of the target; empty: none, as in AWS's own requests.</param>
public sealed partial record Destination(string Arn)
{
    internal const int MaxLength = 350;

    // As AWS's answers give it.
    internal const string Pattern = @"$|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)";

    /// <summary>What stands before a function's name in a configuration file.</summary>
    internal const string FunctionPrefix = "function ";

    private const string DeadLetterPattern = @"(arn:(aws[a-zA-Z0-9-]*):[a-z0-9-.]+:.*)|()";

    /// <summary>A queue, topic or function of the simulation.</summary>
    public static Destination To(IDestinationTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new Destination(target.Arn);
    }

    /// <summary>A queue by its name, in the account and region of the function that sends to it.</summary>
    public static Destination ToQueue(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here(Resources.Arn.OfQueue("", "", name));
    }

    /// <summary>A function by its name, or <c>name:version</c>, in the account and region of the function that sends to it.</summary>
    public static Destination ToFunction(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here(Resources.Arn.OfFunction("", "", name));
    }

    /// <summary>Of a queue that is given by its name; null: it is not.</summary>
    internal string? QueueName => Named is { Service: Resources.Arn.Sqs, Resource: var name } ? name : null;

    /// <summary>Of a function that is given by its name; null: it is not.</summary>
    internal string? FunctionName => Named is { FunctionName: { } name, Qualifier: var qualifier } ? qualifier is null ? name : $"{name}:{qualifier}" : null;

    /// <summary>As a configuration file has it: a queue's name, <c>function NAME</c>, or an ARN.</summary>
    internal static Destination Parse(string text) =>
        text.StartsWith(FunctionPrefix, StringComparison.Ordinal) ? ToFunction(text[FunctionPrefix.Length..].Trim())
        : Resources.Arn.IsMeant(text) ? new Destination(text)
        : ToQueue(text);

    /// <summary>What <see cref="Parse"/> reads.</summary>
    internal string Written => QueueName ?? (FunctionName is { } function ? FunctionPrefix + function : Arn);

    /// <summary>With the whole ARN, where it is given by a name.</summary>
    internal Destination In(string account, string region) =>
        QueueName is not null || FunctionName is not null ? Here(Named!.Value with { Region = region, Account = account }) : this;

    // Without region and account it is a name: in those of the world it is named in.
    private Resources.Arn? Named => Resources.Arn.TryParse(Arn, out var arn) && arn is { Region: "", Account: "" } ? arn : null;

    private static Destination Here(Resources.Arn arn) => new(arn.ToString());

    /// <exception cref="ValidationException">AWS's service model does not allow the text.</exception>
    internal static void Validate(Destination? destination, string member)
    {
        if (destination is null)
        {
            return;
        }

        if (destination.Arn.Length > MaxLength)
        {
            throw Refused(destination, member, Text.Invariant($"Member must have length less than or equal to {MaxLength}"));
        }

        if (!Known().IsMatch(destination.Arn))
        {
            throw Refused(destination, member, $"Member must satisfy regular expression pattern: {Pattern}");
        }
    }

    /// <exception cref="ValidationException">AWS's service model does not allow the text.</exception>
    internal static void ValidateDeadLetterQueue(Destination? destination)
    {
        if (destination is not null && !KnownDeadLetterQueue().IsMatch(destination.Arn))
        {
            throw Refused(destination, "deadLetterConfig.targetArn", $"Member must satisfy regular expression pattern: {DeadLetterPattern}");
        }
    }

    private static ValidationException Refused(Destination destination, string member, string constraint) =>
        new($"1 validation error detected: Value '{destination.Arn}' at '{member}' failed to satisfy constraint: {constraint}");

    [GeneratedRegex(@"\A(kafka://[^.][a-zA-Z0-9\-_.]{0,248}|arn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9\-]+:((eusc-)?[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9])?:([0-9]{12})?:.*)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    internal static partial Regex Known();

    [GeneratedRegex(@"\A(arn:aws[a-zA-Z0-9-]*:[a-z0-9\-.]+:.*)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex KnownDeadLetterQueue();
}
