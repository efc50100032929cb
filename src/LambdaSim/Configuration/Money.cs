using System.Globalization;

namespace LambdaSim.Configuration;

/// <summary>
/// An exact amount of US dollars: an integer count of 1e-23 USD, in which every price of a MB-millisecond is whole
/// (a GB-s is 1,024,000 MB-ms). Adding is exact; only showing rounds.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    // 1e-10 USD is the last digit of AWS's published prices.
    private const decimal PriceDigits = 1e10m;
    private static readonly Int128 UnitsPerPriceDigit = 10_000_000_000_000;
    private static readonly Int128 UnitsPerShownDigit = 100_000_000_000;
    private const decimal ShownDigits = 1e12m;

    private readonly Int128 _units;

    private Money(Int128 units) => _units = units;

    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>In US dollars, rounded half to even at 12 decimals.</summary>
    public decimal Usd
    {
        get
        {
            var (quotient, rest) = Int128.DivRem(Int128.Abs(_units), UnitsPerShownDigit);
            var twice = rest * 2;
            if (twice > UnitsPerShownDigit || (twice == UnitsPerShownDigit && Int128.IsOddInteger(quotient)))
            {
                quotient++;
            }

            return (decimal)(_units < 0 ? -quotient : quotient) / ShownDigits;
        }
    }

    /// <summary>An amount with at most 10 decimals, as AWS writes prices.</summary>
    /// <exception cref="SimulationConfigException">It has more decimals.</exception>
    public static Money FromUsd(decimal usd)
    {
        var digits = usd * PriceDigits;
        return digits == decimal.Truncate(digits)
            ? new Money((Int128)digits * UnitsPerPriceDigit)
            : throw new SimulationConfigException(Text.Invariant($"price {usd} has more than 10 decimals"));
    }

    /// <summary>Sum.</summary>
    public static Money operator +(Money left, Money right) => new(left._units + right._units);

    /// <summary>Difference.</summary>
    public static Money operator -(Money left, Money right) => new(left._units - right._units);

    /// <summary>The same amount with the other sign.</summary>
    public static Money operator -(Money value) => new(-value._units);

    /// <summary>So many times the amount.</summary>
    public static Money operator *(Money value, long count) => new(value._units * count);

    /// <summary>Less.</summary>
    public static bool operator <(Money left, Money right) => left._units < right._units;

    /// <summary>More.</summary>
    public static bool operator >(Money left, Money right) => left._units > right._units;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(Money left, Money right) => left._units <= right._units;

    /// <summary>More or equal.</summary>
    public static bool operator >=(Money left, Money right) => left._units >= right._units;

    /// <inheritdoc/>
    public int CompareTo(Money other) => _units.CompareTo(other._units);

    /// <summary>US dollars with two decimals, such as <c>2.73</c>.</summary>
    public override string ToString() => ToString(2);

    /// <summary>US dollars with a number of decimals, 0 to 12.</summary>
    public string ToString(int decimals) =>
        decimal.Round(Usd, decimals, MidpointRounding.ToEven).ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture);

    /// <summary>One part of an amount split evenly, rounded down.</summary>
    internal Money DividedBy(Int128 parts) => new(_units / parts);

    /// <summary>So many times the amount.</summary>
    internal Money Times(Int128 count) => new(_units * count);
}
