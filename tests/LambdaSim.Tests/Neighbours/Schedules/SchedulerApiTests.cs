using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Units;

namespace LambdaSim.Tests.Neighbours.Schedules;

/// <summary>EventBridge Scheduler's API.</summary>
public sealed class SchedulerApiTests : IDisposable
{
    private const string Window = "\"FlexibleTimeWindow\":{\"Mode\":\"OFF\"}";
    private const string Target = "\"Target\":{\"Arn\":\"arn:aws:lambda:us-east-1:123456789012:function:job\",\"RoleArn\":\"arn:aws:iam::123456789012:role/r\"}";

    private readonly Simulation _simulation = new();
    private readonly HttpClient _http;

    public SchedulerApiTests() => _http = new HttpClient(_simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan, BaseAddress = new Uri("https://scheduler.us-east-1.amazonaws.com") };

    public void Dispose()
    {
        _http.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    [Pins("SCH-CREATE")]
    public void A_schedule_is_shown_with_its_defaults()
    {
        Assert.Equal((200, "arn:aws:scheduler:us-east-1:123456789012:schedule/default/a"), Create("a", "rate(5 minutes)") is var made ? (made.Status, (string)made.Answer["ScheduleArn"]!) : default);

        Assert.Equal(
            """
            {"ActionAfterCompletion":"NONE","Arn":"arn:aws:scheduler:us-east-1:123456789012:schedule/default/a","CreationDate":1767225600,"FlexibleTimeWindow":{"Mode":"OFF"},"GroupName":"default","LastModificationDate":1767225600,"Name":"a","ScheduleExpression":"rate(5 minutes)","ScheduleExpressionTimezone":"UTC","State":"ENABLED","Target":{"Arn":"arn:aws:lambda:us-east-1:123456789012:function:job","RetryPolicy":{"MaximumEventAgeInSeconds":86400,"MaximumRetryAttempts":185},"RoleArn":"arn:aws:iam::123456789012:role/r"}}
            """,
            Send(HttpMethod.Get, "/schedules/a").Answer.ToJsonString());
    }

    [Theory]
    [InlineData("a", "rate(5 seconds)", Window, Target, 400, "Invalid Schedule Expression rate(5 seconds).")]
    [InlineData("a", " rate(5 minutes)", Window, Target, 400, "Invalid Schedule Expression  rate(5 minutes).")]
    [InlineData("a%2Fb", "rate(5 minutes)", Window, Target, 400, "1 validation error detected: Value 'a/b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-zA-Z-_.]+")]
    [InlineData("a", "rate(5 minutes)", "\"FlexibleTimeWindow\":{\"Mode\":\"ON\"}", Target, 400, "1 validation error detected: Value 'ON' at 'flexibleTimeWindow.mode' failed to satisfy constraint: Member must satisfy enum value set: [OFF, FLEXIBLE]")]
    [InlineData("a", "rate(5 minutes)", "\"FlexibleTimeWindow\":{\"Mode\":\"FLEXIBLE\",\"MaximumWindowInMinutes\":1441}", Target, 400, "1 validation error detected: Value '1441' at 'flexibleTimeWindow.maximumWindowInMinutes' failed to satisfy constraint: Member must have value less than or equal to 1440")]
    [InlineData("a", "rate(5 minutes)", Window, "\"Description\":\"no target\"", 400, "1 validation error detected: Value null at 'target' failed to satisfy constraint: Member must not be null")]
    [InlineData("a", "rate(5 minutes)", Window + ",\"GroupName\":\"none\"", Target, 404, "Schedule group none does not exist.")]
    [InlineData("a", "rate(5 minutes)", Window + ",\"ScheduleExpressionTimezone\":\"Mars\"", Target, 400, "Invalid Schedule Expression Timezone Mars.")]
    [InlineData("a", "rate(5 minutes)", Window + ",\"StartDate\":1577836800", Target, 400, "The StartDate you specify cannot be earlier than 5 minutes ago.")]
    [Pins("SCH-MODEL", "SCH-CHECKS")]
    public void What_is_refused(string name, string expression, string window, string target, int status, string message)
    {
        var answer = Send(HttpMethod.Post, $"/schedules/{name}", $$"""{"ScheduleExpression":"{{expression}}",{{window}},{{target}}}""");

        Assert.Equal((status, message), (answer.Status, (string)answer.Answer["Message"]!));
    }

    [Fact]
    [Pins("SCH-TOKEN")]
    public void The_same_request_with_the_same_token_is_the_same_schedule()
    {
        Assert.Equal(200, Create("a", "rate(5 minutes)", "\"ClientToken\":\"t\"").Status);
        Assert.Equal(200, Create("a", "rate(5 minutes)", "\"ClientToken\":\"t\"").Status);

        Assert.Equal((409, "Schedule a already exists."), Create("a", "rate(6 minutes)", "\"ClientToken\":\"t\"") is var again ? (again.Status, (string)again.Answer["Message"]!) : default);
    }

    [Fact]
    [Pins("SCH-UPDATE")]
    public void An_update_replaces_everything()
    {
        Create("a", "rate(5 minutes)", "\"Description\":\"old\",\"State\":\"DISABLED\"");
        Assert.Equal(200, Send(HttpMethod.Put, "/schedules/a", $$"""{"ScheduleExpression":"rate(6 minutes)",{{Window}},{{Target}}}""").Status);

        var shown = Send(HttpMethod.Get, "/schedules/a").Answer;
        Assert.Equal(("rate(6 minutes)", "ENABLED", null), ((string)shown["ScheduleExpression"]!, (string)shown["State"]!, (string?)shown["Description"]));
        Assert.Equal(404, Send(HttpMethod.Put, "/schedules/b", $$"""{"ScheduleExpression":"rate(6 minutes)",{{Window}},{{Target}}}""").Status);
    }

    [Fact]
    [Pins("SCH-GROUP")]
    public void A_group_has_tags_and_goes_with_its_schedules_but_for_the_default_one()
    {
        Assert.Equal(200, Send(HttpMethod.Post, "/schedule-groups/g", """{"Tags":[{"Key":"k","Value":"v"}]}""").Status);
        Assert.Equal((409, "Schedule group g already exists."), Send(HttpMethod.Post, "/schedule-groups/g", "{}") is var again ? (again.Status, (string)again.Answer["Message"]!) : default);
        Create("a", "rate(5 minutes)", "\"GroupName\":\"g\"");
        var tags = "/tags/" + Uri.EscapeDataString("arn:aws:scheduler:us-east-1:123456789012:schedule-group/g");
        Assert.Equal("""{"Tags":[{"Key":"k","Value":"v"}]}""", Send(HttpMethod.Get, tags).Answer.ToJsonString());
        Send(HttpMethod.Delete, tags + "?TagKeys=k");
        Assert.Equal("""{"Tags":[]}""", Send(HttpMethod.Get, tags).Answer.ToJsonString());

        Assert.Equal(400, Send(HttpMethod.Delete, "/schedule-groups/default").Status);
        Assert.Equal(200, Send(HttpMethod.Delete, "/schedule-groups/g").Status);
        Assert.Equal((404, "Schedule group g does not exist."), Send(HttpMethod.Get, "/schedules/a?groupName=g") is var gone ? (gone.Status, (string)gone.Answer["Message"]!) : default);
        Assert.Equal(["default"], Send(HttpMethod.Get, "/schedule-groups").Answer["ScheduleGroups"]!.AsArray().Select(static g => (string)g!["Name"]!));
    }

    [Fact]
    public void Lists_have_filters_and_pages()
    {
        foreach (var name in new[] { "a1", "a2", "a3", "b" })
        {
            Create(name, "rate(5 minutes)", name == "a3" ? "\"State\":\"DISABLED\"" : null);
        }

        var first = Send(HttpMethod.Get, "/schedules?NamePrefix=a&MaxResults=2").Answer;
        Assert.Equal(["a1", "a2"], Names(first));
        Assert.Equal(["a3"], Names(Send(HttpMethod.Get, $"/schedules?NamePrefix=a&NextToken={Uri.EscapeDataString((string)first["NextToken"]!)}").Answer));
        Assert.Equal(["a3"], Names(Send(HttpMethod.Get, "/schedules?State=DISABLED").Answer));
        Assert.Equal(404, Send(HttpMethod.Get, "/schedules?ScheduleGroup=none").Status);
    }

    [Fact]
    [Pins("SCH-FIRING")]
    public void A_schedule_that_a_client_made_fires_and_can_be_deleted()
    {
        var runs = 0;
        _simulation.AddFunction("job", (JsonObject _) => { runs++; });
        Create("a", "rate(5 minutes)");
        _simulation.AdvanceBy(12.Minutes);
        Assert.Equal(3, runs);

        Assert.Equal(200, Send(HttpMethod.Delete, "/schedules/a").Status);
        _simulation.AdvanceBy(1.Hours);
        Assert.Equal(3, runs);
        Assert.Equal((404, "Schedule a does not exist."), Send(HttpMethod.Delete, "/schedules/a") is var gone ? (gone.Status, (string)gone.Answer["Message"]!) : default);
    }

    private (int Status, JsonObject Answer) Create(string name, string expression, string? more = null) =>
        Send(HttpMethod.Post, $"/schedules/{name}", $$"""{"ScheduleExpression":"{{expression}}",{{Window}},{{(more is null ? "" : more + ",")}}{{Target}}}""");

    private (int Status, JsonObject Answer) Send(HttpMethod method, string path, string? body = null) => _simulation.Run(async () =>
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    });

    private static IEnumerable<string> Names(JsonObject answer) => answer["Schedules"]!.AsArray().Select(static s => (string)s!["Name"]!);
}
