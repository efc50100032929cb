using LambdaSim.Faults;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Queues;

// What goes wrong on purpose with polling and batches.
internal sealed partial class QueuePoller
{
    private Instant _pausedUntil;
    private ulong _pumps;

    // Rule FLT-POLLER: it does nothing for a while, and then goes on with what has come. That it looks lets time act in the queue, which would wake it for ever.
    private bool IsPaused()
    {
        if (_host.Now < _pausedUntil)
        {
            _ = _queue.HasReady;
            return true;
        }

        if (Struck(FaultSite.PollerPause, StableHash.Of(_settings.Arn), _pumps++) is not { } pause)
        {
            return false;
        }

        _ = _queue.HasReady;
        _host.Faults.Tell(pause);
        var length = Duration.FromNanoseconds(pause.ByNs);
        _pausedUntil = _host.Now + length;
        _host.After(length, Wake);
        return true;
    }

    // Rule FLT-MALFORMED.
    private bool IsMalformed(MessageBatch batch, int invocation)
    {
        if (Struck(FaultSite.MalformedAnswer, (uint)batch.Number, (ulong)batch.Refusals) is not { } strike)
        {
            return false;
        }

        _host.Faults.Tell(strike, _function, invocation, number: batch.Number);
        return true;
    }

    private Strike? Struck(FaultSite site, ulong entity, ulong ordinal) => !_host.Faults.Has(site) ? null
        : _host.Faults.Find(site, new Candidate(entity, ordinal)
        {
            FunctionName = Arn.TryParse(_settings.FunctionArn, out var arn) ? arn.FunctionName : null, Resource = _queue.Name, Arn = _queue.Arn,
        });
}
