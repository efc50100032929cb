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

namespace LambdaSim.Events
{
    internal static class LogStreamName
    {
        public static string Of(ulong seed, int environment, string version, NodaTime.Instant instant) => "stream";
    }
}
