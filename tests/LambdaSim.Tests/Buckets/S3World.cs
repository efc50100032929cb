using System.Text;
using System.Xml.Linq;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Tests.Buckets;

/// <summary>An answer as a client gets it.</summary>
internal sealed record S3Reply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Body => Encoding.UTF8.GetString(Bytes);

    public string? this[string header] => Headers.GetValueOrDefault(header);

    public XElement Xml => XElement.Parse(Body);

    /// <summary>Text of all elements of a name, in order.</summary>
    public string[] Texts(string name) => [.. Xml.Descendants().Where(e => e.Name.LocalName == name).Select(static e => e.Value)];

    public string Text(string name) => Assert.Single(Texts(name));

    /// <summary>Status and code of an error.</summary>
    public string Error => $"{Status} {Text("Code")}: {Text("Message")}";
}

/// <summary>S3 of a simulation, asked by its protocol without a socket.</summary>
internal sealed class S3World : IDisposable
{
    private readonly HttpClient _http;

    public S3World(SimulationOptions? options = null)
    {
        Simulation = new Simulation(options ?? new SimulationOptions { Seed = 1 });
        _http = new HttpClient(Simulation.CreateHttpHandler());
    }

    public Simulation Simulation { get; }

    public string Host { get; init; } = "s3.us-east-1.amazonaws.com";

    public void Dispose()
    {
        _http.Dispose();
        Simulation.Dispose();
    }

    public Bucket Add(string name = "uploads") => Simulation.AddBucket(name);

    public S3Reply Send(string method, string target, string body = "", params (string Name, string Value)[] headers) => Send(method, target, Encoding.UTF8.GetBytes(body), headers);

    public S3Reply Send(string method, string target, byte[] body, params (string Name, string Value)[] headers) => Simulation.Run(async () =>
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"https://{Host}{target}") { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var answer = await _http.SendAsync(request);
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in ((IEnumerable<KeyValuePair<string, IEnumerable<string>>>)answer.Headers).Concat(answer.Content.Headers))
        {
            all[name] = string.Join(',', values);
        }

        return new S3Reply((int)answer.StatusCode, all, await answer.Content.ReadAsByteArrayAsync());
    });

    public S3Reply Get(string target, params (string Name, string Value)[] headers) => Send("GET", target, "", headers);

    public S3Reply Put(string target, string body = "", params (string Name, string Value)[] headers) => Send("PUT", target, body, headers);
}
