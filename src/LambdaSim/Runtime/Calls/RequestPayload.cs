using System.Text.Json;
using System.Text.Unicode;
using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>What AWS checks of a payload before anything runs.</summary>
internal static class RequestPayload
{
    /// <summary>Largest event of a synchronous invocation in bytes (rule INV-SIZE-SYNC).</summary>
    public const int MaxSync = 6_291_456;

    private const int MostUnchecked = 1_000;

    private static readonly JsonReaderOptions _deep = new() { MaxDepth = 1000 };

    /// <summary>Why the payload is too large; null: it is not.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="isAsync">Invocation type Event.</param>
    /// <param name="quotas">The limit of events changed over the years (rule INV-SIZE-ASYNC).</param>
    public static RequestTooLargeException? CheckSize(long bytes, bool isAsync, QuotaProfile quotas) =>
        isAsync && bytes > quotas.MaxEventBytes ? new(Text.Invariant($"{bytes} byte payload is too large for the Event invocation type (limit {quotas.MaxEventBytes} bytes)"))
        : !isAsync && bytes > MaxSync ? new(Text.Invariant($"Request must be smaller than {MaxSync} bytes for the InvokeFunction operation"))
        : null;

    /// <summary>Why the payload is no JSON; null: it is, or there is none (rule INV-JSON).</summary>
    public static InvalidRequestContentException? Check(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return null;
        }

        try
        {
            if (Utf8.IsValid(payload))
            {
                var reader = new Utf8JsonReader(payload, _deep);
                while (reader.Read())
                {
                    // Jackson's limits, which JSON has not.
                    if (reader.ValueSpan.Length > MostUnchecked && reader.TokenType is JsonTokenType.Number or JsonTokenType.PropertyName)
                    {
                        return Fault(payload);
                    }
                }

                return null;
            }
        }
        catch (JsonException e)
        {
            return Fault(payload) ?? new("Unexpected content", (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
        }

        return Fault(payload) ?? new("Invalid UTF-8", 1, 1);
    }

    private static InvalidRequestContentException? Fault(ReadOnlySpan<byte> payload) => JsonFault.Find(payload) switch
    {
        null => null,
        { IsOfWhole: true } whole => new($"Could not parse request body into json: {whole.Problem}"),
        { Line: 0 } unplaced => InvalidRequestContentException.Unplaced(unplaced.Problem),
        var fault => new(fault.Problem, fault.Line, fault.Column),
    };
}
