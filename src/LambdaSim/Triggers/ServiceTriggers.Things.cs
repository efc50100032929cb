using System.Text.Json.Nodes;

namespace LambdaSim.Triggers;

// IoT.
public sealed partial class ServiceTriggers
{
    private const int LargestMqtt = 128 * 1024;

    /// <summary>An IoT rule selected a message: the function gets the projection as it is, asynchronously. At most 128 KB.</summary>
    /// <param name="function">The rule's action.</param>
    /// <param name="ruleName">The rule.</param>
    /// <param name="json">What the rule's SQL gives: any JSON.</param>
    /// <exception cref="ArgumentException">It is larger than a message of MQTT.</exception>
    public Task<TriggerAnswer> IotRule(IDestinationTarget function, string ruleName, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return System.Text.Encoding.UTF8.GetByteCount(json) > LargestMqtt
            ? throw new ArgumentException($"the message has more than {LargestMqtt} bytes, which AWS IoT takes at most", nameof(json))
            : TriggerCall.Async(_host, Pushes("IoT", "iot.amazonaws.com"), ArnOf("iot", $"rule/{ruleName}"), FunctionOf(function), Parse(json) ?? new JsonObject());
    }

    /// <summary>A 1-Click button was pressed, asynchronously.</summary>
    /// <param name="function">The button's function.</param>
    /// <param name="serialNumber">The button.</param>
    /// <param name="clickType"><c>SINGLE</c>, <c>DOUBLE</c> or <c>LONG</c>.</param>
    /// <exception cref="ArgumentException">It is no way to press.</exception>
    public Task<TriggerAnswer> IotButton(IDestinationTarget function, string serialNumber, string clickType = "SINGLE") =>
        clickType is not ("SINGLE" or "DOUBLE" or "LONG")
            ? throw new ArgumentException($"'{clickType}' is no way to press a button: SINGLE, DOUBLE or LONG", nameof(clickType))
            : TriggerCall.Async(_host, Pushes("IoT button", "iot1click.amazonaws.com"), ArnOf("iot1click", $"devices/{serialNumber}"), FunctionOf(function), new JsonObject
            {
                ["serialNumber"] = serialNumber, ["clickType"] = clickType, ["batteryVoltage"] = "2000 mV",
            });

    /// <summary>A detector of IoT Events acts, asynchronously.</summary>
    /// <param name="function">The action's function.</param>
    /// <param name="detectorModel">The detector model.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="state">The state that the detector is in.</param>
    /// <param name="variables">Its variables.</param>
    public Task<TriggerAnswer> IotEvents(IDestinationTarget function, string detectorModel, string eventName, string state, IReadOnlyDictionary<string, string>? variables = null) =>
        TriggerCall.Async(_host, Pushes("IoT Events", "iotevents.amazonaws.com"), ArnOf("iotevents", $"detectorModel/{detectorModel}"), FunctionOf(function), new JsonObject
        {
            ["eventName"] = eventName, ["eventTime"] = NowMilliseconds,
            ["payload"] = new JsonObject
            {
                ["actionExecutionId"] = NextId(),
                ["detector"] = new JsonObject { ["detectorModelName"] = detectorModel, ["keyValue"] = "key", ["detectorModelVersion"] = "1" },
                ["eventTriggerDetails"] = new JsonObject { ["triggerType"] = "Message", ["inputName"] = "input", ["messageId"] = NextId() },
                ["state"] = new JsonObject { ["stateName"] = state, ["variables"] = Map(variables), ["timers"] = new JsonObject() },
            },
        });
}
