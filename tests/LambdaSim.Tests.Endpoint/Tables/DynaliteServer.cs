using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Tables;

/// <summary>dynalite in a Node process: tests/clients/dynalite.cjs.</summary>
internal sealed class DynaliteServer : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private DynaliteServer(Process process, int port) =>
        (_process, _http) = (process, new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}")) });

    /// <summary>Starts one, or skips the test where it is not installed.</summary>
    public static async Task<DynaliteServer> Start()
    {
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo("node", $"\"{Script()}\"") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Told below.
        }

        if (process is null || !int.TryParse(await process.StandardOutput.ReadLineAsync(), out var port))
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is null, "dynalite is not installed");
            Assert.Skip("dynalite is not installed (see .ci/run for how)");
            throw new UnreachableException();
        }

        return new DynaliteServer(process, port);
    }

    /// <summary>Its answer to an operation; an error has the member <c>__type</c>.</summary>
    public async Task<JsonObject> Ask(string operation, JsonObject request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.ToJsonString())) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        message.Headers.TryAddWithoutValidation("X-Amz-Target", $"DynamoDB_20120810.{operation}");
        message.Headers.TryAddWithoutValidation("X-Amz-Date", "20260101T000000Z");
        message.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b");
        try
        {
            return await Send(message);
        }
        catch (HttpRequestException)
        {
            throw new InvalidOperationException($"dynalite ended with {operation} {request.ToJsonString()}: {await _process.StandardError.ReadToEndAsync()}");
        }
    }

    private async Task<JsonObject> Send(HttpRequestMessage message)
    {
        using var answer = await _http.SendAsync(message);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    public async Task CreateTable(string name)
    {
        await Ask("CreateTable", JsonNode.Parse($$"""
            {"TableName":"{{name}}","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}
            """)!.AsObject());
        while ((await Ask("DescribeTable", new JsonObject { ["TableName"] = name }))["Table"]?["TableStatus"]?.GetValue<string>() != "ACTIVE")
        {
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "tests", "clients", "dynalite.cjs") is var path && File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("dynalite.cjs");
    }
}
