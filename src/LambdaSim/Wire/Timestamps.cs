using System.Text.Json.Nodes;
using NodaTime;

namespace LambdaSim.Wire;

/// <summary>Instants as documents between codec and service have them: seconds since 1970, to the millisecond.</summary>
internal static class Timestamps
{
    private const int Milliseconds = 1_000;

    public static JsonNode Write(Instant instant) => JsonValue.Create(instant.ToUnixTimeMilliseconds() / (decimal)Milliseconds);

    public static Instant? Read(JsonNode? seconds) => seconds is JsonValue value
        ? Instant.FromUnixTimeMilliseconds((long)((value.TryGetValue<decimal>(out var exact) ? exact : value.GetValue<long>()) * Milliseconds))
        : null;
}
