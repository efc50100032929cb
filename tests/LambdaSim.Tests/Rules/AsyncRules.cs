namespace LambdaSim.Tests.Rules;

internal static class AsyncRules
{
    public static RuleTopic Topic { get; } = new(
        "Asynchronous events",
        null,
        [
            new("ASY-BACKOFF", "documented 1 s to 5 min; the curve chosen",
                "A throttled event is tried again after 1, 2, 4 ... 300 s; no retry attempt is used up"),
            new("ASY-TOGETHER", "chosen; from version 2 of the log's rules on",
                "A back-off of 16 s or more ends with a whole second; events of a function that are due at one instant after as many refusals are tried in order of arrival, and what refuses one refuses those behind it, in one record"),
            new("ASY-AGE", "recorded for retries; for throttles chosen",
                "An event is dropped as soon as its next attempt would start after its maximum age; after a failed attempt its age counts in whole seconds, rounded up"),
            new("ASY-RETRY", "documented; from the end of the attempt, and that the back-off starts anew: chosen",
                "An event whose attempt ended in an error, a timeout or a crash is retried 60 s after the end of its first attempt and 120 s after the end of its second, with the same request id; a refused retry backs off from 1 s again and uses up no retry"),
            new("ASY-EXHAUSTED", "recorded; the order chosen",
                "An event is dropped when an attempt fails and as many retries have run as its function allows, 0 to 2; this is decided before its age"),
            new("ASY-RETRY-DRAW", "chosen",
                "A retry of a modelled call has the duration and outcome that the workload gives the call; what is drawn, is drawn anew for each attempt by number of arrival and attempt"),
            new("ASY-ZERO", "recorded",
                "With reserved concurrency 0 an event is accepted and dropped at once, never run"),
            new("ASY-DELETED", "chosen",
                "Events that wait for a function, or a version, that is deleted are dropped at their next attempt"),
            new("ASY-DESTINATION", "documented; that there is one attempt, and that the settings are those of the version that is called: chosen",
                "A record of an event goes to the destination on success when it ran to success, on failure when it was dropped, whatever dead-letter queue there is; to a queue as a message without attributes, to another function as an event of Lambda's own, which passes no front door and has that function's retries and destinations; one attempt; a synchronous call is told to nobody"),
            new("ASY-RECORD", "recorded; payloads byte for byte as sent, and an answer that is no JSON as a string: chosen",
                "A record is JSON, version 1.0, with its fields in AWS's order and the ARN with its qualifier; the count is of attempts that reached the function, and without one there is neither responseContext nor responsePayload"),
            new("ASY-RECORD-SIZE", "chosen: AWS's texts disagree",
                "Of a record too large for its target the response is left out, then the request; if it still does not fit, the delivery has failed"),
            new("ASY-DLQ", "recorded, documented; 429 and the words of a throttle for an event that never ran: chosen",
                "A dead-letter queue gets each dropped event itself, unchanged, with the attributes RequestID, ErrorCode (200 for a function error) and ErrorMessage (the first 1 KB); an event that the queue does not take is lost"),
            new("ASY-QUEUE", "documented",
                "A message of a queue has at most 1 MiB, body and attributes together; 256 KiB until July 2025 (`quotas`: `legacy2025`, `legacy2023`)"),
            new("ASY-TARGET", "recorded; for dead-letter queues AWS's words are not published",
                "A destination exists when the function is added, and is not the function itself"),
            new("ASY-TRACE", "recorded for destinations; for dead letters, and that it is never sampled: chosen",
                "What Lambda sends to a queue has an AWSTraceHeader, the same trace for all messages of one event"),
        ]);
}
