using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Queues;

// What becomes of a batch.
internal sealed partial class QueuePoller
{
    private const int LongestDoubling = 30;

    // What has gone in a circle too often has failed, and is not tried again before its time.
    private const string Recursive = "RecursiveInvocationException";

    // One message may make an event that is too large: it fails, as it would each time.
    private const string TooLarge = "RequestEntityTooLargeException";

    // What a modelled function is sent: only the length counts.
    private static readonly Lazy<byte[]> _some = new(static () => new byte[MessageBatch.MostBytes]);

    private void Send(MessageBatch batch)
    {
        _windowBegan = _host.Now;
        batch.KeepHeld(_queue);
        if (batch.Messages.Count == 0)
        {
            return;
        }

        batch.Number = _numbers.Next();
        foreach (var message in batch.Messages)
        {
            _queue.RecordBatched(message.Message, batch.Number);
        }

        _sent.Add(batch.Number, batch);
        _mapping.Begun();
        Attempt(batch);
    }

    // One synchronous invocation; what Lambda refuses is tried again until the messages are visible again (rule ESM-THROTTLE).
    private void Attempt(MessageBatch batch)
    {
        if (batch.Refusals > 0)
        {
            batch.KeepHeld(_queue);
        }

        if (batch.Messages.Count == 0)
        {
            End(batch, BatchEnd.VisibilityEnded, 0);
            return;
        }

        if (!_isPolling && batch.Refusals > 0)
        {
            End(batch, BatchEnd.Abandoned, 0);
            return;
        }

        // Rule ESM-TARGET: whoever has the name now.
        if (_directory.Find(batch.Settings.FunctionArn) is not IFunctionTarget function)
        {
            Refused(batch);
            return;
        }

        _mapping.Counts.Invoked += batch.Messages.Count;
        function.Invoke(new ServiceRequest(function.RunsCode ? _event.Of(batch) : SomeOf(batch.Bytes), IsEvent: false, answer => Answered(batch, answer))
        {
            Source = _queue.Arn,
            From = batch.Messages[0].Message.Receives == 1 ? _function : SimEvent.None,
            Chain = batch.Messages.Select(static m => m.Message.Chain).FirstOrDefault(static c => c is not null),
            Trace = TraceOf(batch),
            Arrived = (index, invocation) => Arrived(batch, index, invocation),
        });
    }

    private static ReadOnlyMemory<byte> SomeOf(int bytes) => bytes <= MessageBatch.MostBytes ? _some.Value.AsMemory(0, bytes) : new byte[bytes];

    // The trace of the first message that has one; where there are several, the longest of their chains counts (rule REC-LINEAGE).
    private static string? TraceOf(MessageBatch batch)
    {
        string? first = null;
        foreach (var received in batch.Messages)
        {
            if (received.Message.SystemAttributes.GetValueOrDefault(MessageRules.TraceHeader)?.Value is { } trace && trace != first)
            {
                if (first is not null)
                {
                    return Resources.TraceHeader.Of(batch.Messages.Select(static m => m.Message.SystemAttributes.GetValueOrDefault(MessageRules.TraceHeader)?.Value))?.ToString();
                }

                first = trace;
            }
        }

        return first;
    }

    private void Arrived(MessageBatch batch, int function, int invocation)
    {
        _function = function;
        _mapping.Record(EventKind.BatchSent, 0, SimEvent.PairValue(batch.Number, batch.Messages.Count), new Sender(SendCause.Client, function, invocation));
        if (Struck(FaultSite.Deployment, (uint)batch.Number, (ulong)batch.Refusals) is { } strike && _directory.Find(batch.Settings.FunctionArn) is IFunctionTarget target)
        {
            _host.Faults.Tell(strike, function, invocation, number: batch.Number);
            target.Redeploy();
        }
    }

    private void Answered(MessageBatch batch, ServiceAnswer answer)
    {
        if (answer.ErrorCode is Recursive or TooLarge)
        {
            Failed(batch, BatchEnd.Failed);
        }
        else if (answer.Outcome is not { } outcome)
        {
            Refused(batch);
        }
        else if (outcome != Outcome.Succeeded)
        {
            Failed(batch, outcome == Outcome.TimedOut ? BatchEnd.TimedOut : BatchEnd.Failed);
        }
        else if (!batch.Settings.ReportsFailures)
        {
            Succeeded(batch, PartialResponse.Success);
        }
        else if (IsMalformed(batch, answer.Invocation))
        {
            Failed(batch, BatchEnd.AnswerUnusable);
        }
        else if (PartialResponse.Read(answer.Payload, batch.IdsOf().Contains) is var response && response.Problem is not null)
        {
            Failed(batch, BatchEnd.AnswerUnusable);
        }
        else
        {
            Succeeded(batch, response);
        }
    }

    // Rule ESM-PARTIAL: what is not named is deleted, also behind what failed in a group of a FIFO queue.
    private void Succeeded(MessageBatch batch, PartialResponse response)
    {
        var deleted = 0;
        foreach (var message in batch.Messages)
        {
            if ((response.Failed.Count == 0 || !response.Failed.Contains(message.Message.Id)) && _queue.End(message.Message, message.Receipt, MessageFate.Deleted))
            {
                deleted++;
            }
        }

        _mapping.Counts.Deleted += deleted;
        if (response.Failed.Count > 0)
        {
            _mapping.Counts.FailedInvoke += batch.Messages.Count;
        }

        End(batch, response.Failed.Count > 0 ? BatchEnd.PartlyFailed : BatchEnd.Succeeded, deleted);
        _queue.Stir();
    }

    // Nothing is deleted: the messages stay in flight until their visibility timeout ends (rule ESM-FAILED).
    private void Failed(MessageBatch batch, BatchEnd how)
    {
        _mapping.Counts.FailedInvoke += batch.Messages.Count;
        if (_config.ReducedBy == PollingReduction.ThrottlesAndErrors && !batch.Settings.ReportsFailures)
        {
            _scale.Halve();
        }

        End(batch, how, 0);
    }

    private void Refused(MessageBatch batch)
    {
        _mapping.Counts.Refusals++;
        if (_config.ReducedBy != PollingReduction.Nothing)
        {
            _scale.Halve();
        }

        batch.KeepHeld(_queue);
        if (batch.Messages.Count == 0 || !_isPolling)
        {
            End(batch, batch.Messages.Count == 0 ? BatchEnd.VisibilityEnded : BatchEnd.Abandoned, 0);
            return;
        }

        var delay = Duration.Min(_config.FirstBackoff.ToDuration() * (1L << Math.Min(batch.Refusals++, LongestDoubling)), _config.LongestBackoff.ToDuration());
        _host.After(Duration.Min(delay, batch.HeldUntil - _host.Now), () => Attempt(batch));
    }

    private void End(MessageBatch batch, BatchEnd how, int deleted)
    {
        _sent.Remove(batch.Number);
        RecordEnd(batch, how, deleted);
        _mapping.Over();
    }

    private void RecordEnd(MessageBatch batch, BatchEnd how, int deleted) =>
        _mapping.Record(EventKind.BatchEnded, (byte)how, SimEvent.PairValue(batch.Number, deleted), Sender.Client);
}
