using System.Diagnostics;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>
/// A number of DynamoDB: a decimal of at most 38 digits with a magnitude of 1E-130 to 9.99E+125 (rule DDB-NUMBER). It has one form: a coefficient without trailing
/// zeros, and zero is positive.
/// </summary>
internal readonly struct TableNumber : IEquatable<TableNumber>, IComparable<TableNumber>
{
    /// <summary>Most significant digits.</summary>
    public const int MaxDigits = 38;

    /// <summary>The power of ten of the first digit.</summary>
    public const int MinMagnitude = -130, MaxMagnitude = 125;

    private readonly UInt128 _coefficient;
    private readonly short _exponent;
    private readonly byte _digits;
    private readonly bool _isNegative;

    private TableNumber(bool isNegative, UInt128 coefficient, int exponent, int digits) =>
        (_isNegative, _coefficient, _exponent, _digits) = (isNegative, coefficient, (short)exponent, (byte)digits);

    public bool IsNegative => _isNegative;

    public bool IsZero => _digits == 0;

    /// <summary>All digits, without trailing zeros.</summary>
    public UInt128 Coefficient => _coefficient;

    /// <summary>The power of ten of the last digit.</summary>
    public int Exponent => _exponent;

    /// <summary>How many digits the coefficient has; 0: the number is zero.</summary>
    public int Digits => _digits;

    /// <summary>The power of ten of the first digit.</summary>
    public int Magnitude => _exponent + _digits - 1;

    /// <summary>A whole number.</summary>
    public static TableNumber Of(long value)
    {
        Debug.Assert(MaxDigits > 19, "Each long has room.");
        return Of(value < 0, value < 0 ? (UInt128)(-(Int128)value) : (UInt128)value, 0).Number;
    }

    /// <summary>A coefficient below 10^38 with any exponent, and why it is no number of DynamoDB; null: it is one.</summary>
    public static (TableNumber Number, NumberFault? Fault) Of(bool isNegative, UInt128 coefficient, int exponent)
    {
        if (coefficient == 0)
        {
            return (default, null);
        }

        while (true)
        {
            var (rest, digit) = UInt128.DivRem(coefficient, 10);
            if (digit != 0)
            {
                break;
            }

            coefficient = rest;
            exponent++;
        }

        var digits = PowersOfTen.DigitsOf(coefficient);
        var magnitude = exponent + digits - 1;
        return magnitude > MaxMagnitude ? (default, NumberFault.Overflow)
            : magnitude < MinMagnitude ? (default, NumberFault.Underflow)
            : digits > MaxDigits ? (default, NumberFault.Precision)
            : (new TableNumber(isNegative, coefficient, exponent, digits), null);
    }

    public bool Equals(TableNumber other) =>
        _coefficient == other._coefficient && _exponent == other._exponent && _isNegative == other._isNegative;

    public override bool Equals(object? obj) => obj is TableNumber other && Equals(other);

    public override int GetHashCode() => unchecked((int)(uint)_coefficient ^ ((int)(uint)(_coefficient >> 64) * 31) ^ (_exponent << 16) ^ (_isNegative ? 1 : 0));

    public int CompareTo(TableNumber other)
    {
        if (IsZero || other.IsZero || _isNegative != other._isNegative)
        {
            return Sign.CompareTo(other.Sign);
        }

        var bySize = Magnitude.CompareTo(other.Magnitude);
        if (bySize == 0)
        {
            // Of equal magnitude: with as many digits as the longer one has, they compare as whole numbers.
            bySize = _digits < other._digits
                ? (_coefficient * PowersOfTen.At(other._digits - _digits)).CompareTo(other._coefficient)
                : _coefficient.CompareTo(other._coefficient * PowersOfTen.At(_digits - other._digits));
        }

        return _isNegative ? -bySize : bySize;
    }

    public TableNumber Negated => IsZero ? this : new(!_isNegative, _coefficient, _exponent, _digits);

    /// <summary>As DynamoDB writes it: without an exponent.</summary>
    public override string ToString() => NumberText.Write(this);

    private int Sign => IsZero ? 0 : _isNegative ? -1 : 1;
}
