using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Projections;

/// <summary>The sentences of an explanation.</summary>
internal static class ExplanationWords
{
    public static string Arrived(in SimEvent e, FunctionLoad load, ExplanationState state, AccountConfig? account)
    {
        var function = load.Function;
        var how = e.InvocationType == InvocationType.Event ? "an event (asynchronous)" : "a request (synchronous)";
        var limit = account is null ? "" : Text.Invariant($" of {account.ConcurrencyLimit}");
        var reserved = state.ReservedOf(function) is { Amount: { } r } put ? Text.Invariant($" (reserved concurrency {r}{(put.IsPut ? ", put over the API" : "")})") : "";
        return Text.Invariant($"arrived as {how} of {Count(e.Value, "byte")}; {function.DisplayName} had {Count(load.Running, "call")} running{reserved} and {Count(load.Idle, "idle environment")}, the account had {state.RunningWith(function)}{limit} running");
    }

    public static string Routed(in SimEvent e, FunctionDefinition function, IReadOnlyList<string> texts) =>
        $"came through the alias {Arn.Parse(RecordText.Whole(e.TextNumber, texts)).Qualifier}, which chose version {function.Qualifier} (rule CTL-ALIAS-ROUTING)";

    public static string Throttled(in SimEvent e, FunctionDefinition function, FunctionLoad load, ExplanationState state, AccountConfig? account)
    {
        var reason = ThrottleReason.Of(e.ThrottleCause);
        var why = Why(e, function, load, state, account);
        return !e.IsFinal
            ? Text.Invariant($"attempt {e.Value + 1} refused: {why} (rule {reason.Rule}, AWS's Reason {reason.Reason})")
            : Text.Invariant($"refused: {why} (rule {reason.Rule}); the caller got 429 {ThrottleReason.ErrorCode}, Reason {reason.Reason}, message \"{reason.Message}\"");
    }

    /// <param name="e">The record.</param>
    /// <param name="attempts">Attempts of the event before.</param>
    /// <param name="function">Its function.</param>
    /// <param name="load">What that does.</param>
    /// <param name="state">What the others do.</param>
    /// <param name="account">The account's limits; null: unknown.</param>
    public static string ThrottledTogether(in SimEvent e, int attempts, FunctionDefinition function, FunctionLoad load, ExplanationState state, AccountConfig? account)
    {
        var reason = ThrottleReason.Of(e.ThrottleCause);
        var others = e.ThrottledCount == 1 ? "" : Text.Invariant($", together with {Count(e.ThrottledCount - 1, "other event")} that waited as long (rule ASY-TOGETHER)");
        return Text.Invariant($"attempt {attempts + 1} refused{others}: {Why(e, function, load, state, account)} (rule {reason.Rule}, AWS's Reason {reason.Reason})");
    }

    private static string Why(in SimEvent e, FunctionDefinition function, FunctionLoad load, ExplanationState state, AccountConfig? account)
    {
        var (reserved, isPut) = state.ReservedOf(function);
        var put = isPut ? ", put over the API," : "";
        return e.ThrottleCause switch
        {
            ThrottleCause.AccountConcurrency => Text.Invariant($"the account's unreserved concurrency is used up, {state.RunningUnreserved(function)} unreserved calls running{(account is null ? "" : Text.Invariant($"; {account.ConcurrencyLimit} is its limit, less what is reserved and provisioned"))}"),
            ThrottleCause.ReservedConcurrency when reserved == 0 => $"the reserved concurrency of {function.Name}{put} is 0, which stops it",
            ThrottleCause.ReservedConcurrency => Text.Invariant($"the reserved concurrency of {function.Name} ({reserved ?? 0}){put} is used up, {state.RunningOf(function)} running on demand"),
            ThrottleCause.ScalingRate => Text.Invariant($"no environment was idle ({load.Running} of {load.Environments} busy) and new ones came faster than {Rate(account)}"),
            ThrottleCause.AccountRequestRate => account is null
                ? "the account had more requests a second than ten per unit of concurrency"
                : Text.Invariant($"the account had more than {account.ConcurrencyLimit * (long)AccountConfig.RequestsPerSecondPerUnit} requests a second"),
            ThrottleCause.RuntimeProcesses => Text.Invariant($"no environment was idle ({load.Running} of {load.Environments} busy) and no free process polls the Runtime API of {function.Name}"),
            _ => Text.Invariant($"{function.Name} had more than {(reserved ?? 0) * (long)AccountConfig.RequestsPerSecondPerUnit} requests a second, ten per unit of its reserved concurrency"),
        };
    }

    /// <param name="e">The record.</param>
    /// <param name="failures">Failed attempts so far if the last attempt was one; 0: it was refused.</param>
    /// <param name="allowed">Retries that the function allows; null: unknown.</param>
    public static string Queued(in SimEvent e, int failures, int? allowed) => failures == 0
        ? $"waits in the asynchronous queue; it is tried again after {TimeText.Length(e.Value)}"
        : Text.Invariant($"waits in the asynchronous queue; retry {failures}{(allowed is { } most ? Text.Invariant($" of {most}") : "")} comes after {TimeText.Length(e.Value)} (rule ASY-RETRY)");

    public static string Dispatched(in SimEvent e, int failures) =>
        Text.Invariant($"left the asynchronous queue {(failures == 0 ? "to run" : Text.Invariant($"for retry {failures}"))}, {TimeText.Length(e.Value)} old");

    public static string Dropped(in SimEvent e, FunctionDefinition function, int failures, int? allowed)
    {
        var after = failures == 0 ? "" : Text.Invariant($", after {Count(failures, "failed attempt")}");
        return e.DropCause switch
        {
            DropCause.ZeroReservedConcurrency => $"dropped: the reserved concurrency of {function.Name} is 0 (rule ASY-ZERO, AWS's condition {e.DropCause})",
            DropCause.RecursiveInvocation => $"{(e.InvocationType == InvocationType.Event ? "dropped" : "stopped")}: the chain of requests that led to it had reached {function.Name} as often as Lambda lets it, and RecursiveLoop is Terminate (rule REC-LIMIT, AWS's metric RecursiveInvocationsDropped)",
            DropCause.FunctionDeleted => $"dropped, {TimeText.Length(e.Value)} old{after}: {function.DisplayName} was deleted (rule ASY-DELETED)",
            DropCause.RetriesExhausted when allowed is null => $"dropped, {TimeText.Length(e.Value)} old{after}: the function allows no more retries (rule ASY-EXHAUSTED, AWS's condition {e.DropCause})",
            DropCause.EventAgeExceeded when allowed is null => $"dropped, {TimeText.Length(e.Value)} old{after}: the next attempt would have come after its maximum age (rule ASY-AGE, AWS's condition {e.DropCause})",
            DropCause.RetriesExhausted => Text.Invariant($"dropped, {TimeText.Length(e.Value)} old{after}: the function allows {Count(allowed ?? 0, "retry", "retries")} (rule ASY-EXHAUSTED, AWS's condition {e.DropCause})"),
            _ => $"dropped, {TimeText.Length(e.Value)} old{after}: the next attempt would have come after its maximum age of {TimeText.Length(function.Config.MaximumEventAge.ToInt64Nanoseconds())} (rule ASY-AGE, AWS's condition {e.DropCause})",
        };
    }

    public static string Delivered(in SimEvent e)
    {
        var next = e.Value > 0 ? Text.Invariant($" (invocation {e.Value - 1})") : "";
        return e.DeliveryCause switch
        {
            DeliveryCause.DeadLetterQueue => "the event went to the dead-letter queue",
            DeliveryCause.OnSuccess => $"a record of it went to the destination on success{next}",
            DeliveryCause.OnFailure => $"a record of it went to the destination on failure{next}",
            DeliveryCause.DeadLetterQueueFailed => "the dead-letter queue did not take the event (AWS's metric DeadLetterErrors)",
            DeliveryCause.OnSuccessFailed => "the destination on success did not take the record (AWS's metric DestinationDeliveryFailures)",
            _ => "the destination on failure did not take the record (AWS's metric DestinationDeliveryFailures)",
        };
    }

    /// <summary>The beginning of a message's own story.</summary>
    public static string Sent(in SimEvent e, LogNames names)
    {
        var by = e.SendCause switch
        {
            SendCause.Client => "a client",
            SendCause.Handler => "the code",
            SendCause.DeadLetterQueue => "Lambda, as the dead letter",
            SendCause.OnSuccess => "Lambda, as the record on success",
            SendCause.Service => "another service",
            _ => "Lambda, as the record on failure",
        };
        var of = e.Invocation == SimEvent.None ? "" : Text.Invariant($" of invocation {e.Invocation} of {names.Function(e.Function)}");
        return Text.Invariant($"sent to {names.Resource(e.Resource)} by {by}{of}, {e.MessageBytes} bytes");
    }

    public static string OfMessage(in SimEvent e, LogNames names)
    {
        var queue = names.Resource(e.Resource);
        var message = Text.Invariant($"message {e.Message}");
        return e.Kind switch
        {
            EventKind.MessageSent => $"sent {message} to {queue}",
            EventKind.MessageDuplicated => $"{queue} had {message} already and did not take it again (rule SQS-FIFO-DUPLICATES)",
            EventKind.MessageReceived => Text.Invariant($"{message} was received from {queue}, {e.MessageReceives} {(e.MessageReceives == 1 ? "time" : "times")} so far"),
            EventKind.MessageBatched => Text.Invariant($"{message} is in batch {e.Batch}"),
            EventKind.MessageReturned when e.ReturnCause == ReturnCause.VisibilityChanged => $"{message} can be had again from {queue}: its consumer gave it back",
            EventKind.MessageReturned => $"{message} can be had again from {queue}: its visibility timeout ran out (rule SQS-VISIBILITY)",
            EventKind.MessageMoved => $"{message} went from {queue} to {names.Resource(e.MovedTo)}: it was received as often as the redrive policy allows (rule SQS-REDRIVE)",
            EventKind.MessageEnded => e.MessageFate switch
            {
                MessageFate.Deleted => $"{message} was deleted from {queue}",
                MessageFate.Expired => $"{message} was older than {queue} keeps messages (rule SQS-RETENTION)",
                MessageFate.Filtered => $"{message} was deleted from {queue}: the filters of a mapping did not let it pass, and no function got it (rule ESM-FILTERED)",
                MessageFate.Purged => $"{message} went when {queue} was purged (rule SQS-PURGE)",
                _ => $"{message} went when {queue} was deleted",
            },
            _ => $"the run ended while {message} was in {queue}",
        };
    }

    /// <summary>A call that is about a batch.</summary>
    public static string AsBatch(in SimEvent e, LogNames names) => Text.Invariant($"its event is batch {e.Batch} of {names.Resource(e.Resource)}, {Count(e.BatchMessages, "message")}");

    /// <summary>What became of a batch, and so of its messages.</summary>
    public static string OfBatch(in SimEvent e, LogNames names)
    {
        const string Back = "nothing is deleted, its messages can be had again when their visibility timeout ends (rule ESM-FAILED)";
        var batch = Text.Invariant($"batch {e.Batch}");
        if (e.Kind == EventKind.BatchSent)
        {
            return Text.Invariant($"{batch} of {names.Resource(e.Resource)} went to {names.Function(e.Function)} as invocation {e.Invocation}, {Count(e.BatchMessages, "message")}");
        }

        return e.BatchEnd switch
        {
            BatchEnd.Succeeded => Text.Invariant($"{batch} succeeded: {Count(e.BatchMessages, "message")} deleted{(e.BatchMessages == 0 ? "; its receipts had expired, so the messages were or will be received again" : "")}"),
            BatchEnd.PartlyFailed => Text.Invariant($"{batch} succeeded in part: {Count(e.BatchMessages, "message")} deleted, those that the function named stay in flight until their visibility timeout ends (rule ESM-PARTIAL)"),
            BatchEnd.Failed => $"{batch} failed: {Back}",
            BatchEnd.TimedOut => $"{batch} timed out: {Back}",
            BatchEnd.AnswerUnusable => $"{batch} failed: the function's answer is no list of messages that failed (rule ESM-PARTIAL); {Back}",
            BatchEnd.VisibilityEnded => $"Lambda refused {batch} until its messages were visible again: no function got them, and each receive counts (rule ESM-THROTTLE)",
            BatchEnd.Halved => $"{batch} failed and was halved (rule STM-BISECT)",
            BatchEnd.RetriesExhausted => $"{batch} failed as often as its mapping allows (rule STM-RETRY)",
            BatchEnd.TooOld => $"the records of {batch} became too old (rule STM-AGE)",
            BatchEnd.Abandoned => $"Lambda refused {batch}, and its mapping was disabled or deleted meanwhile",
            _ => $"the run ended while {batch} was under way",
        };
    }

    public static string Created(in SimEvent e, FunctionLoad load)
    {
        var why = load.Environments switch
        {
            0 when load.LastEnd is { } end => Text.Invariant($"there was none: the last had gone {TimeText.Length(e.Time - end.Time)} before, {Why(end)}"),
            0 => "there was none yet",
            1 => "the only one was busy",
            var all => Text.Invariant($"all {all} were busy"),
        };
        var delay = e.Value > 0 ? $"; INIT began {TimeText.Length(e.Value)} later" : "";
        return Text.Invariant($"environment {e.Environment} was created for it (cold start): {why}{delay}");
    }

    public static string Initialised(in SimEvent e) => e.InitOutcome switch
    {
        InitOutcome.TimedOut => $"INIT hit its limit after {TimeText.Length(e.Value)} and is repeated inside the call (rule INIT-LIMIT)",
        InitOutcome.Failed => $"INIT failed after {TimeText.Length(e.Value)} and is repeated inside the call (rule INIT-SUPPRESSED)",
        _ => $"INIT was done after {TimeText.Length(e.Value)}",
    };

    public static string Repeated(in SimEvent e) => e.InitOutcome switch
    {
        InitOutcome.TimedOut => $"INIT, repeated inside the call, was cut by the call's timeout after {TimeText.Length(e.Value)} (rule INIT-SUPPRESSED)",
        InitOutcome.Failed => $"INIT, repeated inside the call, failed after {TimeText.Length(e.Value)} (rule INIT-SUPPRESSED)",
        _ => $"INIT, repeated inside the call, was done after {TimeText.Length(e.Value)} (rule INIT-SUPPRESSED)",
    };

    public static string Failed(in SimEvent e, IReadOnlyList<string> texts, bool inInit)
    {
        var message = e.MessageNumber >= 0 && e.MessageNumber < texts.Count ? texts[e.MessageNumber] : "";
        var type = e.TextNumber >= 0 && e.TextNumber < texts.Count ? texts[e.TextNumber] : RecordText.Quoted(e.TextNumber, texts);
        var what = e.Outcome switch
        {
            Outcome.TimedOut => "the call was cut off",
            _ when inInit => "the init phase failed",
            Outcome.Crashed => "the process ended",
            _ => "the handler failed",
        };
        return $"{what}: {type}{(message.Length == 0 ? "" : ": " + message.ReplaceLineEndings(" "))}";
    }

    public static string Level(LogLevelCode level) => level.ToString().ToLowerInvariant();

    public static string Started(in SimEvent e, in ExplanationState.EnvironmentState environment, FunctionLoad load)
    {
        var where = e.IsProvisioned ? "provisioned environment" : "environment";
        var spillover = e.IsSpillover ? Text.Invariant($"; on demand, because all provisioned concurrency was taken ({load.RunningProvisioned} busy)") : "";
        var how = e.StartType switch
        {
            StartType.Cold => "cold",
            StartType.Reinit when environment.Calls == 0 => "with a suppressed init, because INIT had failed",
            StartType.Reinit => Text.Invariant($"with a suppressed init, because invocation {environment.LastInvocation} {Word(environment.LastOutcome)} there and the process was reset (rule INIT-SUPPRESSED)"),
            _ when environment.Calls == 0 => Text.Invariant($"warm, its first call, after {TimeText.Length(e.Value)} idle"),
            _ => Text.Invariant($"warm, {TimeText.Length(e.Value)} after invocation {environment.LastInvocation} had left it"),
        };
        return Text.Invariant($"started in {where} {e.Environment}, {how}{spillover}");
    }

    public static string Ended(in SimEvent e, FunctionDefinition function, long billed)
    {
        var figures = new StringBuilder(e.IsCopy ? "the first of two deliveries, which changes nothing (rule ASY-DUPLICATE); Duration " : "Duration ").Append(TimeText.Length(e.DurationNs));
        if (e.InitNs > 0)
        {
            figures.Append(", Init Duration ").Append(TimeText.Length(e.InitNs));
        }

        figures.Append(Text.Invariant($", billed {billed} ms"));
        if (e.Kind == EventKind.RunningAtEnd)
        {
            return $"the run ended while the call ran (it would have {Word(e.Outcome)}: {figures})";
        }

        return e.Outcome switch
        {
            Outcome.TimedOut => $"timed out after the function's timeout of {TimeText.Length(function.Config.Timeout.ToInt64Nanoseconds())} (rule INV-TIMEOUT), the process was reset: {figures}",
            Outcome.Crashed => $"crashed, the process was reset: {figures}",
            _ => $"{Word(e.Outcome)}: {figures}",
        };
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded => "succeeded",
        Outcome.Failed => "failed",
        Outcome.TimedOut => "timed out",
        _ => "crashed",
    };

    private static string Why(in SimEvent end) => end.EndCause switch
    {
        EndCause.Recycled => "recycled at the end of its lifetime (rule ENV-LIFETIME)",
        EndCause.Updated => "because its function was updated or deleted (rule ENV-UPDATED)",
        EndCause.Deprovisioned => "with the provisioned concurrency it belonged to",
        EndCause.ProcessLost => "with the process at the Runtime API that it was (rule ENV-RUNTIME)",
        _ => $"unused for {TimeText.Length(end.Value)} (rule ENV-KEEPALIVE)",
    };

    private static string Rate(AccountConfig? account) => account?.Quotas.Scaling is { } scaling
        ? Text.Invariant($"{scaling.PerPeriod} per {scaling.PeriodSeconds} s after a burst of {scaling.Burst}")
        : "the scaling rate allows";

    private static string Count(long number, string what) => Count(number, what, what + "s");

    private static string Count(long number, string one, string more) => Text.Invariant($"{(number == 0 ? "no" : Text.Of(number))} {(number == 1 ? one : more)}");
}
