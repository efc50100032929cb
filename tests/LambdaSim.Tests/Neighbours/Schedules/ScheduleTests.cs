using LambdaSim.Configuration;
using LambdaSim.Neighbours.Schedules;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Neighbours.Schedules;

/// <summary>Schedules of EventBridge Scheduler as a test makes them, and what their firings come to.</summary>
public sealed class ScheduleTests : IDisposable
{
    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 3, World = new SimulationConfig { Start = Instant.FromUtc(2026, 3, 28, 0, 0) } });
    private readonly List<(Instant At, string Event)> _events = [];

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("SCH-FIRING", "SCH-DST")]
    public void A_nightly_job_in_Berlin_misses_the_night_in_which_its_time_does_not_exist()
    {
        _simulation.Schedule("nightly", "cron(30 2 * * ? *)", zone: "Europe/Berlin").To(Function());

        _simulation.AdvanceBy(72.Hours);

        Assert.Equal(["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z"], _events.Select(static e => $"{e.At}"));
    }

    [Fact]
    [Pins("SCH-FIRING")]
    public void A_schedule_keeps_no_run_alive_and_is_fired_by_time()
    {
        var schedule = _simulation.Schedule("often", "rate(1 minute)").To(Function(), static s => s with { StartDate = Instant.FromUtc(2026, 3, 28, 1, 0) });

        _simulation.RunUntilIdle();
        Assert.Empty(_events);
        _simulation.AdvanceTo(Instant.FromUtc(2026, 3, 28, 1, 2));
        Assert.Equal(3, _events.Count);
        Assert.Equal((3, Instant.FromUtc(2026, 3, 28, 1, 3)), (schedule.Firings, schedule.NextTime));
    }

    [Fact]
    [Pins("SCH-RATE")]
    public void A_rate_without_a_start_fires_at_once()
    {
        _simulation.Schedule("often", "rate(2 hours)").To(Function());

        _simulation.AdvanceBy(3.Hours);

        Assert.Equal(["00:00", "02:00"], Times());
    }

    [Fact]
    [Pins("SCH-START")]
    public void Start_and_end_bound_the_times_both_included()
    {
        _simulation.Schedule("hourly", "cron(0 * * * ? *)").To(Function(), static s => s with { StartDate = Instant.FromUtc(2026, 3, 28, 2, 0), EndDate = Instant.FromUtc(2026, 3, 28, 4, 0) });

        _simulation.AdvanceBy(1.Days);

        Assert.Equal(["02:00", "03:00", "04:00"], Times());
    }

    [Fact]
    [Pins("SCH-FIRING")]
    public void What_passes_while_it_is_disabled_is_not_made_up()
    {
        var schedule = _simulation.Schedule("hourly", "cron(0 * * * ? *)").To(Function());
        _simulation.AdvanceBy(90.Minutes);
        schedule.Disable();
        Assert.Null(schedule.NextTime);
        _simulation.AdvanceBy(2.Hours);
        schedule.Enable();
        _simulation.AdvanceBy(1.Hours);

        Assert.Equal(["00:00", "01:00", "04:00"], Times());
    }

    [Fact]
    [Pins("SCH-TARGET")]
    public void A_function_without_an_input_gets_a_notification()
    {
        _simulation.Schedule("once", "at(2026-03-28T00:00:30)").To(Function());

        _simulation.AdvanceBy(1.Minutes);

        Assert.StartsWith("""{"version":"0","id":""", Assert.Single(_events).Event, StringComparison.Ordinal);
        Assert.EndsWith(
            ""","detail-type":"Scheduled Event","source":"aws.scheduler","account":"123456789012","time":"2026-03-28T00:00:30Z","region":"us-east-1","resources":["arn:aws:scheduler:us-east-1:123456789012:schedule/default/once"],"detail":"{}"}""",
            _events[0].Event,
            StringComparison.Ordinal);
    }

    [Fact]
    [Pins("SCH-KEYWORDS")]
    public void Keywords_of_an_input_are_replaced()
    {
        _simulation.Schedule("once", "at(2026-03-28T00:00:30)").To(Function(), static s => s with { Input = """{"at":"<aws.scheduler.scheduled-time>","of":"<aws.scheduler.schedule-arn>","try":<aws.scheduler.attempt-number>,"id":"<aws.scheduler.execution-id>"}""" });

        _simulation.AdvanceBy(1.Minutes);

        Assert.Matches("""^\{"at":"2026-03-28T00:00:30Z","of":"arn:aws:scheduler:us-east-1:123456789012:schedule/default/once","try":1,"id":"[0-9a-f]{16}"\}$""", Assert.Single(_events).Event);
    }

    [Fact]
    [Pins("SCH-TARGET")]
    public void A_queue_gets_the_input_as_a_message()
    {
        var queue = _simulation.AddQueue("orders");
        _simulation.Schedule("hourly", "cron(0 * * * ? *)").To(queue, static s => s with { Input = "count" });

        _simulation.AdvanceBy(59.Minutes);

        Assert.Equal("count", Assert.Single(queue.Messages).Body);
        Assert.Equal(Fate.Delivered, Assert.Single(_simulation.Ledger.Notifications).Fate);
    }

    [Fact]
    [Pins("SCH-TARGET")]
    public void A_bus_gets_an_event_of_the_schedules_source_and_type()
    {
        var bus = _simulation.AddBus("orders");
        _simulation.Schedule("once", "at(2026-03-28T00:01:00)").To(bus, static s => s with { Input = """{"day":"<aws.scheduler.scheduled-time>"}""", Source = "jobs", DetailType = "Due" });

        _simulation.AdvanceBy(2.Minutes);

        Assert.Equal("""jobs, Due: {"day":"2026-03-28T00:01:00Z"}""", Assert.Single(bus.Events).ToString());
    }

    [Fact]
    [Pins("SCH-TARGET")]
    public void A_topic_gets_the_input_as_a_message()
    {
        var queue = _simulation.AddQueue("orders");
        var topic = _simulation.AddTopic("due");
        topic.Subscribe(queue, raw: true);
        _simulation.Schedule("once", "at(2026-03-28T00:01:00)").To(topic, static s => s with { Input = "count" });

        _simulation.AdvanceBy(2.Minutes);

        Assert.Equal("count", Assert.Single(queue.Messages).Body);
    }

    [Fact]
    [Pins("SCH-UNIVERSAL")]
    public void A_universal_target_calls_an_operation_with_its_request()
    {
        var queue = _simulation.AddQueue("orders");
        var function = Function();
        _simulation.Schedule("sends", "at(2026-03-28T00:01:00)").To("arn:aws:scheduler:::aws-sdk:sqs:sendMessage", static s => s with { Input = """{"QueueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/orders","MessageBody":"<aws.scheduler.scheduled-time>"}""" });
        _simulation.Schedule("invokes", "at(2026-03-28T00:01:00)").To("arn:aws:scheduler:::aws-sdk:lambda:invoke", static s => s with { Input = """{"FunctionName":"job","InvocationType":"Event","Payload":"{\"a\":1}"}""" });

        _simulation.AdvanceBy(2.Minutes);

        Assert.Equal("2026-03-28T00:01:00Z", Assert.Single(queue.Messages).Body);
        Assert.Equal("""{"a":1}""", Assert.Single(_events).Event);
    }

    [Fact]
    [Pins("SCH-UNSIMULATED")]
    public void A_target_that_is_not_simulated_is_listed_and_its_firing_has_a_fate()
    {
        _simulation.Schedule("stops", "at(2026-03-28T00:01:00)").To("arn:aws:scheduler:::aws-sdk:ec2:stopInstances", static s => s with { Input = """{"InstanceIds":["i-1"]}""" });

        _simulation.AdvanceBy(2.Minutes);

        Assert.Contains("schedule stops: LambdaSim does not simulate its target arn:aws:scheduler:::aws-sdk:ec2:stopInstances, its firings go nowhere", _simulation.Unsimulated);
        Assert.True(_simulation.Ledger.Notifications.Single().Fate is Fate.Unmatched or Fate.Undeliverable);
    }

    [Fact]
    [Pins("SCH-DLQ")]
    public void What_has_no_target_goes_to_the_dead_letter_queue_at_once_and_says_why()
    {
        var dead = _simulation.AddQueue("dead");
        _simulation.Schedule("once", "at(2026-03-28T00:01:00)").To("arn:aws:lambda:us-east-1:123456789012:function:gone", s => s with { Input = "{}", DeadLetterQueue = Destination.To(dead) });

        _simulation.AdvanceBy(2.Minutes);

        var message = Assert.Single(dead.Messages);
        Assert.Equal("{}", message.Body);
        Assert.Equal(
            ["ERROR_CODE=AWSLambda.ResourceNotFoundException", "ERROR_MESSAGE=Function not found: arn:aws:lambda:us-east-1:123456789012:function:gone", "IS_PAYLOAD_TRUNCATED=false", "RETRY_ATTEMPTS=0",
                "SCHEDULED_TIME=2026-03-28T00:01:00Z", "SCHEDULE_ARN=arn:aws:scheduler:us-east-1:123456789012:schedule/default/once", "TARGET_ARN=arn:aws:lambda:us-east-1:123456789012:function:gone"],
            message.Attributes.Where(static a => a.Key != "EXECUTION_ID").OrderBy(static a => a.Key, StringComparer.Ordinal).Select(static a => $"{a.Key}={a.Value.Value}"));
    }

    [Fact]
    [Pins("SCH-RETRY")]
    public void Waits_before_retries_double_up_to_five_minutes()
    {
        var policy = ScheduleRetries.Of(new ScheduleTarget("arn:aws:lambda:us-east-1:123456789012:function:job", "role") { MaximumRetryAttempts = 12, MaximumEventAge = 3_600 });

        Assert.Equal((12, Duration.FromHours(1)), (policy.Retries, policy.MaximumAge));
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300], Enumerable.Range(1, 12).Select(r => policy.DelayBefore(r).TotalSeconds));
    }

    [Fact]
    [Pins("SCH-COMPLETION")]
    public void It_deletes_itself_after_its_last_firing_where_it_says_so()
    {
        _simulation.Schedule("kept", "at(2026-03-28T00:01:00)").To(Function());
        _simulation.Schedule("gone", "at(2026-03-28T00:01:00)").To(_simulation["job"]!, static s => s with { DeleteAfterCompletion = true });
        _simulation.Schedule("ends", "cron(0 * * * ? *)").To(_simulation["job"]!, static s => s with { DeleteAfterCompletion = true, EndDate = Instant.FromUtc(2026, 3, 28, 1, 30) });

        _simulation.AdvanceBy(30.Minutes);
        Assert.Equal(["ends", "kept"], _simulation.Schedules.Select(static s => s.Name));
        _simulation.AdvanceBy(1.Hours);
        Assert.Equal(["kept"], _simulation.Schedules.Select(static s => s.Name));
    }

    [Fact]
    [Pins("SCH-WINDOW")]
    public void A_flexible_window_draws_the_moment_from_the_seed()
    {
        _simulation.Schedule("hourly", "cron(0 * * * ? *)").To(Function(), static s => s with { FlexibleWindow = 15.Minutes });

        _simulation.AdvanceBy(20.Hours);

        var minutes = _events.Select(static e => e.At.InUtc().TimeOfDay.Minute + (e.At.InUtc().TimeOfDay.Second / 60.0)).ToList();
        Assert.Equal(20, minutes.Count);
        Assert.All(minutes, static m => Assert.InRange(m, 0, 15));
        Assert.True(minutes.Max() - minutes.Min() > 5);
    }

    [Fact]
    [Pins("SCH-WINDOW")]
    public void What_waits_in_its_window_survives_an_update_and_is_dropped_by_a_disabling_or_deletion()
    {
        var job = Function();
        var names = new[] { "updated", "disabled", "deleted" };
        var schedules = names.Select(n => _simulation.Schedule(n, "at(2026-03-28T00:01:00)").To(job, s => s with { Input = $"\"{n}\"", FlexibleWindow = 600.Minutes })).ToList();
        _simulation.AdvanceBy(62.Seconds);
        Assert.Empty(_events);

        schedules[0].Enable();
        schedules[1].Disable();
        schedules[2].Delete();
        _simulation.AdvanceBy(10.Hours);

        Assert.Equal("\"updated\"", Assert.Single(_events).Event);
        Assert.Equal([Fate.Undeliverable, Fate.Undeliverable, Fate.Delivered], _simulation.Ledger.Notifications.Select(static n => n.Fate));
        Assert.Contains("Withdrawn", _simulation.Ledger.Notifications[0].Path[1].What, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("SCH-KEYWORDS")]
    public void A_schedule_that_is_made_anew_goes_on_counting_so_that_no_execution_id_comes_twice()
    {
        var job = Function();
        for (var i = 0; i < 2; i++)
        {
            _simulation.Schedule("job", "rate(1 minute)").To(job, static s => s with { Input = "\"<aws.scheduler.execution-id>\"" });
            _simulation.AdvanceBy(150.Seconds);
            _simulation.Schedules.Single().Delete();
        }

        Assert.Equal(6, _events.Select(static e => e.Event).Distinct().Count());
    }

    [Fact]
    [Pins("SCH-UNIVERSAL", "SCH-KEYWORDS")]
    public void A_universal_target_takes_keywords_everywhere_and_passes_the_subject_on()
    {
        var queue = _simulation.AddQueue("orders.fifo");
        var heard = _simulation.AddQueue("heard");
        _simulation.AddTopic("due").Subscribe(heard);
        _simulation.Schedule("sends", "rate(1 minute)").To("arn:aws:scheduler:::aws-sdk:sqs:sendMessage", static s => s with { Input = """{"QueueUrl":"orders.fifo","MessageBody":"b","MessageGroupId":"g","MessageDeduplicationId":"<aws.scheduler.execution-id>"}""" });
        _simulation.Schedule("tells", "at(2026-03-28T00:01:00)").To("arn:aws:scheduler:::aws-sdk:sns:publish", static s => s with { Input = """{"TopicArn":"arn:aws:sns:us-east-1:123456789012:due","Message":"m","Subject":"Due <aws.scheduler.attempt-number>","MessageStructure":"text"}""" });

        _simulation.AdvanceBy(150.Seconds);

        Assert.Equal(3, queue.Messages.Count);
        Assert.Contains("\"Subject\" : \"Due 1\"", Assert.Single(heard.Messages).Body, StringComparison.Ordinal);
        Assert.Contains("schedule tells: MessageStructure of its target's input changes nothing", _simulation.Unsimulated);
    }

    [Fact]
    [Pins("SCH-UNIVERSAL", "SCH-KEYWORDS")]
    public void Each_attempt_of_a_universal_target_has_its_own_number()
    {
        var schedule = _simulation.Schedule("sends", "rate(1 minute)").To("arn:aws:scheduler:::aws-sdk:sqs:sendMessage", static s => s with { Input = """{"QueueUrl":"orders.fifo","MessageBody":"try <aws.scheduler.attempt-number>","MessageGroupId":"g","MessageDeduplicationId":"<aws.scheduler.attempt-number>"}""" });

        var third = ScheduleCalls.Of(new Firing(schedule, _simulation.Now, 1), _simulation.Courier.Host)!.OfAttempt!(3);

        Assert.Equal(("try 3", "3"), (System.Text.Encoding.UTF8.GetString(third.Body.Span), third.DeduplicationId));
    }

    [Theory]
    [InlineData("""{"FunctionName":7,"InvocationType":"Event"}""")]
    [InlineData("""{"FunctionName":"job","InvocationType":"Event","Payload":<aws.scheduler.execution-id>x}""")]
    [InlineData("""{"FunctionName":"job","InvocationType":1}""")]
    [InlineData("[]")]
    [Pins("SCH-UNIVERSAL")]
    public void A_request_that_is_none_is_refused_or_has_its_fate(string input)
    {
        Function();
        try
        {
            _simulation.Schedule("odd", "rate(1 minute)").To("arn:aws:scheduler:::aws-sdk:lambda:invoke", s => s with { Input = input });
        }
        catch (AwsServiceException)
        {
            return;
        }

        _simulation.AdvanceBy(30.Seconds);

        Assert.Equal(Fate.Undeliverable, Assert.Single(_simulation.Ledger.Notifications).Fate);
    }

    [Fact]
    [Pins("SCH-KEYWORDS", "SCH-DLQ")]
    public void A_keyword_that_leaves_no_JSON_for_a_bus_is_a_dead_letter()
    {
        var dead = _simulation.AddQueue("dead");
        _simulation.Schedule("often", "rate(1 minute)").To(_simulation.AddBus("orders"), s => s with { Input = """{"id":<aws.scheduler.execution-id>}""", Source = "jobs", DetailType = "Due", DeadLetterQueue = Destination.To(dead) });

        _simulation.AdvanceBy(10.Minutes);

        Assert.NotEmpty(dead.Messages);
        Assert.All(dead.Messages, static m => Assert.StartsWith("{\"id\":", m.Body, StringComparison.Ordinal));
    }

    [Fact]
    [Pins("SCH-DUPLICATE")]
    public void A_firing_comes_twice_only_where_the_fault_is_asked_for()
    {
        var schedule = _simulation.Schedule("hourly", "cron(0 * * * ? *)").To(Function());
        _simulation.AdvanceBy(9.Hours);
        Assert.Equal(10, _events.Count);

        schedule.DuplicateProbability = 1;
        _simulation.AdvanceBy(1.Hours);

        Assert.Equal(12, _events.Count);
        Assert.Equal(12, _simulation.Ledger.Notifications.Count);
    }

    [Fact]
    [Pins("SCH-PRECISION")]
    public void Firings_may_come_within_the_minute_where_the_options_say_so()
    {
        using var simulation = new Simulation(new SimulationOptions { SchedulePrecision = 60.Seconds });
        var seen = new List<Instant>();
        var job = simulation.AddFunction("job", (string _, LambdaContext _) => seen.Add(simulation.Now));
        simulation.Schedule("often", "cron(* * * * ? *)").To(job, static s => s with { Input = "\"a\"" });

        simulation.AdvanceBy(1.Hours);

        Assert.Contains(seen, static t => t.InUtc().TimeOfDay.Second > 20);
    }

    [Fact]
    [Pins("SCH-CHECKS")]
    public void What_Scheduler_refuses_is_refused_in_process_too()
    {
        var function = Function();

        Assert.Equal("Invalid Schedule Expression rate(5 seconds).", Refused(() => _simulation.Schedule("a", "rate(5 seconds)").To(function)).Message);
        Assert.Contains("Timezone", Refused(() => _simulation.Schedule("a", "rate(5 minutes)", "Mars/Olympus").To(function)).Message, StringComparison.Ordinal);
        Assert.Contains("not valid JSON", Refused(() => _simulation.Schedule("a", "rate(5 minutes)").To(function, static s => s with { Input = "no" })).Message, StringComparison.Ordinal);
        Assert.Contains("5 minutes ago", Refused(() => _simulation.Schedule("a", "rate(5 minutes)").To(function, static s => s with { StartDate = Instant.FromUtc(2026, 1, 1, 0, 0) })).Message, StringComparison.Ordinal);
        _simulation.Schedule("a", "rate(5 minutes)").To(function);
        Assert.Equal("ConflictException", Refused(() => _simulation.Schedule("a", "rate(5 minutes)").To(function)).ErrorCode);
    }

    [Fact]
    public void A_handler_schedules_its_own_continuation()
    {
        var runs = new List<string>();
        var saga = _simulation.AddFunction("saga", (string step, LambdaContext context) =>
        {
            runs.Add(step);
            if (step == "first")
            {
                context.Schedule("later", "at(2026-03-28T00:30:00)").To(context.InvokedFunctionArn, static s => s with { Input = "\"second\"", DeleteAfterCompletion = true });
            }
        });
        saga.Send("first");
        _simulation.AdvanceBy(1.Hours);

        Assert.Equal(["first", "second"], runs);
        Assert.Empty(_simulation.Schedules);
    }

    [Fact]
    public void A_world_that_begins_anew_has_what_was_there_before_its_time_began()
    {
        _simulation.Schedule("before", "rate(1 hour)").To(Function(), static s => s with { GroupName = "jobs" });
        _simulation.Parameters["a"] = "1";
        _simulation.Secrets["b"] = "2";
        _simulation.AdvanceBy(1.Hours);
        _simulation.Parameters["a"] = "later";
        _simulation.Schedule("after", "rate(1 hour)").To(_simulation["job"]!);

        using var again = _simulation.Again();

        Assert.Equal(("jobs", "before", "1", "2"), (again.Schedules.Single().GroupName, again.Schedules.Single().Name, again.Parameters["a"], again.Secrets["b"]));
        using var third = again.Again();
        Assert.Single(third.Schedules);
    }

    [Fact]
    public void The_same_seed_gives_the_same_log()
    {
        static string Run()
        {
            using var simulation = new Simulation(9);
            var job = simulation.AddFunction("job", static (string _) => { });
            simulation.Schedule("a", "rate(7 minutes)").To(job, static s => s with { Input = "\"x\"", FlexibleWindow = 30.Minutes });
            simulation.AdvanceBy(1.Days);
            return simulation.Fingerprint;
        }

        Assert.Equal(Run(), Run());
    }

    private Function Function() => _simulation.AddFunction("job", (System.Text.Json.JsonElement json, LambdaContext context) => _events.Add((context.Clock.GetCurrentInstant(), json.GetRawText())));

    private IEnumerable<string> Times() => _events.Select(static e => e.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    private static AwsServiceException Refused(Action action) => Assert.ThrowsAny<AwsServiceException>(action);
}
