using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace LambdaSim.Woven.Randomness;

/// <summary>Keys and vectors that nobody gave are drawn from the environment's own stream.</summary>
internal static class Keys
{
    public static byte[]? Of(int bytes)
    {
        if (WovenEnvironment.Current is not { } environment)
        {
            return null;
        }

        var key = new byte[bytes];
        environment.Fill(key);
        return key;
    }
}

[Redirects(typeof(Aes))]
public static class AesShims
{
    public static Aes Create()
    {
        var aes = Aes.Create();
        if (Keys.Of(aes.KeySize / 8) is { } key)
        {
            aes.Key = key;
            aes.IV = Keys.Of(aes.BlockSize / 8)!;
        }

        return aes;
    }
}

[Redirects(typeof(SymmetricAlgorithm))]
public static class SymmetricAlgorithmShims
{
    [InstanceMember]
    public static void GenerateKey(SymmetricAlgorithm self)
    {
        if (self is Aes && Keys.Of(self.KeySize / 8) is { } key)
        {
            self.Key = key;
        }
        else
        {
            self.GenerateKey();
        }
    }

    [InstanceMember]
    [SuppressMessage("Security", "CA5401", Justification = "as the code that calls it")]
    public static void GenerateIV(SymmetricAlgorithm self)
    {
        if (self is Aes && Keys.Of(self.BlockSize / 8) is { } vector)
        {
            self.IV = vector;
        }
        else
        {
            self.GenerateIV();
        }
    }
}

[Redirects(typeof(HMACMD5))]
public static class HMACMD5Shims
{
    [Constructor]
    public static HMACMD5 New() => Keys.Of(64) is { } key ? new HMACMD5(key) : new HMACMD5();
}

[Redirects(typeof(HMACSHA1))]
public static class HMACSHA1Shims
{
    [Constructor]
    public static HMACSHA1 New() => Keys.Of(64) is { } key ? new HMACSHA1(key) : new HMACSHA1();
}

[Redirects(typeof(HMACSHA256))]
public static class HMACSHA256Shims
{
    [Constructor]
    public static HMACSHA256 New() => Keys.Of(64) is { } key ? new HMACSHA256(key) : new HMACSHA256();
}

[Redirects(typeof(HMACSHA384))]
public static class HMACSHA384Shims
{
    [Constructor]
    public static HMACSHA384 New() => Keys.Of(128) is { } key ? new HMACSHA384(key) : new HMACSHA384();
}

[Redirects(typeof(HMACSHA512))]
public static class HMACSHA512Shims
{
    [Constructor]
    public static HMACSHA512 New() => Keys.Of(128) is { } key ? new HMACSHA512(key) : new HMACSHA512();
}
