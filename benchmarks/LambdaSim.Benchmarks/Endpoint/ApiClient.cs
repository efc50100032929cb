using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>One HTTP client of an endpoint, with so many connections and no more; its requests are signed in form, as those of AWS's clients.</summary>
internal sealed class ApiClient : IDisposable
{
    private const string Functions = "/2015-03-31/functions";

    private readonly HttpClient _client;
    private readonly AuthenticationHeaderValue _lambda = Signature("lambda");
    private readonly AuthenticationHeaderValue _sqs = Signature("sqs");

    public ApiClient(Uri address, int connections)
    {
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false, UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(100),
        };
    }

    /// <summary>A zip with a stand-in, in base64.</summary>
    public static string StandIn(string json)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        using (var file = zip.CreateEntry("lambdasim-standin.json").Open())
        {
            file.Write(Encoding.UTF8.GetBytes(json));
        }

        return Convert.ToBase64String(stream.ToArray());
    }

    public Task<ApiAnswer> Create(string name, string zip, int timeout = 3, string runtime = "python3.13") => Send(HttpMethod.Post, Functions, new JsonObject
    {
        ["FunctionName"] = name,
        ["Runtime"] = runtime,
        ["Role"] = "arn:aws:iam::123456789012:role/benchmark",
        ["Handler"] = "app.handler",
        ["Timeout"] = timeout,
        ["Code"] = new JsonObject { ["ZipFile"] = zip },
    });

    public Task<ApiAnswer> Get(string path) => Send(HttpMethod.Get, path.StartsWith('/') ? path : $"{Functions}/{path}", null);

    public Task<ApiAnswer> Put(string path, JsonObject body) => Send(HttpMethod.Put, path.StartsWith('/') ? path : $"{Functions}/{path}", body);

    public Task<ApiAnswer> Post(string path, JsonObject body) => Send(HttpMethod.Post, $"{Functions}/{path}", body);

    public Task<ApiAnswer> Delete(string path) => Send(HttpMethod.Delete, $"{Functions}/{path}", null);

    public Task<ApiAnswer> List(string? marker, int? maxItems) =>
        Send(HttpMethod.Get, Functions + "?" + (maxItems is null ? "" : string.Create(CultureInfo.InvariantCulture, $"MaxItems={maxItems}&")) + (marker is null ? "" : $"Marker={Uri.EscapeDataString(marker)}"), null);

    /// <summary>All names, page by page.</summary>
    public async Task<(List<string> Names, int Pages)> ListAll(int? maxItems)
    {
        var names = new List<string>();
        string? marker = null;
        var pages = 0;
        do
        {
            var page = (await List(marker, maxItems).ConfigureAwait(false)).Require(200).Json();
            names.AddRange(page["Functions"]!.AsArray().Select(static f => (string)f!["FunctionName"]!));
            marker = (string?)page["NextMarker"];
            pages++;
        }
        while (!string.IsNullOrEmpty(marker));
        return (names, pages);
    }

    public Task<ApiAnswer> Invoke(string name, byte[] payload, string type = "RequestResponse", bool tail = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Functions}/{name}/invocations") { Content = new ByteArrayContent(payload) };
        request.Headers.Authorization = _lambda;
        request.Headers.Add("X-Amz-Invocation-Type", type);
        if (tail)
        {
            request.Headers.Add("X-Amz-Log-Type", "Tail");
        }

        return Send(request);
    }

    public Task<ApiAnswer> Queue(string action, JsonObject body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body.ToJsonString()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Authorization = _sqs;
        request.Headers.Add("X-Amz-Target", "AmazonSQS." + action);
        return Send(request);
    }

    public void Dispose() => _client.Dispose();

    private static AuthenticationHeaderValue Signature(string service) => new("AWS4-HMAC-SHA256",
        $"Credential=AKIAIOSFODNN7EXAMPLE/20260102/us-east-1/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000");

    private Task<ApiAnswer> Send(HttpMethod method, string path, JsonObject? body)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = _lambda;
        return Send(request);
    }

    private async Task<ApiAnswer> Send(HttpRequestMessage request)
    {
        using (request)
        using (var response = await _client.SendAsync(request).ConfigureAwait(false))
        {
            return new ApiAnswer((int)response.StatusCode, response.Headers.Contains("X-Amz-Function-Error"), await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
        }
    }
}

/// <summary>An answer of the endpoint.</summary>
internal sealed record ApiAnswer(int Status, bool IsFunctionError, byte[] Body)
{
    public JsonNode Json() => JsonNode.Parse(Body)!;

    public ApiAnswer Require(params int[] statuses) => statuses.Contains(Status) ? this
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"HTTP {Status} instead of {string.Join(" or ", statuses)}: {Encoding.UTF8.GetString(Body)}"));
}
