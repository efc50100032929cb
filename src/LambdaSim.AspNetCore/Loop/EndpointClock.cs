using System.Globalization;

namespace LambdaSim.AspNetCore;

/// <summary>How virtual time passes behind an endpoint.</summary>
public sealed record EndpointClock
{
    private EndpointClock(string name, double factor)
    {
        Name = name;
        Factor = factor;
    }

    /// <summary>Whenever no request is in work, everything that is to happen has happened.</summary>
    public static EndpointClock Auto { get; } = new("auto", 0);

    /// <summary>Time passes only by <c>advance</c>, and as far as a waiting caller needs.</summary>
    public static EndpointClock Manual { get; } = new("manual", 0);

    /// <summary><c>auto</c>, <c>manual</c> or <c>real</c>.</summary>
    public string Name { get; }

    /// <summary>Seconds of virtual time in a second of real time; 0: it does not follow real time.</summary>
    public double Factor { get; }

    /// <summary>Follows real time.</summary>
    /// <param name="factor">Seconds of virtual time in a second of real time, more than 0 and at most a million.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of range.</exception>
    public static EndpointClock Real(double factor = 1) => factor is > 0 and <= 1_000_000
        ? new EndpointClock("real", factor)
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "the factor must be more than 0 and at most 1000000");

    /// <summary>Reads <c>auto</c>, <c>manual</c>, <c>real</c> or a factor of real time.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static EndpointClock Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "auto" => Auto,
            "manual" => Manual,
            "real" => Real(),
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor is > 0 and <= 1_000_000
                ? Real(factor)
                : throw new FormatException($"clock '{text}' is none: write auto, manual, real, or how many virtual seconds pass in a real one (0.001 to 1000000)"),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name == "real" ? $"real x {Factor.ToString(CultureInfo.InvariantCulture)}" : Name;
}
