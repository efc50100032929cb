using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Neighbours;

/// <summary>What a standard queue gives to whom, and when.</summary>
public class QueueReceiveTests
{
    private readonly QueueWorld _world = new();

    [Fact]
    [Pins("SQS-VISIBILITY")]
    public void A_received_message_is_hidden_until_its_visibility_timeout_ends()
    {
        var queue = _world.Create();
        queue.Put("a");

        Assert.Equal(["a"], queue.Get().Bodies());
        _world.Pass(29.999);
        Assert.Empty(queue.Get());
        _world.Pass(0.001);
        Assert.Equal("2", Assert.Single(queue.Get()).SystemAttributes()["ApproximateReceiveCount"]);
    }

    [Fact]
    [Pins("SQS-ORDER")]
    public void A_receive_gives_at_most_as_many_as_it_asks_for_in_order_of_arrival()
    {
        var queue = _world.Create();
        foreach (var body in "abc")
        {
            queue.Put(body.ToString());
        }

        Assert.Equal(["a", "b"], queue.Get(2).Bodies());
        Assert.Equal(["c"], queue.Get(2).Bodies());
    }

    [Fact]
    public void With_visibility_zero_a_message_can_be_had_again_at_once()
    {
        var queue = _world.Create();
        queue.Put("a");

        Assert.Single(queue.Get(10, 0));
        Assert.Equal((1, 0, 0), queue.Counts);
    }

    [Fact]
    [Pins("SQS-DELAY")]
    public void A_delayed_message_comes_when_its_delay_is_over()
    {
        var queue = _world.Create("orders", ("DelaySeconds", "5"));
        queue.Put("default");
        queue.Put("own", delay: 2);

        Assert.Equal((0, 2, 0), queue.Counts);
        _world.Pass(2);
        Assert.Equal(["own"], queue.Get().Bodies());
        _world.Pass(3);
        Assert.Equal(["default"], queue.Get().Bodies());
    }

    [Fact]
    public void A_deleted_message_never_comes_again()
    {
        var queue = _world.Create();
        queue.Put("a");
        queue.Delete(queue.Get()[0].Handle);
        _world.Pass(60);

        Assert.Equal((0, 0, 0), queue.Counts);
        Assert.Equal("a", Assert.Single(queue.Messages).Body);
    }

    [Fact]
    [Pins("SQS-DELETE")]
    public void A_handle_that_a_later_receive_replaced_deletes_nothing()
    {
        var queue = _world.Create();
        queue.Put("a");
        var first = queue.Get(1, 0)[0].Handle;
        var second = queue.Get()[0].Handle;

        queue.Delete(first);
        Assert.Equal((0, 0, 1), queue.Counts);
        queue.Delete(second);
        Assert.Equal((0, 0, 0), queue.Counts);
    }

    [Fact]
    public void A_handle_of_another_queue_is_none()
    {
        var (queue, other) = (_world.Create(), _world.Create("other"));
        other.Put("a");
        var handle = other.Get()[0].Handle;

        Assert.Equal("ReceiptHandleIsInvalid", QueueWorld.Refused(() => queue.Delete(handle)).Code);
        Assert.Equal("ReceiptHandleIsInvalid", QueueWorld.Refused(() => queue.Delete("nonsense")).Code);
    }

    [Fact]
    [Pins("SQS-VISIBILITY")]
    public void Visibility_is_changed_from_now_on()
    {
        var queue = _world.Create();
        queue.Put("a");
        var handle = queue.Get()[0].Handle;
        _world.Pass(10);
        queue.ChangeVisibility(handle, 100);

        _world.Pass(99);
        Assert.Empty(queue.Get());
        _world.Pass(1);
        Assert.Single(queue.Get());
    }

    [Fact]
    public void Visibility_can_be_changed_after_the_timeout_until_somebody_else_receives_the_message()
    {
        var queue = _world.Create();
        queue.Put("a");
        var handle = queue.Get()[0].Handle;
        _world.Pass(30);

        queue.ChangeVisibility(handle, 5);
        Assert.Empty(queue.Get());
        _world.Pass(5);
        queue.Get();
        Assert.Equal(
            ("InvalidParameterValue", $"Value {handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change."),
            QueueWorld.Refused(() => queue.ChangeVisibility(handle, 5)));
    }

    [Fact]
    [Pins("SQS-VISIBILITY")]
    public void A_change_counts_from_the_call_and_is_not_remembered()
    {
        var queue = _world.Create("orders", ("VisibilityTimeout", "60"));
        queue.Put("a");
        var handle = queue.Get()[0].Handle;
        _world.Pass(15);
        queue.ChangeVisibility(handle, 10);
        _world.Pass(9.999);
        Assert.Empty(queue.Get());
        _world.Pass(0.001);
        Assert.Single(queue.Get());
        _world.Pass(59);
        Assert.Empty(queue.Get());
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [Pins("SQS-VISIBILITY")]
    public void All_changes_together_end_twelve_hours_after_the_receive(double after, bool isTaken)
    {
        var queue = _world.Create("orders", ("VisibilityTimeout", "60"));
        queue.Put("a");
        var handle = queue.Get()[0].Handle;
        _world.Pass(after);

        var error = Record.Exception(() => queue.ChangeVisibility(handle, 43_195));
        Assert.Equal(isTaken ? null : "Value 43195 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds]", error?.Message);
    }

    [Fact]
    [Pins("SQS-DELETE")]
    public void An_expired_handle_deletes_until_twelve_hours_have_passed()
    {
        var queue = _world.Create();
        queue.Put("a");
        queue.Put("b");
        var handles = queue.Get().Select(m => m.Handle).ToList();
        _world.Pass(43_200);
        queue.Delete(handles[0]);
        Assert.Equal((1, 0, 0), queue.Counts);
        _world.Pass(1);

        Assert.Equal($"Value {handles[1]} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.", QueueWorld.Refused(() => queue.Delete(handles[1])).Message);
        queue.Delete(handles[0]);
    }

    [Fact]
    [Pins("SQS-ORDER")]
    public void A_message_received_three_times_stands_behind_the_others()
    {
        var queue = _world.Create();
        queue.Put("poison");
        for (var i = 0; i < 3; i++)
        {
            queue.Put(LambdaSim.Configuration.Text.Of(i));
            Assert.Equal(["poison"], queue.Get(1, 0).Bodies());
        }

        Assert.Equal(["0", "1", "2", "poison"], queue.Get().Bodies());
    }

    [Fact]
    [Pins("SQS-VISIBILITY")]
    public void A_message_is_hidden_for_twelve_hours_at_most()
    {
        var queue = _world.Create();
        queue.Put("a");
        var handle = queue.Get()[0].Handle;
        _world.Pass(1);

        Assert.Contains("beyond the limit [43200 seconds]", QueueWorld.Refused(() => queue.ChangeVisibility(handle, 43_200)).Message, StringComparison.Ordinal);
        queue.ChangeVisibility(handle, 43_199);
    }

    [Fact]
    [Pins("SQS-RETENTION")]
    public void A_message_ends_with_its_retention_period_received_or_not()
    {
        var queue = _world.Create("orders", ("MessageRetentionPeriod", "60"));
        queue.Put("ready");
        queue.Put("received");
        _world.Pass(59);
        Assert.Equal(["ready"], queue.Get(1).Bodies());
        _world.Pass(1);

        Assert.Equal((0, 0, 0), queue.Counts);
    }

    [Fact]
    [Pins("SQS-REDRIVE")]
    public void After_as_many_receives_as_the_redrive_policy_says_a_message_goes_to_the_dead_letter_queue()
    {
        var dead = _world.Create("dead");
        var queue = _world.Create("orders", ("RedrivePolicy", QueueWorld.Redrive(dead, 2)));
        var id = queue.Put("a").Id;
        queue.Get(1, 0);
        queue.Get(1, 0);

        Assert.Empty(queue.Get());
        var letter = Assert.Single(dead.Get());
        Assert.Equal((id, queue.Arn), (letter.Message.Id, letter.SystemAttributes()["DeadLetterQueueSourceArn"]));
        Assert.Equal("a", Assert.Single(dead.Messages).Body);
    }

    [Fact]
    [Pins("SQS-PURGE")]
    public void Purging_removes_all_and_is_allowed_once_a_minute()
    {
        var queue = _world.Create();
        queue.Put("ready");
        queue.Get();
        queue.Put("other");
        queue.Purge();

        Assert.Equal((0, 0, 0), queue.Counts);
        Assert.Equal("PurgeQueueInProgress", QueueWorld.Refused(queue.Purge).Code);
        _world.Pass(60);
        queue.Purge();
    }

    [Fact]
    [Pins("SQS-IN-FLIGHT")]
    public void More_than_120000_messages_in_flight_are_refused()
    {
        var queue = _world.Create();
        for (var i = 0; i <= Queue.MostInFlight; i++)
        {
            queue.Put("a");
        }

        for (var i = 0; i < Queue.MostInFlight; i += 10)
        {
            queue.Get();
        }

        Assert.Equal("OverLimit", QueueWorld.Refused(() => queue.Get()).Code);
    }

    [Theory]
    [InlineData(0, null, null, "Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.")]
    [InlineData(11, null, null, "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.")]
    [InlineData(1, 43_201, null, "Value 43201 for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.")]
    [InlineData(1, null, 21, "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.")]
    public void A_receive_out_of_range_is_refused(int max, int? visibility, int? wait, string message) =>
        Assert.Equal(("InvalidParameterValue", message), QueueWorld.Refused(() => _world.Create().Receive(max, visibility, wait, static _ => { })));

    [Fact]
    public void The_same_seed_gives_the_same_ids_and_handles()
    {
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));

        static (string, string) Run(ulong seed)
        {
            var queue = new QueueWorld { Seed = seed }.Create();
            queue.Put("a");
            var message = queue.Get()[0];
            return (message.Message.Id, message.Handle);
        }
    }
}
