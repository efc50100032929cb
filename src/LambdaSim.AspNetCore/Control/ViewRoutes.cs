using LambdaSim.AspNetCore.Http;
using LambdaSim.Configuration;
using LambdaSim.Events;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Control;

/// <summary>What happens and happened, for people and their tools.</summary>
internal sealed class ViewRoutes(SimulationLoop loop, RunReports reports)
{
    private const string Lines = "application/x-ndjson";

    public Task Events(HttpContext context) => throw new ApiFaultException(ApiFault.Unsupported("the stream of events is not built yet"));

    public async Task Log(HttpContext context)
    {
        var lines = await loop.Ask(static s => s.Options.Log == EventLogLevel.Kept ? Written(s) : null)
            ?? throw new ApiFaultException(new ApiFault(409, "ConflictException", "The log of this simulation is not kept: start with --log kept (Log = EventLogLevel.Kept), or follow /_lambdasim/events."));
        await Answer.WriteBody(context, lines, Lines);
    }

    public async Task Report(HttpContext context)
    {
        var page = await loop.Ask(reports.Page)
            ?? throw new ApiFaultException(ApiFault.Unsupported("the report of a run is not built yet"));
        await Answer.WriteBody(context, page, "text/html; charset=utf-8");
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
        Config = System.Text.Encoding.UTF8.GetBytes(ConfigJson.Write(simulation.Options.World with { Seed = simulation.Seed })),
    };
}
