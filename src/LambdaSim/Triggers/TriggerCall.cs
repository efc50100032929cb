using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Triggers;

/// <summary>How a service calls functions and waits for them.</summary>
/// <param name="Service">Its name in messages.</param>
/// <param name="Principal">As resource policies name it; null: it calls with a role.</param>
internal sealed record CallRule(string Service, string? Principal)
{
    /// <summary>How long it waits for one attempt.</summary>
    public Duration Limit { get; init; } = Duration.FromMinutes(15);

    /// <summary>How often it calls at most.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Within which all attempts must end; null: each has its own limit.</summary>
    public Duration? Within { get; init; }

    /// <summary>How long it waits before the next attempt.</summary>
    public Duration Pause { get; init; } = Duration.Zero;

    /// <summary>Whether it calls again after an end.</summary>
    public Func<IntegrationEnd, ServiceAnswer?, bool> Retries { get; init; } = static (_, _) => true;

    /// <summary>The largest event, in bytes.</summary>
    public int LargestEvent { get; init; } = 6 * 1024 * 1024;

    /// <summary>The largest answer, in bytes.</summary>
    public int LargestAnswer { get; init; } = 6 * 1024 * 1024;

    /// <summary>What it calls an end without a good answer.</summary>
    public required Func<IntegrationEnd, ServiceAnswer?, string> Error { get; init; }
}

/// <summary>What triggers need of the world that they call in.</summary>
/// <param name="Host">Clock, log and directory.</param>
/// <param name="Courier">Hands events in.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="Ask">Runs something in the world and waits for its answer, on virtual time.</param>
internal sealed record TriggerHost(INeighbourHost Host, Courier Courier, string AccountId, string Region, Func<string, Action<Action<TriggerAnswer>>, Task<TriggerAnswer>> Ask)
{
    /// <summary>What services hand events in for.</summary>
    public TriggerSources Sources { get; } = new(Host);
}

/// <summary>Calls of services that wait (rule TRG-SYNC), and events that they hand in (rule TRG-ASYNC).</summary>
internal static class TriggerCall
{
    // AWS publishes no figure for most of them (rule TRG-LATENCY).
    private static readonly HandoverPolicy _handIn = HandoverPolicy.Doubling(Duration.FromMilliseconds(100), 185, Duration.FromHours(24));

    public static Task<TriggerAnswer> Sync(TriggerHost host, CallRule rule, string function, JsonNode payload, Func<JsonElement, string?> contract)
    {
        var bytes = Bytes(payload);
        return bytes.Length > rule.LargestEvent
            ? Task.FromResult(new TriggerAnswer { Error = "RequestTooLarge", Message = Text.Invariant($"{rule.Service} takes events of at most {rule.LargestEvent} bytes, and this one has {bytes.Length}") })
            : host.Ask($"{rule.Service}'s call of {function}", told => new Attempted(host.Host, rule, function, bytes, contract, told).Begin());
    }

    public static Task<TriggerAnswer> Async(TriggerHost host, CallRule rule, string source, string function, JsonNode payload) =>
        host.Ask($"{rule.Service}'s event for {function}", told => Async(host, rule, source, function, payload, told));

    /// <summary>Hands an event in, from inside the world.</summary>
    public static void Async(TriggerHost host, CallRule rule, string source, string function, JsonNode payload, Action<TriggerAnswer> told)
    {
        var bytes = Bytes(payload);
        var (from, request) = host.Sources.Next(rule.Service, source);
        host.Courier.Send(new Parcel
        {
            From = from, Target = function, Body = bytes, Policy = _handIn, RequestId = request, By = host.Host.Sender, Principal = rule.Principal, Source = source,
            Ended = failure => told(failure is null ? new TriggerAnswer { Attempts = 1 } : new TriggerAnswer { Error = failure.ErrorCode, Message = failure.Message, Attempts = failure.Attempts }),
        });
    }

    private static byte[] Bytes(JsonNode payload) => Encoding.UTF8.GetBytes(payload.ToJsonString());

    // One call with its retries.
    private sealed class Attempted(INeighbourHost host, CallRule rule, string function, byte[] payload, Func<JsonElement, string?> contract, Action<TriggerAnswer> told)
    {
        private readonly Instant _began = host.Now;
        private readonly Sender _by = host.Sender;
        private int _attempts;

        public void Begin()
        {
            _attempts++;
            var limit = rule.Within is { } within ? Duration.Min(rule.Limit, within - (host.Now - _began)) : rule.Limit;
            Integration.Call(host, function, payload, limit, _by, rule.Principal ?? "", (how, answer) =>
            {
                var (error, message) = Judge(how, answer);
                if (error is not null && rule.Retries(how, answer) && _attempts < rule.Attempts && (rule.Within is not { } all || host.Now - _began + rule.Pause < all))
                {
                    host.Later(rule.Pause, Begin, keepsAlive: true);
                    return;
                }

                told(new TriggerAnswer
                {
                    Error = error, Message = message, Attempts = _attempts, RequestId = answer?.RequestId ?? "",
                    Json = how == IntegrationEnd.Returned ? TriggerAnswer.TextOf(answer!.Payload) : "",
                });
            });
        }

        private (string? Error, string Message) Judge(IntegrationEnd how, ServiceAnswer? answer)
        {
            if (how != IntegrationEnd.Returned)
            {
                return (rule.Error(how, answer), how switch
                {
                    IntegrationEnd.TimedOut => $"{rule.Service} waits no longer than that; the function goes on",
                    IntegrationEnd.Refused => answer?.ErrorMessage ?? $"there is no function {function}",
                    _ => answer!.ErrorMessage,
                });
            }

            if (answer!.Payload.Length > rule.LargestAnswer)
            {
                return (rule.Error(IntegrationEnd.Failed, answer), Text.Invariant($"{rule.Service} takes answers of at most {rule.LargestAnswer} bytes, and this one has {answer.Payload.Length}"));
            }

            try
            {
                using var document = JsonDocument.Parse(answer.Payload.IsEmpty ? "null"u8.ToArray() : answer.Payload);
                return contract(document.RootElement) is { } broken ? (rule.Error(IntegrationEnd.Failed, answer), broken) : (null, "");
            }
            catch (JsonException)
            {
                return (rule.Error(IntegrationEnd.Failed, answer), "the answer is no JSON");
            }
        }
    }
}
