using System.Diagnostics;
using System.Globalization;
using LambdaSim.AspNetCore;
using LambdaSim.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>What a server has used so far.</summary>
/// <param name="HeapBytes">The collected heap, after a full collection.</param>
/// <param name="WorkingSetBytes">Memory of its process.</param>
/// <param name="AnonymousBytes">What of it is no file's, such as a library's (Linux; else 0).</param>
/// <param name="CommittedBytes">What the collector holds of it, used or free.</param>
/// <param name="Cpu">Processor time of its process.</param>
internal sealed record ServerUse(long HeapBytes, long WorkingSetBytes, long AnonymousBytes, long CommittedBytes, TimeSpan Cpu);

/// <summary>An endpoint on a loopback port, in a process of its own unless told otherwise: client and server then share no collector.</summary>
internal sealed class EndpointServer : IAsyncDisposable
{
    // Beside the endpoint's own paths, in this program only.
    private const string UsePath = "/__use";

    private readonly Process? _child;
    private readonly WebApplication? _app;
    private readonly HttpClient _client = new();

    private EndpointServer(Uri address, Process? child, WebApplication? app)
    {
        Address = address;
        _child = child;
        _app = app;
    }

    public Uri Address { get; }

    public static async Task<EndpointServer> Start(bool isInProcess, string clock)
    {
        if (isInProcess)
        {
            var app = await Serve(clock).ConfigureAwait(false);
            return new EndpointServer(new Uri(app.Urls.First()), null, app);
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(EndpointServer).Assembly.Location);
        }

        start.ArgumentList.Add("endpoint");
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add(clock);
        var child = Process.Start(start)!;
        var line = await child.StandardOutput.ReadLineAsync().ConfigureAwait(false) ?? throw new InvalidOperationException("the endpoint's process ended before it served");
        return new EndpointServer(new Uri(line), child, null);
    }

    /// <summary>The child's side: serves until its parent closes its input, or is gone.</summary>
    public static async Task<int> ServeUntilInputEnds(string clock)
    {
        var app = await Serve(clock).ConfigureAwait(false);
        await using (app.ConfigureAwait(false))
        {
            Console.WriteLine(app.Urls.First());
            await Console.In.ReadToEndAsync().ConfigureAwait(false);
            await app.StopAsync().ConfigureAwait(false);
        }

        return 0;
    }

    /// <param name="collect">After a full collection; else as it is, which shows what a server that nobody looks at has.</param>
    public async Task<ServerUse> Use(bool collect = true)
    {
        var numbers = (await _client.GetStringAsync(new Uri(Address, collect ? UsePath + "?collect" : UsePath)).ConfigureAwait(false)).Split(' ');
        var values = Array.ConvertAll(numbers, static n => long.Parse(n, CultureInfo.InvariantCulture));
        return new ServerUse(values[0], values[1], values[2], values[3], TimeSpan.FromTicks(values[4]));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync().ConfigureAwait(false);
            await _app.DisposeAsync().ConfigureAwait(false);
        }

        if (_child is not null)
        {
            _child.StandardInput.Close();
            await _child.WaitForExitAsync().ConfigureAwait(false);
            _child.Dispose();
        }
    }

    private static long Anonymous()
    {
        const string Status = "/proc/self/status", Name = "RssAnon:";
        var line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(static l => l.StartsWith(Name, StringComparison.Ordinal)) : null;
        return line is null ? 0 : 1_024 * long.Parse(line[Name.Length..^3], CultureInfo.InvariantCulture);
    }

    private static async Task<WebApplication> Serve(string clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Limits.MaxRequestBodySize = null).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        // As "lambdasim serve" has it, report included.
        var simulation = new Simulation(RunReport.Attach(new SimulationOptions { Log = EventLogLevel.Hashed, KeepTails = true, KeepQueueHistory = false, World = new SimulationConfig { Account = new AccountConfig { LimitRequestRate = clock != "auto" } } }));
        app.MapGet(UsePath, static (HttpContext context) =>
        {
            if (context.Request.QueryString.HasValue)
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            }

            using var self = Process.GetCurrentProcess();
            return string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(false)} {self.WorkingSet64} {Anonymous()} {GC.GetGCMemoryInfo().TotalCommittedBytes} {self.TotalProcessorTime.Ticks}");
        });
        app.MapLambdaSim(simulation, new LambdaSimEndpointOptions { Clock = EndpointClock.Parse(clock) });
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }
}
