using System.Text;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

/// <summary>Tokens that say where a listing goes on: the last name told, in letters that nobody takes for a name.</summary>
internal static class ListToken
{
    private const int Longest = 2_048;

    public static string Write(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    /// <summary>Null: there is none.</summary>
    /// <exception cref="BucketServiceException">It is none of an answer.</exception>
    public static string? Read(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var bytes = new byte[Math.Min(token.Length, Longest)];
        return token.Length is > 0 and <= Longest && Convert.TryFromBase64String(token, bytes, out var count) && System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, count)) ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw BucketServiceException.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
