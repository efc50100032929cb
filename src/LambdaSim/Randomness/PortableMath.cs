namespace LambdaSim.Randomness;

/// <summary>
/// Logarithm, exponential and normal quantile from additions, multiplications, divisions and square roots only, each of which
/// IEEE 754 defines to the last bit: the same result on every machine. Never fused, never vendor code.
/// </summary>
internal static class PortableMath
{
    /// <summary>The natural logarithm of 2.</summary>
    public const double Ln2 = 0.69314718055994530942;

    // ln 2 in two parts: the upper has 21 trailing zero bits, so that a multiple of it by an exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.44269504088896340736;

    private const long SqrtHalf = 0x3FE6A09E667F3BCD;
    private const long SmallestNormal = 0x0010000000000000;
    private const long NormalCount = 0x7FF0000000000000 - SmallestNormal;
    private const double TwoTo54 = 18014398509481984;

    /// <summary>The natural logarithm, within 2 units in the last place.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        if ((ulong)(bits - SmallestNormal) >= NormalCount)
        {
            return LogOfRest(x);
        }

        // x = 2^k m with m between sqrt(1/2) and sqrt(2); ln m = 2 artanh(s), |s| < 0.172, so ten terms reach the last bit.
        var k = (bits - SqrtHalf) >> 52;
        var m = BitConverter.Int64BitsToDouble(bits - (k << 52));
        var s = (m - 1) / (m + 1);
        var z = s * s;
        var w = z * z;
        var odd = 1.0 / 3 + (w * (1.0 / 7 + (w * (1.0 / 11 + (w * (1.0 / 15 + (w * (1.0 / 19))))))));
        var even = 1.0 / 5 + (w * (1.0 / 9 + (w * (1.0 / 13 + (w * (1.0 / 17 + (w * (1.0 / 21))))))));
        var twice = s + s;
        return (k * Ln2High) + (twice + ((twice * ((z * odd) + (w * even))) + (k * Ln2Low)));
    }

    /// <summary>The exponential, within 2 units in the last place; subnormal results within one unit.</summary>
    public static double Exp(double x)
    {
        if (!(x > -746 && x < 710))
        {
            return double.IsNaN(x) ? x : x > 0 ? double.PositiveInfinity : 0;
        }

        // x = k ln 2 + r with |r| < 0.35: fourteen terms reach the last bit.
        var k = Math.Floor((x * Log2E) + 0.5);
        var r = (x - (k * Ln2High)) - (k * Ln2Low);
        var p = 1.0 / 6227020800;
        p = 1.0 / 479001600 + (r * p);
        p = 1.0 / 39916800 + (r * p);
        p = 1.0 / 3628800 + (r * p);
        p = 1.0 / 362880 + (r * p);
        p = 1.0 / 40320 + (r * p);
        p = 1.0 / 5040 + (r * p);
        p = 1.0 / 720 + (r * p);
        p = 1.0 / 120 + (r * p);
        p = 1.0 / 24 + (r * p);
        p = 1.0 / 6 + (r * p);
        p = 0.5 + (r * p);
        var value = 1 + (r + (r * r * p));

        // 2^k in two factors: k alone may leave the range of normal numbers although the result does not.
        var half = (int)k >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo((int)k - half);
    }

    /// <summary>The value a standard normal variable stays below with probability <paramref name="p"/>, to about 1e-15.</summary>
    /// <param name="p">Between 0 and 1, both excluded.</param>
    public static double InverseNormal(double p)
    {
        // Wichura (1988), algorithm AS 241, PPND16: three rational approximations, by distance from the median.
        var q = p - 0.5;
        if (q is >= -0.425 and <= 0.425)
        {
            var r = 0.180625 - (q * q);
            return q * Horner(r, 2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
                    1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0)
                / Horner(r, 5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
                    5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1);
        }

        var tail = UpperTail(q < 0 ? p : 1 - p);
        return q < 0 ? -tail : tail;
    }

    /// <summary>The value a standard normal variable exceeds with the small probability <paramref name="p"/>; exact far out, where 1 - p is 1.</summary>
    /// <param name="p">More than 0, at most 0.075.</param>
    public static double UpperTail(double p)
    {
        var r = Math.Sqrt(-Log(p));
        if (r <= 5)
        {
            r -= 1.6;
            return Horner(r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
                    3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0)
                / Horner(r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
                    6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1);
        }

        r -= 5;
        return Horner(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
                2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0)
            / Horner(r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
                1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1);
    }

    private static double LogOfRest(double x) => x switch
    {
        0 => double.NegativeInfinity,
        < 0 => double.NaN,
        double.PositiveInfinity or double.NaN => x,
        _ => Log(x * TwoTo54) - (54 * Ln2),
    };

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    private static double Horner(double x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0) =>
        (((((((((((((c7 * x) + c6) * x) + c5) * x) + c4) * x) + c3) * x) + c2) * x) + c1) * x) + c0;
}
