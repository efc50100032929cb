namespace LambdaSim.Tests.Rules;

internal static class NeighbourRules
{
    public static RuleTopic Topic { get; } = new(
        "Services beside Lambda",
        "What services do by themselves: hand over notifications, events and firings, and invoke functions.",
        [
            new("NBR-HANDOVER", "documented by each service; one mechanism: chosen",
                "What a service sends by itself is handed over to each target apart: a refusal that may pass is retried by the service's policy, one that is final goes to the sender's dead-letter queue or nowhere; after Lambda has accepted an event, its failures are Lambda's own"),
            new("NBR-INVOKE", "documented",
                "A service's asynchronous request passes no front-door rate; a missing function answers 404, a throttle 429, an event that is too large 413"),
        ]);
}
