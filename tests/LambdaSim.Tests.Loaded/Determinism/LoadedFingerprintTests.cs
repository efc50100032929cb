namespace LambdaSim.Tests.Determinism;

/// <summary>Same inputs and seed: the same log, byte for byte, however busy the machine.</summary>
public class LoadedFingerprintTests
{
    private const int Runs = 20;

    public static TheoryData<string> Names => [.. Scenarios.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Twenty_runs_under_load_agree(string name)
    {
        using var load = new CpuLoad();
        var first = Scenarios.Fingerprint(name);

        for (var run = 1; run < Runs; run++)
        {
            Assert.Equal(first, Scenarios.Fingerprint(name));
        }
    }

    private sealed class CpuLoad : IDisposable
    {
        private readonly Thread[] _threads;
        private volatile bool _stop;

        public CpuLoad()
        {
            _threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(Spin) { IsBackground = true })];
            foreach (var thread in _threads)
            {
                thread.Start();
            }
        }

        public void Dispose()
        {
            _stop = true;
            foreach (var thread in _threads)
            {
                thread.Join();
            }
        }

        private void Spin()
        {
            while (!_stop)
            {
                _ = new byte[1_000];
            }
        }
    }
}
