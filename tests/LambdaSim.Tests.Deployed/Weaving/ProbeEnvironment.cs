using System.Reflection;
using LambdaSim.Woven;

namespace LambdaSim.Tests.Deployed.Weaving;

/// <summary>An environment that counts how often it was asked.</summary>
internal sealed class ProbeEnvironment : WovenEnvironment
{
    private readonly Random _random = new(1);
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal) { ["PATH"] = "probe" };
    private readonly FolderMap _folders;
    private int _asked;

    public ProbeEnvironment(string folder) => _folders = new ProbeFolders(this, folder);

    /// <summary>How often.</summary>
    public int Asked => _asked;

    public override bool IsProcess => Ask(true);

    public override TimeProvider Time => Ask(TimeProvider.System);

    public override Random Random => Ask(_random);

    public override IDictionary<string, string> Variables => Ask(_variables);

    public override FolderMap Folders => Ask(_folders);

    public override int ProcessorCount => Ask(3);

    public override HttpMessageHandler? Network => Ask<HttpMessageHandler?>(null);

    public override bool AnyWork => Ask(false);

    public override Guid NewGuid() => Ask(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

    public override void Fill(Span<byte> bytes)
    {
        Ask(true);
        _random.NextBytes(bytes);
    }

    public override void Spend(TimeSpan time) => Ask(true);

    public override void Exit(int? code, string message)
    {
        Ask(true);
        throw new InvalidOperationException(message);
    }

    public override void Note(string what) => Ask(true);

    private T Ask<T>(T answer)
    {
        Interlocked.Increment(ref _asked);
        return answer;
    }

    private sealed class ProbeFolders(ProbeEnvironment probe, string folder) : FolderMap
    {
        public override string In(string path) => probe.Ask(path.StartsWith("/tmp", StringComparison.Ordinal) ? folder + path[4..] : path);

        public override string Out(string path) => probe.Ask(path);

        public override string OutOfText(string text) => probe.Ask(text);

        public override void Writing(string path, long bytes) => probe.Ask(true);

        public override string? LocationOf(Assembly assembly) => probe.Ask<string?>(null);
    }
}
