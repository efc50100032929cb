using System.Text.Json;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>A handler of the corpus in a simulation of its own, called twice at once, and a minute later again.</summary>
internal sealed class CorpusRun : IDisposable
{
    private readonly Simulation _simulation;
    private readonly Function _function;
    private readonly string _project;
    private int _calls;

    public CorpusRun(string project, ulong seed)
    {
        _project = project;
        _simulation = new Simulation(seed);
        _simulation.AddQueue("orders");
        _simulation.Http.On("api.example.com", _ => new HttpResponseMessage { Content = new StringContent("pong") }, h => h with { Latency = 40.Milliseconds });
        _function = _simulation.AddDeployed("f", Corpus.Folder(project), project is "Bootstrap" or "WebApi" ? project : $"{project}::{project}.Function::Handle", f => f with { Timeout = 2.Minutes, Environment = new Dictionary<string, string> { ["QUEUE"] = "orders" } });
    }

    /// <summary>Answers and fingerprints of many.</summary>
    public static void Print(IEnumerable<string> projects, TextWriter output)
    {
        foreach (var project in projects)
        {
            using var run = new CorpusRun(project, seed: 11);
            foreach (var answer in run.Call().Concat(run.Call()))
            {
                output.WriteLine($"{project}: {answer}");
            }

            output.WriteLine($"{project}: {run.End()}");
        }
    }

    public IEnumerable<string> Call()
    {
        var id = $"/order{_calls++}";
        object input = _project switch
        {
            "Everyday" => new { Id = id, Customer = "c" },
            "Functional" => new { Id = id, Lines = new[] { 1, 2 } },
            "Classic" or "Bootstrap" => new { id },
            "WebApi" => new { version = "2.0", rawPath = "/orders" + id, requestContext = new { http = new { method = "GET" } } },
            "Api" => new { rawPath = id },
            "Batch" => new { Records = new[] { "paid " + id, "poison", "sent " + id }.Select((body, i) => new { messageId = $"m{i}", body }) },
            _ => id,
        };
        var answers = _simulation.Run(async () => await Task.WhenAll(new[] { 0, 1 }.Select(_ => _function.InvokeRawAsync(JsonSerializer.Serialize(input)))));
        _simulation.AdvanceBy(1.Minutes);
        return [.. answers.Select(a => a.PayloadText)];
    }

    public string End()
    {
        _simulation.End();
        return _simulation.Fingerprint;
    }

    public void Dispose() => _simulation.Dispose();
}
