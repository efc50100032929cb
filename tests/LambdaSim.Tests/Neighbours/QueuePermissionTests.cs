using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Permissions of queues: kept and shown.</summary>
public class QueuePermissionTests
{
    private readonly QueueWorld _world = new();
    private readonly Queue _queue;

    public QueuePermissionTests() => _queue = _world.Create();

    [Fact]
    [Pins("SQS-PERMISSION")]
    public void A_permission_is_a_statement_of_the_policy()
    {
        Add("share", ["111111111111"], ["SendMessage"]);

        Assert.Equal(
            """{"Version":"2008-10-17","Id":"arn:aws:sqs:us-east-1:123456789012:orders/SQSDefaultPolicy","Statement":[{"Sid":"share","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"SQS:SendMessage","Resource":"arn:aws:sqs:us-east-1:123456789012:orders"}]}""",
            Policy);
        QueuePermissions.Remove(_queue, "share");
        Assert.Null(Policy);
    }

    [Fact]
    [Pins("SQS-PERMISSION")]
    public void A_label_is_used_once_and_only_one_that_is_there_is_removed()
    {
        Add("share", ["111111111111"], ["SendMessage"]);

        Assert.Equal("Value share for parameter Label is invalid. Reason: Already exists.", QueueWorld.Refused(() => Add("share", ["222222222222"], ["*"])).Message);
        Assert.Equal("Value other for parameter Label is invalid. Reason: can't find label.", QueueWorld.Refused(() => QueuePermissions.Remove(_queue, "other")).Message);
    }

    [Fact]
    [Pins("SQS-PERMISSION")]
    public void A_permission_has_seven_actions_at_most() =>
        Assert.Equal(("OverLimit", "8 Actions were found, maximum allowed is 7."), QueueWorld.Refused(() => Add("share", ["111111111111"], [.. Enumerable.Repeat("SendMessage", 8)])));

    private string? Policy => _queue.Settings.Values.GetValueOrDefault("Policy");

    private void Add(string label, string[] accounts, string[] actions) => QueuePermissions.Add(_queue, label, accounts, actions);
}
