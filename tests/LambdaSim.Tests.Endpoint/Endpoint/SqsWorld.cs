using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Wire.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

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
    private readonly LambdaSimEndpoint _endpoint;

    public SqsWorld()
    {
        var loop = new DirectLoop(Simulation);
        _endpoint = new LambdaSimEndpoint(new EndpointParts(loop, Simulation.Seed) { Services = WireServices.All() });
    }

    public Simulation Simulation { get; } = new();

    public void Dispose() => Simulation.Dispose();

    public Task<SqsAnswer> Json(string operation, string body, string account = "123456789012", string region = "us-east-1", CancellationToken aborted = default) => Send("/", body, aborted,
        ("X-Amz-Target", $"AmazonSQS.{operation}"), ("Content-Type", "application/x-amz-json-1.0"), CallerTests.Signed(account, region, "sqs"));

    public Task<SqsAnswer> Query(string form, string path = "/") => Send(path, form, default, ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), CallerTests.Signed("AKIDEXAMPLE", "us-east-1", "sqs"));

    public Task<SqsAnswer> Sns(string form, params (string Name, string Value)[] headers) =>
        Send("/", form, default, [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), CallerTests.Signed("AKIDEXAMPLE", "us-east-1", "sns"), .. headers]);

    public Task<SqsAnswer> Sts(string form, string key = "123456789012") => Send("/", form, default, ("Content-Type", "application/x-www-form-urlencoded"), CallerTests.Signed(key, "us-east-1", "sts"));

    public Task<SqsAnswer> Send(string target, string body, CancellationToken aborted = default, params (string Name, string Value)[] headers) => Send(target, Encoding.UTF8.GetBytes(body), aborted, headers);

    public async Task<SqsAnswer> Send(string target, byte[] body, CancellationToken aborted = default, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("127.0.0.1", 4566);
        context.Request.Path = target.Split('?')[0];
        context.Request.QueryString = new QueryString(target.Contains('?', StringComparison.Ordinal) ? target[target.IndexOf('?', StringComparison.Ordinal)..] : "");
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.Body = new MemoryStream(body);
        context.RequestAborted = aborted;
        foreach (var (name, value) in headers)
        {
            context.Request.Headers.Append(name, value);
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await _endpoint.Handle(context);
        return new SqsAnswer(context.Response.StatusCode, context.Response.Headers, Encoding.UTF8.GetString(answer.ToArray()));
    }

    public async Task<string> Create(string name = "orders") => (string)(await Json("CreateQueue", $$"""{"QueueName":"{{name}}"}""")).Json["QueueUrl"]!;
}
