using System.Globalization;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>Mixed work for a while: do errors come, does memory grow?</summary>
internal sealed class SoakRun(EndpointServer server, double minutes, double rate, int connections, bool isLeftAlone, bool deploys)
{
    private const int ReportSeconds = 30;

    // A store that is as full as before still moves a little.
    private const double MostGrowth = 1.10;
    private const long Slack = 4_000_000;

    // Each stands in the log's table of functions, and in the report, for ever: docs/performance.md.
    private const int BytesOfADeployment = 2_600;

    private readonly List<(double At, ServerUse Use, int Deployments)> _seen = [];

    public async Task<bool> Run()
    {
        using var client = new ApiClient(server.Address, connections);
        var mix = new SoakMix(client, deploys);
        await mix.Prepare().ConfigureAwait(false);
        var seconds = minutes * 60;
        var loop = new OpenLoop(rate, seconds);
        var every = Math.Min(ReportSeconds, seconds / 10);
        await loop.Run(mix.Do, async () =>
        {
            if (loop.Elapsed >= (_seen.Count + 1) * every)
            {
                await Report(loop, mix, !isLeftAlone).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        await Report(loop, mix).ConfigureAwait(false);
        return (isLeftAlone || IsStable(seconds)) & loop.Errors == 0;
    }

    private async Task Report(OpenLoop loop, SoakMix mix, bool collect = true)
    {
        var use = await server.Use(collect).ConfigureAwait(false);
        _seen.Add((loop.Elapsed, use, mix.Deployments));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{loop.Elapsed,5:0} s: {mix.Requests} requests, {loop.Errors} errors, {mix.Drained} messages drained; working set {use.WorkingSetBytes / 1e6:0} MB, of it {use.AnonymousBytes / 1e6:0} MB its own, of these the collector's {use.CommittedBytes / 1e6:0} MB, heap {use.HeapBytes / 1e6:0.00} MB, {use.Cpu.TotalSeconds:0} s of processor"));
    }

    // The last fifth against what stood after the first: two minutes of ten.
    private bool IsStable(double seconds)
    {
        var begin = _seen.First(s => s.At >= seconds * 0.2 || s == _seen[^1]);
        var (first, deployments) = (begin.Use.HeapBytes, _seen[^1].Deployments - begin.Deployments);
        var last = (long)_seen.Where(s => s.At >= seconds * 0.8).Average(static s => s.Use.HeapBytes);
        var isStable = last <= (first * MostGrowth) + Slack + ((long)deployments * BytesOfADeployment);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"heap after a full collection: {first / 1e6:0.00} MB after a fifth of the time, {last / 1e6:0.00} MB in the last fifth, {deployments} deployments between: {(isStable ? "stable beside them" : "it grows")}"));
        return isStable;
    }
}
