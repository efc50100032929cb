using System.Reflection;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore.Http;
using LambdaSim.AspNetCore.RuntimeApi;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Control;

/// <summary>The simulation as a whole: whether it is there, beginning it anew, what it does not do.</summary>
internal sealed class StateRoutes(SimulationLoop loop, RuntimeListeners? runtimes)
{
    // A probe gets its answer while handlers keep the simulation busy, too.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(250);

    private static readonly string _version =
        (typeof(StateRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown").Split('+')[0];

    public async Task Health(HttpContext context)
    {
        var asked = loop.Ask(s => TimeRoutes.OfTime(s, new JsonObject { ["functions"] = s.Services.All.Sum(static l => l.Plane.Functions.Count), ["seed"] = s.Seed, ["runtimes"] = runtimes?.Describe() }));
        var isIdle = await Task.WhenAny(asked, Task.Delay(_patience, context.RequestAborted)) == asked;
        var answer = new JsonObject { ["status"] = isIdle ? "ok" : "busy", ["version"] = _version, ["clock"] = loop.Clock.ToString() };
        if (isIdle)
        {
            foreach (var (name, value) in await asked)
            {
                answer[name] = value?.DeepClone();
            }
        }

        await Answer.Write(context, 200, answer);
    }

    public async Task Reset(HttpContext context)
    {
        await loop.Reset();
        await Answer.Write(context, 200, new JsonObject { ["status"] = "ok" });
    }

    public async Task Unsimulated(HttpContext context)
    {
        var list = await loop.Ask(s => s.Unsimulated.Concat(EndpointUnsimulated.Of(s, loop.Clock)).Distinct(StringComparer.Ordinal).ToList());
        await Answer.Write(context, 200, new JsonObject { ["unsimulated"] = new JsonArray([.. list.Select(static t => JsonValue.Create(t))]) });
    }
}
