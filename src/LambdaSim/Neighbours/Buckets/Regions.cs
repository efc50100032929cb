namespace LambdaSim.Neighbours.Buckets;

/// <summary>Regions as S3 has them.</summary>
internal static class Regions
{
    /// <summary>It has no location constraint, and gives a bucket again to who creates it twice.</summary>
    public const string Oldest = "us-east-1";

    private const string OldEurope = "EU", Europe = "eu-west-1";

    public static string Of(string? constraint) => constraint switch
    {
        null or "" => Oldest,
        OldEurope => Europe,
        _ => constraint,
    };
}
