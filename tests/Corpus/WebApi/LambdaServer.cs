using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace WebApi;

// What Lambda hosting puts in Kestrel's place: each event of an HTTP API (format 2.0) is a request.
public sealed class LambdaServer : IServer
{
    private readonly CancellationTokenSource _stopped = new();

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        var bootstrap = LambdaBootstrapBuilder.Create<JsonObject, JsonObject>((input, _) => Process(application, input), JsonSerializerOptions.Web).Build();
        _ = bootstrap.RunAsync(_stopped.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await _stopped.CancelAsync();

    public void Dispose() => _stopped.Dispose();

    private static async Task<JsonObject> Process<TContext>(IHttpApplication<TContext> application, JsonObject input)
        where TContext : notnull
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in (JsonObject?)input["headers"] ?? [])
        {
            headers[name] = (string?)value;
        }

        var body = (string?)input["body"] ?? "";
        using var answer = new MemoryStream();
        var response = new StreamResponseBodyFeature(answer);
        var status = new HttpResponseFeature { Body = answer };
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = (string)input["requestContext"]!["http"]!["method"]!,
            Path = (string)input["rawPath"]!,
            QueryString = (string?)input["rawQueryString"] is { Length: > 0 } query ? "?" + query : "",
            Scheme = "https",
            Protocol = "HTTP/1.1",
            Headers = headers,
            Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body)),
        });
        features.Set<IHttpRequestBodyDetectionFeature>(new HasBody(body.Length > 0));
        features.Set<IHttpResponseFeature>(status);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = (string?)input["requestContext"]!["requestId"] ?? "" });
        var context = application.CreateContext(features);
        Exception? error = null;
        try
        {
            await application.ProcessRequestAsync(context);
            await response.CompleteAsync();
        }
        catch (Exception e)
        {
            error = e;
            status.StatusCode = 500;
        }

        application.DisposeContext(context, error);
        var sent = new JsonObject();
        foreach (var (name, value) in status.Headers)
        {
            sent[name.ToLowerInvariant()] = value.ToString();
        }

        return new JsonObject { ["statusCode"] = status.StatusCode, ["headers"] = sent, ["body"] = System.Text.Encoding.UTF8.GetString(answer.ToArray()), ["isBase64Encoded"] = false };
    }

    private sealed record HasBody(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
