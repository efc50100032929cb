namespace LambdaSim.Async;

/// <summary>What an invocation carries of which only the length is known: JSON of that length. All of them are the end of one buffer.</summary>
internal static class ModelledPayload
{
    // AWS's largest event.
    private const int Most = 1_048_576;

    // A number may stand after any white space.
    private static readonly byte[] _longest = Longest();

    public static ReadOnlyMemory<byte> Of(int bytes) => _longest.AsMemory(Most - Math.Min(bytes, Most));

    private static byte[] Longest()
    {
        var json = new byte[Most];
        Array.Fill(json, (byte)' ');
        json[^1] = (byte)'0';
        return json;
    }
}
