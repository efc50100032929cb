namespace LambdaSim.Tests.Rules;

internal static class TriggerRules
{
    public static RuleTopic Topic { get; } = new(
        "Services that push events",
        "Services that are no resources of the simulation: how they invoke, retry, wait and judge.",
        [
            new("TRG-ASYNC", "documented",
                "A service that hands events in is done when Lambda has accepted one; what becomes of it is the function's asynchronous invocation"),
            new("TRG-LATENCY", "chosen: AWS publishes none",
                "A pushed event arrives 100 ms after it happened"),
            new("TRG-SYNC", "documented",
                "A service that waits has limits of its own for time, sizes and attempts, whatever the function's are; the function goes on after them"),
            new("TRG-SES", "documented; values of disposition commonly known",
                "A receipt rule calls asynchronously, or waits 30 s for a disposition"),
            new("TRG-COGNITO", "documented",
                "A user pool waits 5 s, calls at most three times, and wants its event back with the response filled; what the function throws is UserLambdaValidationException"),
            new("TRG-LEX", "documented; 30 s commonly known",
                "Lex waits 30 s and wants a dialogAction (V1) or a sessionState (V2); a failure is DependencyFailedException, a throttle LimitExceededException"),
            new("TRG-ALEXA", "documented",
                "Alexa waits 8 s and takes answers of at most 24 KB with a response or an event"),
            new("TRG-CONNECT", "documented",
                "Connect waits 8 s in all, tries throttles up to three times within them, takes at most 32 KB, flat where the block says so; else the error branch"),
            new("TRG-FIREHOSE", "documented",
                "Firehose waits 5 minutes, tries four times in all, wants every record back, and writes what failed below processing-failed/"),
            new("TRG-BATCH", "documented; retries commonly known",
                "S3 Batch takes a result for each task; TemporaryFailure is tried again"),
            new("TRG-STATES", "documented, recorded",
                "A task is retried only by its state; errors are named by the function's error type or as Lambda.*, States.Timeout, States.DataLimitExceeded"),
            new("TRG-APPSYNC", "documented; 30 s commonly known",
                "AppSync waits 30 s; a batch of n requests wants n results"),
            new("TRG-EDGE", "documented",
                "CloudFront wants a published version; viewer events have 5 s and 40 KB, origin events 30 s and 1 MB; a failure is 502, a throttle 503; a viewer response keeps its status"),
            new("TRG-CUSTOM-RESOURCE", "documented",
                "A custom resource is reported by one PUT of at most 4,096 bytes with the ids of its request; without it the stack fails after ServiceTimeout; another physical id in an update is a replacement"),
        ]);
}
