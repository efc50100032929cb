using LambdaSim.Randomness;
using LambdaSim.Runtime;
using LambdaSim.Woven;

namespace LambdaSim.Deployed.Running;

/// <summary>What the woven body of a Run sees: the simulation's time and randomness; variables, files and network are the machine's.</summary>
internal sealed class BodyEnvironment(LoopHost host) : WovenEnvironment
{
    private readonly DeterministicRandom _random = new(Draw.Stream(host.Seed, Purpose.DeployedRandom, ulong.MaxValue));
    private readonly ulong _guids = Draw.Stream(host.Seed, Purpose.DeployedGuid, ulong.MaxValue);
    private ulong _guid;

    public override TimeProvider Time => host.Time;

    public override Random Random => _random;

    public override bool IsProcess => false;

    public override IDictionary<string, string> Variables => throw new NotSupportedException("the body of Run has the machine's variables");

    public override FolderMap Folders => throw new NotSupportedException("the body of Run has the machine's files");

    public override int ProcessorCount => Environment.ProcessorCount;

    public override Guid NewGuid() => DeterministicGuid.At(_guids, _guid++);

    public override void Fill(Span<byte> bytes) => _random.NextBytes(bytes);

    public override void Spend(TimeSpan time) => throw new NotSupportedException("Thread.Sleep in the body of Run lets no virtual time pass: await Task.Delay instead");

    public override void Exit(int? code, string message) => throw new NotSupportedException($"{message} in the body of Run would end the test");

    public override void Note(string what) => host.Note(what);
}
