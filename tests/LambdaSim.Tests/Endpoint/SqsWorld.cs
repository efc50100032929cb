using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using LambdaSim.AspNetCore.Sqs;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.Tests.Endpoint;

/// <summary>An answer as it went over the wire.</summary>
internal sealed record SqsAnswer(int Status, IHeaderDictionary Headers, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public XElement Xml => XElement.Parse(Body);

    /// <summary>Text of all elements of a name, in order.</summary>
    public string[] Texts(string name) => [.. Xml.Descendants().Where(e => e.Name.LocalName == name).Select(e => e.Value)];
}

/// <summary>Neighbours of one simulation, asked on the test's own thread; nothing runs until a test lets it.</summary>
internal sealed class SqsWorld : IDisposable
{
    private static readonly ServiceScope _home = new("123456789012", "us-east-1");

    private readonly SqsService _service;

    public SqsWorld() => _service = new SqsService(new SameThread(Simulation));

    public Simulation Simulation { get; } = new();

    public void Dispose() => Simulation.Dispose();

    public Task<SqsAnswer> Json(string operation, string body, ServiceScope? scope = null, CancellationToken aborted = default) => Ask(_service, c =>
    {
        c.Request.Headers["X-Amz-Target"] = $"AmazonSQS.{operation}";
        c.Request.ContentType = "application/x-amz-json-1.0";
        c.RequestAborted = aborted;
    }, body, scope);

    public Task<SqsAnswer> Query(string form, string path = "/") => Ask(_service, c =>
    {
        c.Request.Path = path;
        c.Request.ContentType = "application/x-www-form-urlencoded; charset=utf-8";
    }, form);

    public static async Task<SqsAnswer> Ask(INeighbourService service, Action<HttpContext> prepare, string body, ServiceScope? scope = null)
    {
        var (context, handled) = await Try(service, prepare, body, scope);
        Assert.True(handled);
        context.Response.Body.Position = 0;
        using var reader = new StreamReader(context.Response.Body);
        return new SqsAnswer(context.Response.StatusCode, context.Response.Headers, await reader.ReadToEndAsync());
    }

    public static async Task<(HttpContext Context, bool Handled)> Try(INeighbourService service, Action<HttpContext> prepare, string body, ServiceScope? scope = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("127.0.0.1", 4566);
        context.Request.Path = "/";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        prepare(context);
        return (context, await service.TryHandle(context, scope ?? _home));
    }

    public async Task<string> Create(string name = "orders") => (string)(await Json("CreateQueue", $$"""{"QueueName":"{{name}}"}""")).Json["QueueUrl"]!;

    private sealed class SameThread(Simulation simulation) : ISimulationLoop
    {
        public Task<T> Ask<T>(Func<Simulation, T> work)
        {
            try
            {
                return Task.FromResult(work(simulation));
            }
            catch (Exception e)
            {
                return Task.FromException<T>(e);
            }
        }

        public Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request) => throw new InvalidOperationException("queues invoke nothing");
    }
}
