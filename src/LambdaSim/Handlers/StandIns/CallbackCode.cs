using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>A function whose code is a program outside: each call is posted to it, as declared external work (rule CTL-CALLBACK).</summary>
internal sealed class CallbackCode(Uri url, bool init, FunctionSettings? settings, ICallbacks? callbacks) : HandlerCode
{
    public const string ErrorType = "LambdaSim.CallbackFailed";

    private const int Ok = 200;

    // No status of HTTP: what recordings keep of an answer that was too large to be read.
    private const int TooLarge = 1;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override bool HasInit => init;

    public override string Description => $"callback {url}";

    public override async ValueTask<object?> Init(LambdaContext context)
    {
        await Call(context, null).ConfigureAwait(false);
        return null;
    }

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => Call(context, payload);

    private async ValueTask<ReadOnlyMemory<byte>> Call(LambdaContext context, ReadOnlyMemory<byte>? payload)
    {
        var body = CallbackRequest.Write((InvocationContext)context, settings, payload);
        var (status, text) = Parted(await context.External(() => Post(body)).ConfigureAwait(false));
        if (status == TooLarge)
        {
            throw new ReadyErrorException(PlatformError.ResponseTooLarge.Type, PlatformError.ResponseTooLarge.Message, PlatformError.ResponseTooLargeDocument);
        }

        if (status != Ok)
        {
            throw Failed(status == 0 ? text : status is >= 300 and < 400
                ? Text.Invariant($"answered with a redirect (HTTP {status}), which is not followed: give the function the URL that answers itself")
                : Text.Invariant($"answered HTTP {status} instead of 200: look into the program that answers there; an error of the function is HTTP 200 with {{\"error\": ...}}"));
        }

        var reply = CallbackReply.Read(Encoding.UTF8.GetBytes(text), isInit: payload is null);
        if (reply.Problem is { } problem)
        {
            throw Failed($"answered what cannot be used: {problem}. It must be one of {{\"result\": ...}}, {{\"error\": {{...}}}} and {{\"exit\": {{\"code\": N}}}}, with \"logs\" and \"durationMs\" if you like");
        }

        foreach (var line in reply.Logs)
        {
            context.Log("", line);
        }

        if (reply.Length > Duration.Zero)
        {
            await context.Delay(reply.Length).ConfigureAwait(false);
        }

        if (reply.ExitCode is { } code)
        {
            context.Exit(code);
        }

        return reply.Error is null ? reply.Result : throw reply.Error;
    }

    // Text, because recordings of external work keep what they can write and read: the status, a line end, the body.
    private async Task<string> Post(byte[] body)
    {
        if (callbacks is null)
        {
            return Fault("was not called: this simulation has no way to callbacks; serve it with LambdaSim.AspNetCore or lambdasim serve");
        }

        try
        {
            var answer = await callbacks.Post(url, body, CancellationToken.None).ConfigureAwait(false);
            return answer == CallbackAnswer.TooLarge ? Text.Invariant($"{TooLarge}\n") : answer.Fault is { } fault ? Fault(fault) : Text.Invariant($"{answer.Status}\n{_strict.GetString(answer.Body.Span)}");
        }
        catch (DecoderFallbackException)
        {
            return Fault("answered bytes that are no UTF-8: answer JSON in UTF-8");
        }
        catch (Exception e)
        {
            return Fault($"failed with {e.GetType().Name}: {e.Message}");
        }
    }

    private static string Fault(string what) => $"0\n{what}";

    // A recording may have been edited by hand.
    private static (int Status, string Text) Parted(string answer)
    {
        var end = answer.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && int.TryParse(answer.AsSpan(0, end), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var status)
            ? (status, answer[(end + 1)..])
            : (0, "has a recorded answer without its HTTP status: record it again");
    }

    private ReadyErrorException Failed(string what) => StandInError.Plain(ErrorType, $"The callback {url} {what}.");
}
