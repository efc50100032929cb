using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore.Http;
using LambdaSim.AspNetCore.RuntimeApi;
using LambdaSim.Configuration;
using LambdaSim.Wire;
using LambdaSim.Wire.Routing;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Control;

/// <summary>The simulator's own paths: its clock, its state, what it saw (rule HTTP-CONTROL).</summary>
internal sealed class ControlRoutes : IControlRoutes
{
    private const string Root = "_lambdasim";
    private const string Moto = "moto-api";
    private const int MaxDepth = 64;
    private const int MostBody = 65_536;

    private readonly ControlPath[] _paths;

    public ControlRoutes(SimulationLoop loop, RuntimeListeners? runtimes = null)
    {
        var time = new TimeRoutes(loop);
        var state = new StateRoutes(loop, runtimes);
        var views = new ViewRoutes(loop);
        _paths =
        [
            new("GET", $"/{Root}/health", "whether it is ready", state.Health),
            new("GET", $"/{Root}/now", "virtual time", time.Now),
            new("POST", $"/{Root}/advance", "{\"seconds\": n} lets virtual time pass", time.Advance),
            new("POST", $"/{Root}/reset", "begins the simulation anew", state.Reset),
            new("GET", $"/{Root}/events", "what happens from now on, as JSON Lines", views.Events),
            new("GET", $"/{Root}/log", "what happened so far, as JSON Lines", views.Log),
            new("GET", $"/{Root}/report", "the run so far as a page", views.Report),
            new("GET", $"/{Root}/unsimulated", "settings that were not acted on", state.Unsimulated),
            new("POST", $"/{Moto}/reset", "the same as /_lambdasim/reset", state.Reset),
        ];
    }

    public async Task<bool> TryHandle(HttpContext context)
    {
        var target = HttpWire.TargetOf(context);
        if (target.Segments is not [Root or Moto, ..])
        {
            return false;
        }

        context.Response.Headers.CacheControl = "no-store";
        var path = "/" + string.Join('/', target.Segments);
        var found = Array.Find(_paths, p => p.Path == path) ?? throw new ApiFaultException(new ApiFault(404, "NotFoundException", $"{path} is none of LambdaSim's own paths: {string.Join(", ", (object[])_paths)}."));
        if (context.Request.Method != found.Method)
        {
            context.Response.Headers.Allow = found.Method;
            throw new ApiFaultException(new ApiFault(405, "MethodNotAllowedException", $"{path} is asked for by {found.Method}, not by {context.Request.Method}."));
        }

        await found.Run(context);
        return true;
    }

    /// <summary>A body that is a JSON object, for paths that take one.</summary>
    internal static async Task<JsonObject> Body(HttpContext context, string expected)
    {
        var body = await RequestBody.Read(context, new BodyLimit("control", MostBody, MostBody), TimeSpan.FromSeconds(30));
        if (JsonText.ProblemOf(body.Span, MaxDepth) is { } problem)
        {
            throw Bad($"The body {problem}; expected is {expected}.");
        }

        try
        {
            if (JsonNode.Parse(body.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject read)
            {
                return read;
            }
        }
        catch (JsonException)
        {
            throw Bad($"A member of the body stands twice; expected is {expected}.");
        }

        throw Bad($"The body is no JSON object; expected is {expected}.");
    }

    internal static ApiFaultException Bad(string message) => new(new ApiFault(400, "BadRequestException", message));
}
