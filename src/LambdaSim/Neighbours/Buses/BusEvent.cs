using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaSim.Configuration;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Buses;

/// <summary>An event that a bus has accepted.</summary>
public sealed record BusEvent
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private byte[]? _json;

    internal BusEvent()
    {
    }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What sent it, such as <c>shop.orders</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What it is, such as <c>Order Placed</c>.</summary>
    public required string DetailType { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Detail { get; init; }

    /// <summary>When it happened, as whoever sent it says; targets are told whole seconds.</summary>
    public required Instant Time { get; init; }

    /// <summary>ARNs of what it is about.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Account of whoever sent it.</summary>
    public required string Account { get; init; }

    /// <summary>Region that it was sent in.</summary>
    public required string Region { get; init; }

    /// <summary>When the bus got it.</summary>
    internal Instant IngestedAt { get; init; }

    /// <summary>The whole event, as targets get it.</summary>
    internal byte[] Json => _json ??= Write();

    /// <summary>Two are equal that say the same.</summary>
    public bool Equals(BusEvent? other) => other is not null && Json.AsSpan().SequenceEqual(other.Json);

    /// <inheritdoc/>
    public override int GetHashCode() => Json.Length;

    /// <summary>Source, type and detail.</summary>
    public override string ToString() => $"{Source}, {DetailType}: {Detail}";

    internal static string Seconds(Instant time) => InstantPattern.General.Format(time);

    /// <summary>What <c>aws.events.event</c> stands for: the event without its detail, under names of its own, with the time at which the bus got it.</summary>
    internal string Envelope()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _plain))
        {
            json.WriteStartObject();
            json.WriteString("version", "0");
            json.WriteString("id", Id);
            json.WriteString("detailType", DetailType);
            json.WriteString("source", Source);
            json.WriteString("account", Account);
            json.WriteString("time", Seconds(IngestedAt));
            json.WriteString("region", Region);
            WriteResources(json);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _plain))
        {
            json.WriteStartObject();
            json.WriteString("version", "0");
            json.WriteString("id", Id);
            json.WriteString("detail-type", DetailType);
            json.WriteString("source", Source);
            json.WriteString("account", Account);
            json.WriteString("time", Seconds(Time));
            json.WriteString("region", Region);
            WriteResources(json);
            json.WritePropertyName("detail");
            json.WriteRawValue(Detail, skipInputValidation: true);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteResources(Utf8JsonWriter json)
    {
        json.WriteStartArray("resources");
        foreach (var resource in Resources)
        {
            json.WriteStringValue(resource);
        }

        json.WriteEndArray();
    }

    /// <summary>A document without blanks between its tokens, numbers and texts as they were written; null: it is no JSON, or no object.</summary>
    internal static string? Compact(string detail)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(detail);
        if (JsonText.ProblemOf(utf8) is not null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return document.RootElement.ValueKind == JsonValueKind.Object ? Compact(document.RootElement) : null;
    }

    internal static string Compact(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _plain))
        {
            element.WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
