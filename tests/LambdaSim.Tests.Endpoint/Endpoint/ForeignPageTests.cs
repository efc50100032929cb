using System.Net;
using LambdaSim.AspNetCore;
using LambdaSim.Tests.RuntimeApi;

namespace LambdaSim.Tests.Endpoint;

/// <summary>What a page of somebody else's can make a browser send, and what the endpoint does about it (rules HTTP-HOST and HTTP-PAGE).</summary>
public sealed class ForeignPageTests
{
    private const string Create = "/?Action=CreateQueue&QueueName=made", List = "/?Action=ListQueues";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    /// <summary>As browsers send them: an image, a link, a frame, a form, a script, and what is typed.</summary>
    public static TheoryData<string, string, string> Sent => new()
    {
        { "cross-site", "no-cors", "image" },
        { "cross-site", "navigate", "document" },
        { "cross-site", "navigate", "iframe" },
        { "cross-site", "no-cors", "empty" },
        { "same-site", "no-cors", "image" },
        { "same-site", "navigate", "document" },
        { "none", "navigate", "document" },
        { "something-new", "no-cors", "image" },
    };

    [Theory]
    [MemberData(nameof(Sent))]
    [Pins("HTTP-PAGE")]
    public async Task A_page_of_others_changes_nothing(string site, string mode, string destination)
    {
        using var world = new ControlWorld(EndpointClock.Manual);
        await world.Send("GET", "/?Action=CreateQueue&QueueName=orders");
        await world.Send("GET", "/123456789012/orders?Action=SendMessage&MessageBody=kept");
        var headers = Headers(site, mode, destination);

        (string Method, string Target, string Body)[] requests =
        [
            ("GET", Create, ""),
            ("POST", Create, ""),
            ("GET", "/123456789012/orders?Action=PurgeQueue", ""),
            ("GET", "/123456789012/orders?Action=DeleteQueue", ""),
            ("GET", "/123456789012/orders?Action=ReceiveMessage", ""),
            ("GET", "/123456789012/orders?action=GetQueueAttributes&Action=DeleteQueue", ""),
            ("HEAD", "/123456789012/orders?Action=DeleteQueue", ""),
            ("POST", "/_lambdasim/reset", ""),
            ("POST", "/moto-api/reset", ""),
            ("POST", "/_lambdasim/advance", "{\"seconds\": 1}"),
            ("POST", EndpointWorld.Functions, EndpointWorld.CreateBody("made").ToJsonString()),
            ("POST", "/2015-03-31/functions/f/invocations", "1"),
        ];
        foreach (var (method, target, body) in requests)
        {
            Assert.Equal((403, $"{method} {target}"), ((await world.Send(method, target, body, [.. headers, ("Content-Type", "text/plain")])).Status, $"{method} {target}"));
        }

        Assert.Equal("1", await Count(world));
        Assert.DoesNotContain("made", (await world.Send("GET", List)).Text, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await world.Send("GET", "/_lambdasim/now")).Json["elapsedSeconds"]!);
    }

    [Fact]
    public async Task A_form_of_others_changes_nothing()
    {
        using var world = new ControlWorld();
        (string, string) type = ("Content-Type", "application/x-www-form-urlencoded");

        var told = await world.Send("POST", "/", "Action=CreateQueue&QueueName=made", [type, .. Headers("cross-site", "navigate", "document")]);
        var named = await world.Send("POST", "/", "Action=CreateQueue&QueueName=made", type, ("Origin", "null"));

        Assert.Equal((403, 403), (told.Status, named.Status));
        Assert.DoesNotContain("made", (await world.Send("GET", List)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("User-Agent", Firefox)]
    [InlineData("Referer", "http://evil.example/")]
    [Pins("HTTP-PAGE")]
    public async Task Where_the_browser_does_not_say_from_where_its_GETs_change_nothing_either(string header, string value)
    {
        using var world = new ControlWorld();

        Assert.Equal(403, (await world.Send("GET", Create, "", ("Host", "192.168.1.5:9001"), (header, value))).Status);
        Assert.Equal(200, (await world.Send("GET", List, "", ("Host", "192.168.1.5:9001"), (header, value))).Status);
    }

    [Theory]
    [InlineData("cross-site", "navigate", "document", 200)]
    [InlineData("none", "navigate", "document", 200)]
    [InlineData("same-origin", "cors", "empty", 200)]
    [InlineData("cross-site", "no-cors", "image", 403)]
    [InlineData("cross-site", "navigate", "iframe", 403)]
    [Pins("HTTP-PAGE")]
    public async Task What_GET_shows_may_be_visited_and_not_be_embedded(string site, string mode, string destination, int status)
    {
        using var world = new ControlWorld();

        Assert.Equal(status, (await world.Send("GET", "/_lambdasim/now", "", Headers(site, mode, destination))).Status);
        Assert.Equal(status, (await world.Send("GET", EndpointWorld.Functions, "", Headers(site, mode, destination))).Status);
    }

    [Fact]
    public async Task A_page_of_the_endpoint_itself_may_do_anything()
    {
        using var world = new ControlWorld();
        (string, string)[] own = [.. Headers("same-origin", "cors", "empty"), ("Host", "localhost:9001"), ("Origin", "http://localhost:9001"), ("Referer", "http://localhost:9001/_lambdasim/report"), ("User-Agent", Firefox)];

        Assert.Equal(200, (await world.Send("POST", "/_lambdasim/reset", "", own)).Status);
        Assert.Equal(200, (await world.Send("GET", Create, "", own)).Status);
    }

    [Theory]
    [InlineData("curl/8.5.0")]
    [InlineData("Boto3/1.34.46 md/Botocore#1.34.46 ua/2.0 os/linux")]
    [InlineData("aws-sdk-js/3.700.0 ua/2.1 os/linux lang/js md/nodejs#20")]
    [InlineData("Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1")]
    [InlineData("")]
    [Pins("HTTP-PAGE")]
    public async Task Clients_that_are_no_browsers_are_answered(string agent)
    {
        using var world = new ControlWorld();

        Assert.Equal(200, (await world.Send("GET", Create, "", ("User-Agent", agent))).Status);
        Assert.Equal(200, (await world.Send("POST", "/", "Action=ListQueues", ("User-Agent", agent), ("Content-Type", "application/x-www-form-urlencoded"))).Status);
        // Node's fetch tells its mode, and nothing of a site.
        Assert.Equal(200, (await world.Send("POST", "/_lambdasim/reset", "", ("User-Agent", agent), ("Sec-Fetch-Mode", "cors"))).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "evil.example")]
    [InlineData("User-Agent", Firefox)]
    [InlineData("Referer", "https://evil.example/page")]
    [Pins("HTTP-PAGE")]
    public async Task No_page_takes_an_event_from_the_Runtime_API(string header, string value)
    {
        using var world = new RuntimeWorld();
        using var client = new HttpClient { BaseAddress = new Uri($"http://{world.At("orders").Address}/2018-06-01/runtime/") };
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        var asked = await client.GetAsync("invocation/next", TestContext.Current.CancellationToken);
        var told = await client.PostAsync("init/error", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Equal(header is "User-Agent" or "Referer" ? HttpStatusCode.Accepted : HttpStatusCode.Forbidden, told.StatusCode);
        Assert.Contains("\"errorType\":\"AccessDeniedException\"", await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<string> Count(ControlWorld world) =>
        System.Xml.Linq.XElement.Parse((await world.Send("GET", "/123456789012/orders?Action=GetQueueAttributes&AttributeName.1=ApproximateNumberOfMessages")).Text)
            .Descendants().Single(static e => e.Name.LocalName == "Value").Value;

    private static (string, string)[] Headers(string site, string mode, string destination) =>
        [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination)];
}
