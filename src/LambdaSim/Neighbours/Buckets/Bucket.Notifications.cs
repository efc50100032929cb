using LambdaSim.Events;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Buckets;

// Whom it tells what (rule BKT-NOTIFY).
public sealed partial class Bucket
{
    private readonly List<(Instant From, NotificationConfiguration Configuration)> _told = [];
    private int _index = SimEvent.None;
    private int _notified;

    /// <summary>As it was last put, whether it holds already or not.</summary>
    internal NotificationConfiguration Notifications => _told is [.., var last] ? last.Configuration : NotificationConfiguration.None;

    /// <summary>Tells a function, queue or topic what happens to its objects (rule BKT-NOTIFY). What is told so far goes on.</summary>
    /// <param name="target">In the bucket's Region; a function is allowed to be called by the bucket.</param>
    /// <param name="events">Types of events, such as <c>s3:ObjectRemoved:*</c>; none: <c>s3:ObjectCreated:*</c>.</param>
    /// <param name="prefix">Keys begin so; null: all.</param>
    /// <param name="suffix">Keys end so; null: all.</param>
    /// <exception cref="AwsServiceException">S3 would refuse it: an unknown event, a rule that overlaps another, a FIFO queue.</exception>
    /// <example>
    /// <code>
    /// uploads.Notify(resize, prefix: "photos/", suffix: ".jpg");
    /// </code>
    /// </example>
    public void Notify(IDestinationTarget target, IEnumerable<string>? events = null, string? prefix = null, string? suffix = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        var kind = LambdaSim.Resources.Arn.TryParse(target.Arn, out var arn) ? arn.Service switch
        {
            Resources.Arn.Sqs => NotificationTarget.Queue,
            LambdaSim.Resources.Arn.Lambda => NotificationTarget.Function,
            "sns" => NotificationTarget.Topic,
            _ => throw new ArgumentException($"a bucket tells functions, queues and topics, and {target.Arn} is none", nameof(target)),
        }
        : throw new ArgumentException($"a bucket tells functions, queues and topics, and {target.Arn} is none", nameof(target));
        var rule = new NotificationRule(Configuration.Text.Invariant($"notify-{++_notified}"), kind, target.Arn, [.. events ?? ["s3:ObjectCreated:*"]]) { Prefix = prefix, Suffix = suffix };
        SetNotifications(Notifications with { Rules = Notifications.Rules.Add(rule) }, skipsTargets: true, OwnRequest());
    }

    /// <summary>Sends everything that happens to its objects to the default bus of its account and Region.</summary>
    public void NotifyEventBridge() => SetNotifications(Notifications with { ToEventBridge = true }, skipsTargets: true, OwnRequest());

    /// <summary>Replaces what it tells; nothing of a configuration that is refused holds.</summary>
    /// <param name="wanted">All of it.</param>
    /// <param name="skipsTargets">Whether the targets need not be there, and get no test message.</param>
    /// <param name="request">Whose request.</param>
    internal void SetNotifications(NotificationConfiguration wanted, bool skipsTargets, BucketRequest request)
    {
        NotificationChecks.Require(this, wanted, _book.Host.Directory, skipsTargets);
        var from = _book.Host.Now + _book.Times.NotificationActivation.ToDuration();
        _told.RemoveAll(t => t.From >= from);
        _told.Add((from, wanted));
        _index = SimEvent.None;
        foreach (var type in wanted.Rules.SelectMany(static r => r.Events).Where(static e => !BucketEvents.IsMade(e)))
        {
            _book.Note($"bucket {Name}: notifications of {type}: nothing of this kind happens here");
        }

        foreach (var rule in skipsTargets ? [] : wanted.Rules.Where(static r => r.Kind != NotificationTarget.Function))
        {
            Send(rule.Target, EventDocuments.Test(this, request, _book.Host.Now), request);
        }
    }

    internal string NextRuleId() => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(_book.NextGuid().ToString("D")));

    private BucketRequest OwnRequest() => _book.OwnRequest(this);

    private void Notify(BucketEvent happened, BucketRequest request)
    {
        var told = happened.IsOrdered ? happened with { Sequencer = _book.NextSequencer() } : happened;
        var now = _book.Host.Now;
        var configuration = Active(now);
        foreach (var rule in configuration.Rules)
        {
            if (rule.Covers(told))
            {
                Send(rule.Target, EventDocuments.Records(this, rule, told, request, now), request);
            }
        }

        if (configuration.ToEventBridge && EventDocuments.DetailType(told) is { } type)
        {
            Send(
                LambdaSim.Resources.Arn.OfDefaultBus(Region, Account).ToString(),
                EventDocuments.Detail(this, told, request),
                request,
                new DeliveredEvent("aws.s3", type, [Arn]));
        }
    }

    // A change takes a while, as with AWS (rule BKT-NOTIFY-TIME); until then what was configured before holds.
    private NotificationConfiguration Active(Instant now)
    {
        var last = _told.FindLastIndex(t => t.From <= now);
        if (last > 0)
        {
            _told.RemoveRange(0, last);
            last = 0;
        }

        return last < 0 ? NotificationConfiguration.None : _told[last].Configuration;
    }

    private void Send(string target, byte[] body, BucketRequest request, DeliveredEvent? bus = null) => _book.Courier.Send(new Parcel
    {
        From = Index(),
        Target = target,
        Body = body,
        Policy = _book.Policy,
        RequestId = request.RequestId,
        By = request.By,
        Event = bus,
        Subject = "Amazon S3 Notification",
        Principal = "s3.amazonaws.com",
        Source = Arn,
    });

    private int Index() => _book.Host.Log is not { } log ? SimEvent.None
        : _index == SimEvent.None ? _index = log.Announce(ResourceKind.Bucket, Name, Arn, []) : _index;
}
