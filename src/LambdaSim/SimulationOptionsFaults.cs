using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim;

/// <summary>What is wrong with options, in words that name the option, its value and what is allowed.</summary>
internal static class SimulationOptionsFaults
{
    // Real waits take milliseconds in 31 bits.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(24);

    /// <returns>The options.</returns>
    /// <exception cref="SimulationConfigException">An option is out of range.</exception>
    public static SimulationOptions Validate(this SimulationOptions options) =>
        options.Faults().FirstOrDefault() is { } fault ? throw new SimulationConfigException(fault) : options;

    public static IEnumerable<string> Faults(this SimulationOptions options)
    {
        if (options.World is null)
        {
            yield return "World is null; leave it out for AWS's defaults";
        }

        if (options.Faults is null)
        {
            yield return "Faults is null; leave it out, or say FaultPlan.None";
        }

        if (options.Semantics is null)
        {
            yield return "Semantics is null; leave it out for the current version";
        }

        if (options.Observers is null || options.Observers.Contains(null!))
        {
            yield return "Observers is, or holds, a null";
        }

        foreach (var (name, value) in new[] { (nameof(options.BlockingPatience), options.BlockingPatience), (nameof(options.ExternalPatience), options.ExternalPatience) })
        {
            if (value <= TimeSpan.Zero || value > _longest)
            {
                yield return Text.Invariant($"{name} is {value.TotalSeconds} s; it must be more than 0 and at most 24 days");
            }
        }

        foreach (var (name, value) in new[] { (nameof(options.MaximumCausedInvocations), options.MaximumCausedInvocations), (nameof(options.MaximumTimerRings), options.MaximumTimerRings) })
        {
            if (value < 1)
            {
                yield return Text.Invariant($"{name} is {value}; it must be 1 or more");
            }
        }

        if (options.CancellationLead < Duration.Zero || options.CancellationLead > Duration.FromDays(1))
        {
            yield return Text.Invariant($"CancellationLead is {options.CancellationLead.TotalSeconds} s; it must not be negative, nor longer than a day");
        }

        if (options.TopicLatency < Duration.Zero || options.TopicLatency > Duration.FromMinutes(1))
        {
            yield return Text.Invariant($"TopicLatency is {options.TopicLatency.TotalSeconds} s; it must be 0 to 60 s");
        }

        if (options.StreamDwell < Duration.Zero || options.StreamDwell > Duration.FromHours(1))
        {
            yield return Text.Invariant($"StreamDwell is {options.StreamDwell.TotalSeconds} s; it must be 0 to 3,600 s");
        }

        if (options.SchedulePrecision < Duration.Zero || options.SchedulePrecision > Duration.FromMinutes(1))
        {
            yield return Text.Invariant($"SchedulePrecision is {options.SchedulePrecision.TotalSeconds} s; it must be 0 to 60 s");
        }

        foreach (var fault in AddressFaults(options.AccountId, options.Region))
        {
            yield return fault;
        }

        foreach (var (name, known) in new[] { (nameof(options.Log), Enum.IsDefined(options.Log)), (nameof(options.Escapes), Enum.IsDefined(options.Escapes)), (nameof(options.OutsideWork), Enum.IsDefined(options.OutsideWork)) })
        {
            if (!known)
            {
                yield return $"{name} is none of the values of its type";
            }
        }
    }

    /// <exception cref="SimulationConfigException">They are no account and region.</exception>
    public static void RequireAddress(string account, string region)
    {
        if (AddressFaults(account, region).FirstOrDefault() is { } fault)
        {
            throw new SimulationConfigException(fault);
        }
    }

    private static IEnumerable<string> AddressFaults(string? account, string? region)
    {
        if (account is not { Length: 12 } || !account.All(char.IsAsciiDigit))
        {
            yield return $"AccountId is '{account}'; AWS's have twelve digits";
        }

        if (region is not { Length: > 0 } || !region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            yield return $"Region is '{region}'; it must be a name such as us-east-1";
        }
    }
}
