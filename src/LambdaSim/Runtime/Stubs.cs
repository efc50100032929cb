namespace LambdaSim.Runtime
{
    internal static class ErrorDocument
    {
        public static byte[] Of(Exception e) => System.Text.Encoding.UTF8.GetBytes($$"""{"errorType":"{{e.GetType().Name}}","errorMessage":"{{e.Message}}"}""");
    }

    internal sealed class DeterministicGuids(ulong stream)
    {
        public Guid Next() => new((int)stream, 0, 0, new byte[8]);
    }
}
namespace LambdaSim.Randomness
{
#pragma warning disable RS0030
    internal sealed class DeterministicRandom(ulong stream) : Random((int)stream)
    {
    }
}

namespace LambdaSim
{
    public sealed partial class Simulation
    {
        private sealed class StubCode(Func<LambdaContext, Task<int>> body) : LambdaSim.Runtime.HandlerCode
        {
            private static readonly byte[] _one = "1"u8.ToArray();
            public override string Description => "stub";
            public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
            {
                var t = body(context);
                return t.IsCompletedSuccessfully ? new(_one) : Slow(t);
            }
            static async ValueTask<ReadOnlyMemory<byte>> Slow(Task<int> t) { await t.ConfigureAwait(false); return _one; }
        }
        /// <summary>stub</summary>
        public Function AddFunction(string name, Func<LambdaContext, Task<int>> body) => Add(name, new StubCode(body), null);
    }
}
