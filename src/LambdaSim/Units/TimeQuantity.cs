using NodaTime;

namespace LambdaSim.Units;

/// <summary>
/// What <c>3.Seconds</c> is: a length of time that becomes by itself what is asked for, a <see cref="Duration"/>, a
/// <see cref="TimeSpan"/> or a <see cref="TimeLength"/>.
/// </summary>
/// <example>
/// <code>
/// Duration timeout = 30.Seconds;
/// TimeSpan pause = 1.5.Minutes;
/// await Task.Delay(3.Seconds, context.Time);
/// Assert.Equal(4.Minutes + 2.Seconds, simulation.Elapsed);
/// </code>
/// </example>
public readonly struct TimeQuantity : IEquatable<TimeQuantity>, IComparable<TimeQuantity>
{
    private readonly Duration _length;

    internal TimeQuantity(Duration length) => _length = length;

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

    /// <summary>As NodaTime's type.</summary>
    public Duration ToDuration() => _length;

    /// <summary>As .NET's type, which counts 100 nanoseconds: what is below is dropped.</summary>
    public TimeSpan ToTimeSpan() => _length.ToTimeSpan();

    /// <summary>In nanoseconds.</summary>
    /// <exception cref="OverflowException">It is longer than 292 years.</exception>
    public long ToInt64Nanoseconds() => _length.ToInt64Nanoseconds();

    /// <inheritdoc/>
    public int CompareTo(TimeQuantity other) => _length.CompareTo(other._length);

    /// <inheritdoc/>
    public bool Equals(TimeQuantity other) => _length.Equals(other._length);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TimeQuantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (_length.Days * 397) ^ (int)(_length.NanosecondOfDay >> 16) ^ (int)_length.NanosecondOfDay;

    /// <summary>As NodaTime writes durations: days, hours, minutes, seconds, <c>0:00:00:03</c>.</summary>
    public override string ToString() => _length.ToString(null, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As NodaTime's type.</summary>
    public static implicit operator Duration(TimeQuantity quantity) => quantity._length;

    /// <summary>As .NET's type.</summary>
    public static implicit operator TimeSpan(TimeQuantity quantity) => quantity.ToTimeSpan();

    /// <summary>As settings and verbs take it.</summary>
    public static implicit operator TimeLength(TimeQuantity quantity) => quantity._length;

    /// <summary>The other way.</summary>
    public static TimeQuantity operator -(TimeQuantity quantity) => new(-quantity._length);

    /// <summary>Both together.</summary>
    public static TimeQuantity operator +(TimeQuantity left, TimeQuantity right) => new(left._length + right._length);

    /// <summary>What is left.</summary>
    public static TimeQuantity operator -(TimeQuantity left, TimeQuantity right) => new(left._length - right._length);

    /// <summary>So many times as long.</summary>
    public static TimeQuantity operator *(TimeQuantity quantity, long factor) => new(quantity._length * factor);

    /// <summary>So many times as long.</summary>
    public static TimeQuantity operator *(long factor, TimeQuantity quantity) => new(quantity._length * factor);

    /// <summary>So many times as long.</summary>
    public static TimeQuantity operator *(TimeQuantity quantity, double factor) => new(quantity._length * factor);

    /// <summary>So many times as long.</summary>
    public static TimeQuantity operator *(double factor, TimeQuantity quantity) => new(quantity._length * factor);

    /// <summary>A part of it.</summary>
    public static TimeQuantity operator /(TimeQuantity quantity, double divisor) => new(quantity._length / divisor);

    /// <summary>How often the one goes into the other.</summary>
    public static double operator /(TimeQuantity left, TimeQuantity right) => left._length / right._length;

    /// <summary>As long.</summary>
    public static bool operator ==(TimeQuantity left, TimeQuantity right) => left.Equals(right);

    /// <summary>Not as long.</summary>
    public static bool operator !=(TimeQuantity left, TimeQuantity right) => !left.Equals(right);

    /// <summary>Shorter.</summary>
    public static bool operator <(TimeQuantity left, TimeQuantity right) => left._length < right._length;

    /// <summary>Longer.</summary>
    public static bool operator >(TimeQuantity left, TimeQuantity right) => left._length > right._length;

    /// <summary>Not longer.</summary>
    public static bool operator <=(TimeQuantity left, TimeQuantity right) => left._length <= right._length;

    /// <summary>Not shorter.</summary>
    public static bool operator >=(TimeQuantity left, TimeQuantity right) => left._length >= right._length;
}
