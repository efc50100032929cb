using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Resources;

namespace LambdaSim.Sources.Streams;

// A unit is sent, and what becomes of it (rules STM-RETRY, STM-BISECT, STM-PARTIAL, STM-THROTTLE).
internal sealed partial class ShardReader
{
    private const string TooLarge = "RequestEntityTooLargeException";
    private const string Recursive = "RecursiveInvocationException";
    private const string Ok = "OK", Problem = "PROBLEM: Function call failed";

    private void Attempt(Lane lane)
    {
        if (!CutOld(lane))
        {
            return;
        }

        if (lane.Batch < 0)
        {
            lane.Batch = _poller.World.Numbers.Next();
        }

        // Rule ESM-TARGET: whoever has the name now.
        if (_poller.World.Directory.Find(_settings.FunctionArn) is not IFunctionTarget function)
        {
            Refused(lane);
            return;
        }

        lane.State = LaneState.Sent;
        _sent++;
        _mapping.Begun();
        _mapping.Counts.Invoked += lane.Unit;
        Aged(lane.Records[lane.Unit - 1].Arrived);
        var window = lane.Window is { } open ? TumblingOf(open) : null;
        var payload = function.RunsCode ? _event.Of(lane.Records, lane.Unit, window) : SomeOf(BytesOf(lane) + (window?.Length ?? 0));
        lane.Numbers = _settings.ReportsFailures ? NumbersOf(lane) : null;
        lane.Witness = WitnessOf(lane, lane.Unit, function.RunsCode && window is null ? payload : default(ReadOnlyMemory<byte>?));
        Send(lane, function, payload, answer => Answered(lane, answer, !function.RunsCode));
    }

    private void Send(Lane lane, IFunctionTarget function, ReadOnlyMemory<byte> payload, Action<ServiceAnswer> answered) =>
        function.Invoke(new ServiceRequest(payload, IsEvent: false, answered)
        {
            Source = _settings.SourceArn,
            Arrived = (index, invocation) => Arrived(lane, index, invocation),
        });

    private void Arrived(Lane lane, int function, int invocation)
    {
        (lane.Function, lane.Invocation) = (function, invocation);
        _mapping.Record(EventKind.BatchSent, 0, SimEvent.PairValue(lane.Batch, lane.Unit), new Sender(SendCause.Client, function, invocation));
        DeployNow(lane, function, invocation);
    }

    private void Answered(Lane lane, ServiceAnswer answer, bool isModelled)
    {
        _sent--;
        lane.State = LaneState.Idle;
        lane.BatchEnded = _host.Now;
        lane.Answer = answer;
        lane.FailedByItems = false;
        if (answer.Outcome is null && answer.ErrorCode is not (TooLarge or Recursive))
        {
            Refused(lane);
        }
        else if (answer.Outcome != Outcome.Succeeded)
        {
            Failed(lane, isWhole: true);
        }
        else if (HasTumbling && !isModelled && StreamAnswer.StateOf(answer.Payload) is null)
        {
            Failed(lane, isWhole: true);
        }
        else
        {
            Succeeded(lane, answer, isModelled);
        }

        _mapping.Over();
        Settle();
    }

    // A batch has its answer: the shard goes on, is given other settings, or is left.
    private void Settle()
    {
        _fates.Advance(_tell);
        if (!_isReading)
        {
            Drop();
            if (_isLeft && _sent == 0)
            {
                CloseLeft();
            }
        }
        else
        {
            Pump();
        }
    }

    private void Succeeded(Lane lane, ServiceAnswer answer, bool isModelled)
    {
        var failed = !_settings.ReportsFailures ? lane.Unit : IsMalformed(lane) ? -1 : FirstFailed(lane, answer.Payload);
        if (failed < 0)
        {
            lane.FailedByItems = true;
            Failed(lane, isWhole: true);
            return;
        }

        if (HasTumbling && !isModelled)
        {
            Keep(lane, StreamAnswer.StateOf(answer.Payload)!.Value);
        }

        if (failed == 0)
        {
            lane.FailedByItems = true;
            Failed(lane, isWhole: false);
            return;
        }

        var isPart = failed < lane.Unit;
        _mapping.Counts.FailedInvoke += isPart ? lane.Unit : 0;
        Finish(lane, failed, RecordFate.Processed);
        RecordEnd(lane, isPart ? BatchEnd.PartlyFailed : BatchEnd.Succeeded, failed);
        _stream.Processed(isPart ? Problem : Ok);

        // What is left of it is tried from the beginning: the checkpoint has moved.
        lane.Renew(lane.Unit);
        if (isPart)
        {
            lane.FailedByItems = true;
            WaitOrDrop(lane);
        }
    }

    // Index of the lowest record that failed; the size of the unit: none did; negative: the answer cannot be what was meant.
    private static int FirstFailed(Lane lane, ReadOnlyMemory<byte> payload)
    {
        var numbers = lane.Numbers!;
        var response = PartialResponse.Read(payload, numbers.ContainsKey);
        return response.Problem is not null ? -1 : response.Failed.Count == 0 ? lane.Unit : response.Failed.Min(id => numbers[id]);
    }

    private Dictionary<string, int> NumbersOf(Lane lane) =>
        Enumerable.Range(0, lane.Unit).ToDictionary(i => _shard.SequenceNumber(lane.Records[i].Position), static i => i, StringComparer.Ordinal);

    /// <param name="lane">Whose unit.</param>
    /// <param name="isWhole">The invocation failed, so that the unit may be halved; otherwise the function named its first record.</param>
    private void Failed(Lane lane, bool isWhole)
    {
        _mapping.Counts.FailedInvoke += lane.Unit;
        _stream.Processed(Problem);
        if (isWhole && _stream.Bisects && lane.Unit > 1)
        {
            RecordEnd(lane, BatchEnd.Halved, 0);
            var left = lane.Unit / 2;
            lane.Halves.Add(lane.Unit - left);
            lane.Renew(left);
            return;
        }

        lane.Attempts++;
        if (_stream.MaximumRetryAttempts >= 0 && lane.Attempts > _stream.MaximumRetryAttempts)
        {
            var isTold = GiveUp(lane, lane.Unit, GivenUp.RetryAttemptsExhausted, lane.Attempts);
            Finish(lane, lane.Unit, isTold ? RecordFate.RetriesExhaustedTold : RecordFate.RetriesExhausted);
            RecordEnd(lane, BatchEnd.RetriesExhausted, 0);
            lane.Renew(0);
            return;
        }

        WaitOrDrop(lane);
    }

    // Throttles, errors of Lambda's own and a function that is not there count for nothing (rule STM-THROTTLE).
    private void Refused(Lane lane)
    {
        _mapping.Counts.Refusals++;
        _stream.Processed(Problem);
        lane.Refusals++;
        WaitOrDrop(lane);
    }

    private void WaitOrDrop(Lane lane)
    {
        if (_isReading && _next is null)
        {
            Wait(lane);
        }
    }

    private int BytesOf(Lane lane) => BytesOf(lane, lane.Unit);

    private int BytesOf(Lane lane, int count)
    {
        var bytes = _event.Around + count - 1;
        for (var i = 0; i < count; i++)
        {
            bytes += lane.Records[i].Bytes;
        }

        return bytes;
    }

    private static ReadOnlyMemory<byte> SomeOf(int bytes) => bytes <= MostBytes ? _some.Value.AsMemory(0, bytes) : new byte[bytes];

    private void Aged(long arrived)
    {
        var age = Neighbours.Shards.ShardRecord.NanosecondsOf(_host.Now) - arrived;
        _mapping.Counts.IteratorAge = age;
        _mapping.Counts.LongestIteratorAge = Math.Max(_mapping.Counts.LongestIteratorAge, age);
    }

    private void RecordEnd(Lane lane, BatchEnd how, int done) =>
        _mapping.Record(EventKind.BatchEnded, (byte)how, SimEvent.PairValue(lane.Batch, done), Sender.Client);
}
