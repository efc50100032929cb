using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LambdaSim.Tests.Endpoint;

/// <summary>An endpoint over a small simulation, asked without a server between.</summary>
internal sealed class EndpointWorld : IDisposable
{
    public const string Functions = "/2015-03-31/functions";

    private readonly LambdaSimEndpoint _endpoint;

    public EndpointWorld(LambdaSimEndpointOptions? options = null, params IWireService[] services)
    {
        Loop = new DirectLoop(Simulation);
        _endpoint = new LambdaSimEndpoint(new EndpointParts(Loop, Simulation.Seed)
        {
            Options = options ?? new LambdaSimEndpointOptions(),
            Services = services,
        });
    }

    public Simulation Simulation { get; } = new(new SimulationOptions { Seed = 1 });

    public DirectLoop Loop { get; }

    public void Dispose() => Simulation.Dispose();

    public Task<HttpAnswer> Get(string target, params (string Name, string Value)[] headers) => Send("GET", target, "", headers);

    public Task<HttpAnswer> Send(string method, string target, string body = "", params (string Name, string Value)[] headers) =>
        Send(method, target, Encoding.UTF8.GetBytes(body), headers);

    public Task<HttpAnswer> Send(string method, string target, byte[] body, params (string Name, string Value)[] headers) =>
        Send(method, target, new MemoryStream(body), body.Length, headers);

    public async Task<HttpAnswer> Send(string method, string target, Stream body, long? length, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.Body = body;
        foreach (var (name, value) in headers)
        {
            context.Request.Headers.Append(name, value);
        }

        context.Request.ContentLength = length;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await _endpoint.Handle(context);
        return new HttpAnswer(context.Response.StatusCode, context.Response.Headers, answer.ToArray());
    }

    /// <summary>Creates a function over HTTP.</summary>
    public async Task<HttpAnswer> Create(string name, params (string Name, string Value)[] headers) =>
        await Send("POST", Functions, CreateBody(name).ToJsonString(), headers);

    public static JsonObject CreateBody(string name) => new()
    {
        ["FunctionName"] = name,
        ["Role"] = "arn:aws:iam::123456789012:role/some-role",
        ["Runtime"] = "python3.12",
        ["Handler"] = "index.handler",
        ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(LambdaSim.Tests.Functions.FunctionSamples.Zip()) },
    };
}

/// <summary>What came back.</summary>
internal sealed record HttpAnswer(int Status, IHeaderDictionary Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? ErrorType => Header("x-amzn-errortype");

    public string? ContentType => Headers.ContentType;

    public string? Message => (string?)(Json["message"] ?? Json[nameof(Message)]);

    public string? Header(string name) => Headers[name];
}
