using System.Globalization;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>How many bytes each kind of a soak's work leaves behind for ever.</summary>
internal sealed class GrowthRun(EndpointServer server, int count, int connections)
{
    public async Task<bool> Run()
    {
        using var client = new ApiClient(server.Address, connections);
        var mix = new SoakMix(client);
        await mix.Prepare().ConfigureAwait(false);
        for (var kind = 0; kind < SoakMix.Kinds; kind++)
        {
            await Many(mix, kind, count / 4).ConfigureAwait(false);
            var before = await server.Use().ConfigureAwait(false);
            await Many(mix, kind, count).ConfigureAwait(false);
            var after = await server.Use().ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kind {kind,2} ({SoakMix.NameOf(kind)}): {(after.HeapBytes - before.HeapBytes) / (double)count,8:0} B each, {(after.Cpu - before.Cpu).TotalMicroseconds / count,6:0} µs of the server's processor"));
        }

        return true;
    }

    private Task Many(SoakMix mix, int kind, int times) => Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (i, _) =>
        await mix.Do(kind, i).ConfigureAwait(false));
}
