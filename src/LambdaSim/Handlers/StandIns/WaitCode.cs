using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Handlers.StandIns;

/// <summary><c>wait</c>: each call takes the seconds its event says, else those of the params, else none; an init phase those of the params.</summary>
internal sealed class WaitCode(StandIn standIn) : HandlerCode
{
    private static readonly byte[] _null = [.. "null"u8];

    private readonly Duration _wait = standIn.Params.TryGetProperty("wait", out var seconds) ? Seconds(seconds.GetDecimal()) : Duration.Zero;

    public override bool HasInit => standIn.Init;

    public override string Description => "stand-in wait";

    public override async ValueTask<object?> Init(LambdaContext context)
    {
        await context.Delay(_wait).ConfigureAwait(false);
        return null;
    }

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        JsonText.Member(payload, "wait") is { } said ? Wait(context, OfEvent(said)) : Wait(context, _wait);

    private static async ValueTask<ReadOnlyMemory<byte>> Wait(LambdaContext context, Duration length)
    {
        if (length > Duration.Zero)
        {
            await context.Delay(length).ConfigureAwait(false);
        }

        return _null;
    }

    private static Duration OfEvent(JsonPart said) =>
        said.Decimal() is >= 0 and <= StandInRules.MaxWait and var seconds
            ? Seconds(seconds)
            : throw StandInError.BadEvent(Text.Invariant($"wait needs an event whose \"wait\" is a number of seconds from 0 to {StandInRules.MaxWait}"));

    private static Duration Seconds(decimal seconds) => Duration.FromNanoseconds((long)(seconds * NodaConstants.NanosecondsPerSecond));
}
