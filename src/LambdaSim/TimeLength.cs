using NodaTime;

namespace LambdaSim;

/// <summary>
/// A length of virtual time as settings and verbs take it: a <see cref="TimeSpan"/>, a NodaTime <see cref="Duration"/> or
/// <c>3.Seconds</c> becomes one by itself. Results are NodaTime's.
/// </summary>
/// <example>
/// <code>
/// simulation.AdvanceBy(TimeSpan.FromMinutes(5));
/// simulation.AdvanceBy(Duration.FromMinutes(5));
/// simulation.AdvanceBy(5.Minutes); // using LambdaSim.Units
/// </code>
/// </example>
public readonly struct TimeLength : IEquatable<TimeLength>, IComparable<TimeLength>
{
    private readonly Duration _length;

    private TimeLength(Duration length) => _length = length;

    /// <summary>No time.</summary>
    public static TimeLength Zero => default;

    /// <summary>In days, with fractions.</summary>
    public double TotalDays => _length.TotalDays;

    /// <summary>In hours, with fractions.</summary>
    public double TotalHours => _length.TotalHours;

    /// <summary>In minutes, with fractions.</summary>
    public double TotalMinutes => _length.TotalMinutes;

    /// <summary>In seconds, with fractions.</summary>
    public double TotalSeconds => _length.TotalSeconds;

    /// <summary>In milliseconds, with fractions.</summary>
    public double TotalMilliseconds => _length.TotalMilliseconds;

    /// <summary>As NodaTime's type: the same length, to the nanosecond.</summary>
    public Duration ToDuration() => _length;

    /// <summary>As .NET's type, which counts 100 nanoseconds: what is below is dropped.</summary>
    public TimeSpan ToTimeSpan() => _length.ToTimeSpan();

    /// <summary>In nanoseconds.</summary>
    /// <exception cref="OverflowException">It is longer than 292 years.</exception>
    internal long ToInt64Nanoseconds() => _length.ToInt64Nanoseconds();

    /// <inheritdoc/>
    public int CompareTo(TimeLength other) => _length.CompareTo(other._length);

    /// <inheritdoc/>
    public bool Equals(TimeLength other) => _length.Equals(other._length);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TimeLength other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (_length.Days * 397) ^ (int)(_length.NanosecondOfDay >> 16) ^ (int)_length.NanosecondOfDay;

    /// <summary>As NodaTime writes durations: days, hours, minutes, seconds, <c>0:00:00:03</c>.</summary>
    public override string ToString() => _length.ToString(null, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same length.</summary>
    public static implicit operator TimeLength(Duration length) => new(length);

    /// <summary>The same length.</summary>
    public static implicit operator TimeLength(TimeSpan length) => new(Duration.FromTimeSpan(length));

    /// <summary>Both together.</summary>
    public static TimeLength operator +(TimeLength left, TimeLength right) => left._length + right._length;

    /// <summary>What is left.</summary>
    public static TimeLength operator -(TimeLength left, TimeLength right) => left._length - right._length;

    /// <summary>So many times as long.</summary>
    public static TimeLength operator *(TimeLength length, double factor) => length._length * factor;

    /// <summary>So many times as long.</summary>
    public static TimeLength operator *(double factor, TimeLength length) => length._length * factor;

    /// <summary>A part of it.</summary>
    public static TimeLength operator /(TimeLength length, double divisor) => length._length / divisor;

    /// <summary>As long.</summary>
    public static bool operator ==(TimeLength left, TimeLength right) => left.Equals(right);

    /// <summary>Not as long.</summary>
    public static bool operator !=(TimeLength left, TimeLength right) => !left.Equals(right);

    /// <summary>Shorter.</summary>
    public static bool operator <(TimeLength left, TimeLength right) => left._length < right._length;

    /// <summary>Longer.</summary>
    public static bool operator >(TimeLength left, TimeLength right) => left._length > right._length;

    /// <summary>Not longer.</summary>
    public static bool operator <=(TimeLength left, TimeLength right) => left._length <= right._length;

    /// <summary>Not shorter.</summary>
    public static bool operator >=(TimeLength left, TimeLength right) => left._length >= right._length;
}
