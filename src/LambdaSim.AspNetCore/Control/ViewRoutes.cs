using System.Text;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.AspNetCore.Control;

/// <summary>What happens and happened, for people and their tools.</summary>
internal sealed class ViewRoutes(SimulationLoop loop)
{
    private const string Lines = "application/x-ndjson";

    // Each may be far behind.
    private const int MostReaders = 16;

    private int _readers;

    public async Task Events(HttpContext context)
    {
        try
        {
            if (Interlocked.Increment(ref _readers) > MostReaders)
            {
                throw new ApiFaultException(new ApiFault(429, "TooManyRequestsException", Text.Invariant($"{MostReaders} readers follow the events already, which is the most: close one of them.")));
            }

            await Follow(context);
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    private async Task Follow(HttpContext context)
    {
        // A stream would keep a server that stops from stopping.
        var stopping = context.RequestServices?.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var (lines, stop) = await loop.Ask(static s =>
        {
            var lines = new RecordLines(HeaderOf(s));
            return (lines, lines.Follow(s));
        });
        try
        {
            context.Response.ContentType = Lines;
            await context.Response.StartAsync(ends.Token);
            await foreach (var piece in lines.Read(ends.Token))
            {
                await context.Response.Body.WriteAsync(piece, ends.Token);
                await context.Response.Body.FlushAsync(ends.Token);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The reader has left, or the server stops.
        }
        finally
        {
            stop();
        }
    }

    public async Task Log(HttpContext context)
    {
        var lines = await loop.Ask(static s => s.Options.Log == EventLogLevel.Kept ? Written(s) : null)
            ?? throw Conflict("The log of this simulation is not kept: start with --log kept (Log = EventLogLevel.Kept), or follow /_lambdasim/events.");
        await Answer.WriteBody(context, lines, Lines);
    }

    public async Task Report(HttpContext context)
    {
        try
        {
            await Answer.WriteBody(context, await loop.Ask(Page), "text/html; charset=utf-8");
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            throw Conflict(e.Message);
        }
    }

    private static byte[] Page(Simulation simulation)
    {
        using var stream = new MemoryStream();
        RunReport.Write(stream, simulation);
        return stream.ToArray();
    }

    private static byte[] Written(Simulation simulation)
    {
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream, HeaderOf(simulation));
        simulation.Log.Replay(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static LogHeader HeaderOf(Simulation simulation) => new()
    {
        Seed = simulation.Seed,
        Start = simulation.Options.World.Start,
        Config = Encoding.UTF8.GetBytes(ConfigJson.Write(simulation.Options.World with { Seed = simulation.Seed })),
    };

    private static ApiFaultException Conflict(string message) => new(new ApiFault(409, "ConflictException", message));
}
