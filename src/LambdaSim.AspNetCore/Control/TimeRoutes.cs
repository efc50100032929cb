using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Configuration;
using LambdaSim.Wire;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.AspNetCore.Control;

/// <summary>Virtual time: what it is, and letting it pass.</summary>
internal sealed class TimeRoutes(SimulationLoop loop)
{
    private const string Expected = "{\"seconds\": n}";

    // Virtual time ends after 250 years.
    private const decimal MostSeconds = 250m * 365 * 86_400;

    public async Task Now(HttpContext context)
    {
        var answer = await loop.Ask(s => OfTime(s, new JsonObject()));
        answer["clock"] = loop.Clock.ToString();
        await Answer.Write(context, 200, answer);
    }

    public async Task Advance(HttpContext context)
    {
        var seconds = Seconds(await ControlRoutes.Body(context, Expected));
        var (before, elapsed) = await loop.Ask(static s => (RunCounts.Of(s.Metrics), s.Elapsed));
        if (seconds > MostSeconds - ((decimal)elapsed.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerSecond))
        {
            throw ControlRoutes.Bad(Text.Invariant($"\"seconds\" is {seconds}, which leads beyond the 250 years of virtual time."));
        }

        try
        {
            await loop.AdvanceBy(Duration.FromNanoseconds((long)decimal.Round(seconds * NodaConstants.NanosecondsPerSecond)));
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            throw new ApiFaultException(new ApiFault(409, "ConflictException", e.Message));
        }

        await Answer.Write(context, 200, await loop.Ask(s => OfTime(s, new JsonObject(), (RunCounts.Of(s.Metrics) - before).ToJson())));
    }

    /// <summary>Adds the time of a simulation to an answer.</summary>
    public static JsonObject OfTime(Simulation simulation, JsonObject answer, JsonObject? ran = null)
    {
        answer["now"] = InstantPattern.ExtendedIso.Format(simulation.Now);
        answer["elapsedSeconds"] = (decimal)simulation.NowNs / NodaConstants.NanosecondsPerSecond;
        if (ran is not null)
        {
            answer["ran"] = ran;
        }

        return answer;
    }

    private static decimal Seconds(JsonObject body)
    {
        if (body.Select(static m => m.Key).FirstOrDefault(static k => k != "seconds") is { } other)
        {
            throw ControlRoutes.Bad($"\"{other}\" is unknown; expected is {Expected}.");
        }

        return body["seconds"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var seconds) && seconds >= 0
            ? seconds
            : throw ControlRoutes.Bad($"\"seconds\" is {body["seconds"]?.ToJsonString() ?? "missing"}; it must be a number of seconds from 0, such as {{\"seconds\": 90.5}}.");
    }
}
