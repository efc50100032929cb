using LambdaSim.Neighbours.Buckets;
using LambdaSim.Neighbours.Buses;

namespace LambdaSim.Tests.Conservation;

// A bus and a bucket, whose rules are changed while events are on their way.
internal sealed partial class ConservationWorld
{
    private Bus _bus = null!;
    private Bucket _bucket = null!;

    private void BuildServices()
    {
        _bus = _simulation.AddBus("events");
        _bucket = _simulation.AddBucket("files");
        _bus.Rule("paid", """{"detail-type":["paid"]}""").To(Target(), Input());
        _bus.Rule("any", """{"source":["shop"]}""").To(Target(), Input());
        _bucket.Notify(Target(), prefix: "a");
        if (OneIn(2))
        {
            _bucket.Notify(Target(), ["s3:ObjectRemoved:*"]);
        }
    }

    private void StepOfServices()
    {
        switch (Below(16))
        {
            case < 7:
                _bus.Put(Pick("shop", "stock"), Pick("paid", "sent"), "{}");
                break;
            case < 11:
                _bucket.Put(Pick("a1", "a2", "b1"), "x");
                break;
            case 11:
                _bucket.Delete(Pick("a1", "a2"));
                break;
            case 12:
                _bus.Rule("paid", """{"detail-type":["paid"]}""").To(Target(), Input());
                break;
            case 13:
                _bus.Rule("paid", """{"detail-type":["nothing"]}""");
                break;
            case 14 when OneIn(3):
                _bus.Rule("any", """{"source":["shop"]}""").To(_queues.ArnOf("nowhere").ToString(), Input());
                break;
        }
    }

    private IDestinationTarget Target() => Pick<IDestinationTarget>(_queues.Get("orders"), _queues.Get("dead"), Pick<Function>([.. _functions]));

    private string Input() => FormattableString.Invariant(
        $"{{\"RetryPolicy\":{{\"MaximumRetryAttempts\":{Below(4)},\"MaximumEventAgeInSeconds\":{Pick(60, 300, 86_400)}}}{(OneIn(2) ? $",\"DeadLetterConfig\":{{\"Arn\":\"{_queues.ArnOf("dead")}\"}}" : "")}}}");
}
