using System.Xml.Linq;

namespace LambdaSim.Tests.Gateways;

/// <summary>A client of Elastic Load Balancing's API in process, and of what it makes.</summary>
internal sealed class BalancerControl : IDisposable
{
    private readonly HttpClient _http;

    public BalancerControl(GatewayWorld world)
    {
        World = world;
        _http = new HttpClient(world.Simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan, BaseAddress = new Uri("https://elasticloadbalancing.us-east-1.amazonaws.com") };
    }

    public GatewayWorld World { get; }

    public const string Function = "arn:aws:lambda:us-east-1:123456789012:function:web";

    /// <summary>Asks for an action; members such as <c>Targets.member.1.Id=x</c>.</summary>
    public (int Status, XElement Answer) Send(string action, params string[] members)
    {
        var form = members.Select(static m => m.Split('=', 2)).Select(static m => KeyValuePair.Create(m[0], m[1]))
            .Prepend(KeyValuePair.Create("Version", "2015-12-01")).Prepend(KeyValuePair.Create("Action", action)).ToList();
        var (status, body, _) = Ask(() => new HttpRequestMessage(HttpMethod.Post, "/") { Content = new FormUrlEncodedContent(form) });
        return (status, XElement.Parse(body));
    }

    public XElement Make(string action, params string[] members)
    {
        var (status, answer) = Send(action, members);
        Assert.True(status == 200, $"{action}: {answer}");
        return answer;
    }

    /// <summary>The code and message of a refusal.</summary>
    public (string Code, string Message) Refusal(string action, params string[] members)
    {
        var (status, answer) = Send(action, members);
        Assert.True(status >= 400, $"{action}: {answer}");
        return (Text(answer, "Code"), Text(answer, "Message"));
    }

    public static string Text(XElement answer, string name) => answer.Descendants().First(e => e.Name.LocalName == name).Value;

    public static IReadOnlyList<string> Texts(XElement answer, string name) => [.. answer.Descendants().Where(e => e.Name.LocalName == name).Select(static e => e.Value)];

    public (string Arn, string Host) Balancer(string name = "front")
    {
        var made = Make("CreateLoadBalancer", $"Name={name}", "Subnets.member.1=subnet-a", "Subnets.member.2=subnet-b");
        return (Text(made, "LoadBalancerArn"), Text(made, "DNSName"));
    }

    public string Group(string name = "web", string function = Function)
    {
        var arn = Text(Make("CreateTargetGroup", $"Name={name}", "TargetType=lambda"), "TargetGroupArn");
        Make("RegisterTargets", $"TargetGroupArn={arn}", $"Targets.member.1.Id={function}");
        return arn;
    }

    /// <summary>A listener on port 80 whose default action forwards to a group.</summary>
    public string Listener(string balancer, string group) =>
        Text(Make("CreateListener", $"LoadBalancerArn={balancer}", "Protocol=HTTP", "Port=80", "DefaultActions.member.1.Type=forward", $"DefaultActions.member.1.TargetGroupArn={group}"), "ListenerArn");

    public (int Status, string Body, HttpResponseMessage Message) Call(string url, string method = "GET", params (string Name, string Value)[] headers) => Ask(() =>
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    });

    public void Dispose() => _http.Dispose();

    private (int Status, string Body, HttpResponseMessage Message) Ask(Func<HttpRequestMessage> make)
    {
        HttpResponseMessage? answer = null;
        World.Simulation.Run(async () =>
        {
            using var request = make();
            answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer!.Content.ReadAsStream(TestContext.Current.CancellationToken));
        return ((int)answer.StatusCode, reader.ReadToEnd(), answer);
    }
}
