using LambdaSim.Deployed;
using LambdaSim.Neighbours.Web;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>What a function reaches, and how hosts outside fail.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);

    [Fact]
    public void A_host_answers_after_its_latency()
    {
        _simulation.Http.On("api.example.com:443", _ => new HttpResponseMessage { Content = new StringContent("pong") }, h => h with { Latency = 40.Milliseconds });
        var result = Add().Invoke("https://api.example.com/ping");

        Assert.Equal("\"200 pong\"", result.PayloadText);
        Assert.Equal(40.Milliseconds, result.Duration);
        Assert.Equal(1, _simulation.Http.RequestsOf("api.example.com"));
    }

    [Theory]
    [InlineData(WebFailure.ServiceUnavailable, "503 ", 40)]
    [InlineData(WebFailure.Refused, "HttpRequestException", 0)]
    [InlineData(WebFailure.Silent, "TaskCanceledException", 2_000)]
    public void A_host_fails_as_it_is_told(WebFailure failure, string outcome, int milliseconds)
    {
        _simulation.Http.On("api.example.com", _ => new HttpResponseMessage(), h => h with { Latency = 40.Milliseconds, FailureRate = 1, Failure = failure });
        var result = Add().Invoke("https://api.example.com/ping");

        Assert.Equal($"\"{outcome}\"", result.PayloadText);
        Assert.Equal(Duration.FromMilliseconds(milliseconds), result.Duration);
    }

    [Fact]
    public void A_host_that_nobody_stands_in_for_is_an_error_that_names_it() =>
        Assert.Contains("simulation.Http.On(\"api.example.com\", ...)", Add().Invoke("https://api.example.com/ping").Error!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://api.example.com/", false)]
    [InlineData("http://mail.example.com:25/", true)]
    [Pins("DEP-NETWORK")]
    public void Without_a_way_out_a_call_hangs_until_a_timeout(string address, bool reachesInternet)
    {
        _simulation.Http.On(new Uri(address).Authority, _ => new HttpResponseMessage());
        var result = Add(new DeployedOptions { ReachesInternet = reachesInternet }).Invoke(address);

        Assert.Equal("\"TaskCanceledException\"", result.PayloadText);
        Assert.Equal(2.Seconds, result.Duration);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data/")]
    public void There_is_no_instance_to_ask_for_metadata(string address) => Assert.Equal("\"HttpRequestException\"", Add().Invoke(address).PayloadText);

    [Fact]
    public void A_name_that_is_no_host_of_the_outside_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _simulation.Http.On("sqs.us-east-1.amazonaws.com", _ => new HttpResponseMessage()));
        Assert.Throws<ArgumentException>(() => _simulation.Http.On("lambda.eu-west-1.api.aws", _ => new HttpResponseMessage()));
        Assert.Throws<ArgumentException>(() => _simulation.Http.On("https://api.example.com", _ => new HttpResponseMessage()));
        Assert.Throws<ArgumentOutOfRangeException>(() => _simulation.Http.On("api.example.com", _ => new HttpResponseMessage(), h => h with { FailureRate = 1.5 }));
        Assert.Throws<ArgumentException>(() => _simulation.Http.On("api.example.com", _ => new HttpResponseMessage(), h => h with { Failure = WebFailure.Silent }));
    }

    [Fact]
    [Pins("DEP-DESCRIPTORS")]
    public void A_process_has_a_thousand_and_twenty_four_files_open()
    {
        var function = _simulation.AddDeployed<OpensFiles>("f");

        Assert.Equal("\"1024 files, then Too many open files : \\u0027/tmp/1024\\u0027\"", function.Invoke(false).PayloadText);
        Assert.True(_simulation.AddDeployed<OpensFiles>("g").Invoke(true).Succeeded);
    }

    public void Dispose() => _simulation.Dispose();

    private Function Add(DeployedOptions? options = null) => _simulation.AddDeployed<Asks>("asks", f => f with { Timeout = 1.Minutes }, options: options);
}

public sealed class Asks
{
    private static readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(2) };

    public async Task<string> Handle(string address)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(address));
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return e.GetType().Name;
        }
    }
}

public sealed class OpensFiles
{
    public string Handle(bool closes)
    {
        List<FileStream> open = [];
        try
        {
            for (var i = 0; i < 2_000; i++)
            {
                open.Add(File.Create($"/tmp/{i}"));
                if (closes)
                {
                    open[^1].Dispose();
                }
            }

            return "all";
        }
        catch (IOException e)
        {
            return $"{open.Count} files, then {e.Message}";
        }
        finally
        {
            open.ForEach(f => f.Dispose());
        }
    }
}
