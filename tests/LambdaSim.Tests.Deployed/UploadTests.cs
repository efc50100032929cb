using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using LambdaSim.Deployed;

namespace LambdaSim.Tests.Deployed;

/// <summary>Build outputs that a client uploads.</summary>
public sealed class UploadTests : IDisposable
{
    private const string Handler = "Everyday::Everyday.Function::Handle";

    private readonly Simulation _simulation = new(seed: 1);
    private readonly HttpClient _client;

    public UploadTests() => _client = new HttpClient(_simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan, BaseAddress = new Uri("https://lambda.us-east-1.amazonaws.com") };

    [Fact]
    [Pins("DEP-UPLOADS")]
    public void Without_trust_an_upload_does_not_run()
    {
        Create("orders", Zip());

        Assert.Contains("LambdaSim.NoHandler", Call("orders"), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("DEP-UPLOADS")]
    public void A_build_output_that_the_test_trusts_runs_as_it_was_uploaded()
    {
        _simulation.TrustUploads("orders");
        Create("orders", Zip());

        Assert.Contains("customer of a", Call("orders"), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("DEP-UPLOADS")]
    public void Trust_by_hash_is_for_that_zip_alone()
    {
        var (one, other) = (Zip(), Zip(("readme.txt", "another", null)));
        _simulation.TrustUploads("orders", Convert.ToBase64String(SHA256.HashData(one)));
        Create("orders", other);
        var untrusted = Call("orders");
        Update("orders", one);

        Assert.Contains("LambdaSim.NoHandler", untrusted, StringComparison.Ordinal);
        Assert.Contains("customer of a", Call("orders"), StringComparison.Ordinal);
    }

    [Fact]
    public void Trust_is_for_one_name_alone()
    {
        _simulation.TrustUploads("orders");
        Create("others", Zip());

        Assert.Contains("LambdaSim.NoHandler", Call("others"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Missing::A::B", "Could not find the specified handler assembly with the file name 'Missing'")]
    [InlineData("Everyday::Everyday.Missing::Handle", "Unable to find type 'Everyday.Missing'")]
    [InlineData("../Everyday::Everyday.Function::Handle", "is no name of an assembly")]
    [InlineData("nonsense::x", "Invalid lambda function handler")]
    public void A_handler_string_that_names_nothing_fails_in_INIT(string handler, string says)
    {
        _simulation.TrustUploads("orders");
        Create("orders", Zip(), handler);
        var answer = Call("orders");

        Assert.Contains("LambdaValidationException", answer, StringComparison.Ordinal);
        Assert.Contains(says, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data.txt", "Access to the path '/var/task/data.txt' is denied.")]
    [InlineData("Data.dll", "Could not load file or assembly '/var/task/Data.dll'. Access is denied.")]
    [Pins("DEP-UPLOADS")]
    public void A_file_that_the_sandbox_may_not_read_fails_in_INIT(string file, string says)
    {
        _simulation.TrustUploads("orders");
        Create("orders", Zip((file, "x", 0x8180)));

        Assert.Contains(says, JsonDocument.Parse(Call("orders")).RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbolic_link_fails_in_INIT()
    {
        _simulation.TrustUploads("orders");
        Create("orders", Zip(("passwords", "/etc/passwd", 0xA1FF)));

        Assert.Contains("'passwords' in the zip is a symbolic link", JsonDocument.Parse(Call("orders")).RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_leads_elsewhere_is_refused_when_it_is_uploaded()
    {
        _simulation.TrustUploads("orders");
        using var answer = Send(HttpMethod.Post, "/2015-03-31/functions", Request("orders", Zip(("../elsewhere.txt", "x", null)), Handler));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public void Code_in_another_language_says_what_to_do()
    {
        _simulation.TrustUploads("orders");
        Create("orders", Zip(), runtime: "python3.13");

        Assert.Contains("runs build outputs of .NET only, not python3.13", Call("orders"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_that_is_none_is_refused() => Assert.Contains("is no SHA-256", Assert.Throws<ArgumentException>(() => _simulation.TrustUploads("orders", "abc")).Message, StringComparison.Ordinal);

    public void Dispose()
    {
        _client.Dispose();
        _simulation.Dispose();
    }

    private void Create(string name, byte[] zip, string handler = Handler, string runtime = "dotnet10")
    {
        using var answer = Send(HttpMethod.Post, "/2015-03-31/functions", Request(name, zip, handler, runtime));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Result);
    }

    private void Update(string name, byte[] zip)
    {
        using var answer = Send(HttpMethod.Put, $"/2015-03-31/functions/{name}/code", new { ZipFile = zip });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private string Call(string name)
    {
        using var answer = Send(HttpMethod.Post, $"/2015-03-31/functions/{name}/invocations", new { Id = "a", Customer = "customer of a" });
        return answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Result;
    }

    private HttpResponseMessage Send(HttpMethod method, string path, object body) => _simulation.Run(() => _client.SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Default) }));

    private static object Request(string name, byte[] zip, string handler, string runtime = "dotnet10") =>
        new { FunctionName = name, Runtime = runtime, Handler = handler, Role = "arn:aws:iam::123456789012:role/r", Timeout = 30, Code = new { ZipFile = zip } };

    // As a packer on Linux makes it, with more files of given modes.
    private static byte[] Zip(params ReadOnlySpan<(string Name, string Text, int? Mode)> more)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            var folder = Corpus.Folder("Everyday");
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                zip.CreateEntryFromFile(file, Path.GetRelativePath(folder, file)).ExternalAttributes = 0x81A4 << 16;
            }

            foreach (var (name, text, mode) in more)
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = mode is { } bits ? bits << 16 : 0;
                using var writer = new StreamWriter(entry.Open());
                writer.Write(text);
            }
        }

        return buffer.ToArray();
    }
}
