using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Triggers;

// Lex, Alexa, Connect.
public sealed partial class ServiceTriggers
{
    /// <summary>Lex V1 calls a code hook and waits 30 s: 424 DependencyFailed when the function fails, 429 when it is throttled (rule TRG-LEX).</summary>
    /// <param name="function">The code hook.</param>
    /// <param name="intent">The intent.</param>
    /// <param name="slots">Its slots.</param>
    /// <param name="fulfils">It fulfils the intent; else it follows the dialog.</param>
    public Task<TriggerAnswer> LexV1(IDestinationTarget function, string intent, IReadOnlyDictionary<string, string>? slots = null, bool fulfils = true) =>
        TriggerCall.Sync(_host, Lex("lex.amazonaws.com"), FunctionOf(function), new JsonObject
        {
            ["messageVersion"] = "1.0", ["invocationSource"] = fulfils ? "FulfillmentCodeHook" : "DialogCodeHook", ["userId"] = "user", ["sessionAttributes"] = new JsonObject(),
            ["bot"] = new JsonObject { ["name"] = "bot", ["alias"] = "$LATEST", ["version"] = "$LATEST" }, ["outputDialogMode"] = "Text",
            ["currentIntent"] = new JsonObject { ["name"] = intent, ["slots"] = Map(slots), ["confirmationStatus"] = "None" },
        }, static answer => Contract.Has(answer, "dialogAction", JsonValueKind.Object) ?? Contract.OneOf(answer.GetProperty("dialogAction"), "type", "ElicitIntent", "ElicitSlot", "ConfirmIntent", "Delegate", "Close"));

    /// <summary>Lex V2 calls a code hook and waits 30 s (rule TRG-LEX).</summary>
    /// <param name="function">The code hook.</param>
    /// <param name="intent">The intent.</param>
    /// <param name="transcript">What the user said.</param>
    /// <param name="fulfils">It fulfils the intent; else it follows the dialog.</param>
    public Task<TriggerAnswer> LexV2(IDestinationTarget function, string intent, string transcript, bool fulfils = true)
    {
        JsonObject Intent() => new() { ["name"] = intent, ["slots"] = new JsonObject(), ["state"] = "ReadyForFulfillment", ["confirmationState"] = "None" };
        return TriggerCall.Sync(_host, Lex("lexv2.amazonaws.com"), FunctionOf(function), new JsonObject
        {
            ["messageVersion"] = "1.0", ["invocationSource"] = fulfils ? "FulfillmentCodeHook" : "DialogCodeHook", ["inputMode"] = "Text", ["responseContentType"] = "text/plain; charset=utf-8",
            ["sessionId"] = NextId(), ["inputTranscript"] = transcript,
            ["bot"] = new JsonObject { ["id"] = "BOTID12345", ["name"] = "bot", ["aliasId"] = "TSTALIASID", ["localeId"] = "en_US", ["version"] = "DRAFT" },
            ["interpretations"] = new JsonArray(new JsonObject { ["intent"] = Intent() }), ["requestAttributes"] = new JsonObject(),
            ["sessionState"] = new JsonObject { ["sessionAttributes"] = new JsonObject(), ["intent"] = Intent() },
        }, static answer => Contract.Has(answer, "sessionState", JsonValueKind.Object));
    }

    /// <summary>Alexa sends an intent of a custom skill and waits 8 s; an answer has at most 24 KB and a <c>response</c> (rule TRG-ALEXA).</summary>
    /// <param name="function">The skill's function.</param>
    /// <param name="intent">The intent; null: the skill is launched.</param>
    /// <param name="slots">Its slots.</param>
    public Task<TriggerAnswer> AlexaSkill(IDestinationTarget function, string? intent, IReadOnlyDictionary<string, string>? slots = null)
    {
        var request = new JsonObject { ["type"] = intent is null ? "LaunchRequest" : "IntentRequest", ["requestId"] = $"amzn1.echo-api.request.{NextId()}", ["timestamp"] = Now, ["locale"] = "en-US" };
        if (intent is not null)
        {
            request["intent"] = new JsonObject
            {
                ["name"] = intent, ["confirmationStatus"] = "NONE",
                ["slots"] = new JsonObject((slots ?? new Dictionary<string, string>()).OrderBy(static s => s.Key, StringComparer.Ordinal).Select(static s => KeyValuePair.Create<string, JsonNode?>(s.Key, new JsonObject { ["name"] = s.Key, ["value"] = s.Value }))),
            };
        }

        return TriggerCall.Sync(_host, Alexa("alexa-appkit.amazon.com"), FunctionOf(function), new JsonObject
        {
            ["version"] = "1.0",
            ["session"] = new JsonObject
            {
                ["new"] = true, ["sessionId"] = $"amzn1.echo-api.session.{NextId()}", ["application"] = new JsonObject { ["applicationId"] = "amzn1.ask.skill.example" },
                ["attributes"] = new JsonObject(), ["user"] = new JsonObject { ["userId"] = "amzn1.ask.account.example" },
            },
            ["context"] = new JsonObject(), ["request"] = request,
        }, static answer => Contract.Has(answer, "response", JsonValueKind.Object));
    }

    /// <summary>Alexa sends a directive of a smart-home skill and waits 8 s; the answer has an <c>event</c>.</summary>
    /// <param name="function">The skill's function.</param>
    /// <param name="interfaceName">Such as <c>Alexa.PowerController</c>.</param>
    /// <param name="name">Such as <c>TurnOn</c>.</param>
    public Task<TriggerAnswer> AlexaSmartHome(IDestinationTarget function, string interfaceName, string name) =>
        TriggerCall.Sync(_host, Alexa("alexa-connectedhome.amazon.com"), FunctionOf(function), new JsonObject
        {
            ["directive"] = new JsonObject
            {
                ["header"] = new JsonObject { ["namespace"] = interfaceName, ["name"] = name, ["payloadVersion"] = "3", ["messageId"] = NextId(), ["correlationToken"] = "token" },
                ["endpoint"] = new JsonObject { ["endpointId"] = "endpoint-001" }, ["payload"] = new JsonObject(),
            },
        }, static answer => Contract.Has(answer, "event", JsonValueKind.Object));

    /// <summary>A flow of Connect calls a function within 8 s, up to three times while that time lasts; then it takes the error branch (rule TRG-CONNECT).</summary>
    /// <param name="function">The block's function.</param>
    /// <param name="parameters">What the block gives.</param>
    /// <param name="isFlat">The block takes a flat map of texts (STRING_MAP); else any JSON.</param>
    public Task<TriggerAnswer> Connect(IDestinationTarget function, IReadOnlyDictionary<string, string>? parameters = null, bool isFlat = true)
    {
        var rule = new CallRule("Connect", "connect.amazonaws.com")
        {
            Limit = Duration.FromSeconds(8), Within = Duration.FromSeconds(8), Attempts = 3, LargestAnswer = 32 * 1024,

            // Throttles and errors of Lambda; what the function threw is an answer.
            Retries = static (how, answer) => how == IntegrationEnd.Refused && answer is { IsTransient: true },
            Error = static (_, _) => "ErrorBranch",
        };
        return TriggerCall.Sync(_host, rule, FunctionOf(function), new JsonObject
        {
            ["Name"] = "ContactFlowEvent",
            ["Details"] = new JsonObject
            {
                ["ContactData"] = new JsonObject
                {
                    ["Attributes"] = new JsonObject(), ["Channel"] = "VOICE", ["ContactId"] = NextId(), ["CustomerEndpoint"] = new JsonObject { ["Address"] = "+11234567890", ["Type"] = "TELEPHONE_NUMBER" },
                    ["InitialContactId"] = NextId(), ["InitiationMethod"] = "INBOUND", ["InstanceARN"] = ArnOf("connect", "instance/example"), ["PreviousContactId"] = "", ["Queue"] = null,
                    ["SystemEndpoint"] = new JsonObject { ["Address"] = "+11234567890", ["Type"] = "TELEPHONE_NUMBER" },
                },
                ["Parameters"] = Map(parameters),
            },
        }, answer => !isFlat ? null : Contract.Object(answer) ?? (answer.EnumerateObject().All(static m => m.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null) ? null : "the block takes a flat map of texts"));
    }

    private static CallRule Lex(string principal) => new("Lex", principal) { Limit = Duration.FromSeconds(30), Error = static (how, answer) => Failure(how, answer, "DependencyFailedException", "DependencyFailedException", "LimitExceededException") };

    private static CallRule Alexa(string principal) => new("Alexa", principal) { Limit = Duration.FromSeconds(8), LargestAnswer = 24 * 1024, Error = static (how, answer) => Failure(how, answer, "INVALID_RESPONSE", "ENDPOINT_TIMEOUT", "ENDPOINT_THROTTLED") };
}
