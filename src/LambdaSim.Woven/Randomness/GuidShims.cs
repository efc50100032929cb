namespace LambdaSim.Woven.Randomness;

[Redirects(typeof(Guid))]
[Hidden]
public static class GuidShims
{
    public static Guid NewGuid() => WovenEnvironment.Current?.NewGuid() ?? Guid.NewGuid();

    public static Guid CreateVersion7() => CreateVersion7(Ambient.Time.GetUtcNow());

    public static Guid CreateVersion7(DateTimeOffset timestamp)
    {
        if (WovenEnvironment.Current is not { } environment)
        {
            return Guid.CreateVersion7(timestamp);
        }

        Span<byte> bytes = stackalloc byte[16];
        environment.Fill(bytes);
        var milliseconds = timestamp.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
