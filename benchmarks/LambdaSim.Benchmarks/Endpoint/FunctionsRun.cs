using System.Diagnostics;
using System.Globalization;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>Many functions: created, listed page by page, looked at and deleted.</summary>
internal sealed class FunctionsRun(EndpointServer server, int count, int connections)
{
    private bool _isGood = true;

    public async Task<bool> Run()
    {
        using var client = new ApiClient(server.Address, connections);
        var zip = ApiClient.StandIn("""{"standIn":1,"behavior":"echo"}""");
        var start = await server.Use().ConfigureAwait(false);
        await Each("create", async name => (await client.Create(name, zip).ConfigureAwait(false)).Require(201)).ConfigureAwait(false);
        var full = await server.Use().ConfigureAwait(false);
        await List(client, null).ConfigureAwait(false);
        await List(client, 10_000).ConfigureAwait(false);
        await Each("get", async name => (await client.Get(name).ConfigureAwait(false)).Require(200)).ConfigureAwait(false);
        await Each("delete", async name => (await client.Delete(name).ConfigureAwait(false)).Require(204)).ConfigureAwait(false);
        var (left, _) = await client.ListAll(null).ConfigureAwait(false);
        Require(left.Count == 0, $"{left.Count} functions are left");
        var end = await server.Use().ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"left {left.Count}; heap {start.HeapBytes / 1e6:0.0} MB, with all {full.HeapBytes / 1e6:0.0} MB ({(full.HeapBytes - start.HeapBytes) / (double)count:0} B each), after {end.HeapBytes / 1e6:0.0} MB; working set {end.WorkingSetBytes / 1e6:0} MB"));
        return _isGood;
    }

    private async Task List(ApiClient client, int? maxItems)
    {
        var start = Stopwatch.GetTimestamp();
        var (names, pages) = await client.ListAll(maxItems).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Require(names.Count == count && names.Distinct(StringComparer.Ordinal).Count() == count, $"{names.Count} functions were listed instead of {count}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"list, MaxItems {maxItems?.ToString(CultureInfo.InvariantCulture) ?? "left out"}: {names.Count} in {pages} pages, {seconds:0.00} s, {pages / seconds:0} pages per second"));
    }

    private async Task Each(string what, Func<string, Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (i, _) =>
            await call(string.Create(CultureInfo.InvariantCulture, $"function-{i:D6}")).ConfigureAwait(false)).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {count} in {seconds:0.00} s, {count / seconds:0} per second"));
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            _isGood = false;
            Console.Error.WriteLine("error: " + otherwise);
        }
    }
}
