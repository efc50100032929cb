namespace LambdaSim.Runtime
{
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
