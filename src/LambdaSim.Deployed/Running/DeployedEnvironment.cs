using System.Globalization;
using LambdaSim.Randomness;
using LambdaSim.Runtime;
using LambdaSim.Woven;
using NodaTime;

namespace LambdaSim.Deployed.Running;

/// <summary>What woven code sees of one process of a simulation.</summary>
internal sealed class DeployedEnvironment : WovenEnvironment
{
    /// <summary>Memory that buys one core (rule DEP-CORES).</summary>
    public const int CoreMb = 1_769;

    private readonly LiveProcess _process;
    private readonly bool _reachesInternet;
    private readonly TimeProvider _time;
    private readonly DeterministicRandom _random;
    private readonly ulong _guids;
    private ulong _guid;
    private HttpMessageHandler? _network;

    public DeployedEnvironment(LiveProcess process, InvocationContext context, FolderMap folders, bool reachesInternet = true)
    {
        (_process, _reachesInternet) = (process, reachesInternet);
        Folders = folders;
        _time = context.Time;
        Variables = new ProcessVariables(context);
        var seed = process.Environment.Function.Host.Seed;
        var entity = (ulong)(uint)process.Environment.Serial << 32 | (uint)process.Generation;
        _random = new DeterministicRandom(Draw.Stream(seed, Purpose.DeployedRandom, entity));
        _guids = Draw.Stream(seed, Purpose.DeployedGuid, entity);
    }

    public override TimeProvider Time
    {
        get
        {
            // A loop that waits for the clock would not end otherwise.
            if (_process.Sandbox.Meter is not null)
            {
                _process.Environment.Function.Host.Settle(_process.Sandbox);
            }

            return _time;
        }
    }

    public override Random Random => _random;

    public override IDictionary<string, string> Variables { get; }

    public override FolderMap Folders { get; }

    public override int ProcessorCount => Math.Clamp((_process.Environment.Function.Definition.Config.MemoryMb + CoreMb - 1) / CoreMb, 2, 6);

    public override HttpMessageHandler? Network => _network ??= _process.Environment.Function.Host.Network?.Invoke() is { } wire ? new EnvironmentNetwork(wire, _reachesInternet, _time) : null;

    public override bool AnyWork => _process.Environment.Function.Host.Baton.AnyBehind;

    /// <summary>From now on the process reaches a Lambda Runtime API of its own.</summary>
    public RuntimeApi Serve()
    {
        var api = new RuntimeApi { InnerHandler = Network! };
        _network = api;
        return api;
    }

    public override Guid NewGuid() => DeterministicGuid.At(_guids, _guid++);

    public override void Fill(Span<byte> bytes) => _random.NextBytes(bytes);

    public override void Spend(TimeSpan time) => Context("Thread.Sleep").Spend(Duration.FromTimeSpan(time));

    public override void Exit(int? code, string message) => Context("Environment.Exit").Exit(code ?? 137);

    public override void Note(string what) => Context(what).Note(what);

    private InvocationContext Context(string what) => _process.Environment.Context
        ?? throw new EnvironmentGoneException(string.Create(CultureInfo.InvariantCulture, $"{what}: {_process.Environment.Function.Name} works for no call and is not in its INIT"), _process.Environment.Function.Host.Seed);
}
