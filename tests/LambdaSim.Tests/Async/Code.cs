using LambdaSim.Runtime;

namespace LambdaSim.Tests.Async;

/// <summary>Handlers for tests of what becomes of events.</summary>
internal sealed class Code(Func<LambdaContext, ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>>> body) : HandlerCode
{
    public override string Description => "test";

    /// <summary>Returns its event after 100 ms.</summary>
    public static Code Echo => new(static async (c, p) =>
    {
        await c.Delay(Duration.FromMilliseconds(100));
        return p;
    });

    /// <summary>Its process exits after 100 ms.</summary>
    public static Code Exits => new(static async (c, _) =>
    {
        await c.Delay(Duration.FromMilliseconds(100));
        c.Exit(1);
        return default;
    });

    /// <summary>Returns a JSON string of so many bytes.</summary>
    public static Code Answering(int bytes) => new((_, _) => new(Json(bytes)));

    /// <summary>Throws at once.</summary>
    public static Code Throwing(string message) => new((_, _) => throw new FormatException(message));

    /// <summary>A JSON string of so many bytes, quotes included.</summary>
    public static byte[] Json(int bytes) => System.Text.Encoding.UTF8.GetBytes($"\"{new string('x', bytes - 2)}\"");

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => body(context, payload);
}
