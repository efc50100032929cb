using System.Globalization;
using LambdaSim.Randomness;

namespace LambdaSim.Events;

/// <summary>What INIT_START calls a runtime. AWS's build numbers and digests are not simulated: the build is 1, the digits follow from the name.</summary>
internal static class RuntimeVersionName
{
    private const int DigestWords = 4;

    /// <summary>Such as <c>python:3.13.v1</c>.</summary>
    public static string Of(string runtime)
    {
        var split = runtime.AsSpan().IndexOfAny("0123456789.");
        return split <= 0 ? runtime + ":v1" : $"{runtime[..split]}:{runtime[split..].TrimStart('.').Replace(".x", "", StringComparison.Ordinal)}.v1";
    }

    /// <summary>The ARN of that version.</summary>
    public static string Arn(string runtime)
    {
        var entity = StableHash.Of(runtime);
        var digits = Enumerable.Range(0, DigestWords).Select(i => Draw.Bits(0, Purpose.LogStream, entity, (ulong)i).ToString("x16", CultureInfo.InvariantCulture));
        return new Resources.Arn("aws", Resources.Arn.Lambda, "us-east-1", "", $"runtime:{string.Concat(digits)}").ToString();
    }
}
