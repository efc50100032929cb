using System.Text;
using System.Text.Json;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.Tests.StandIns;

/// <summary>Callbacks that a test answers itself.</summary>
internal sealed class FakeCallbacks(Func<JsonElement, CallbackAnswer> answer) : ICallbacks
{
    public FakeCallbacks(string answer)
        : this(_ => Ok(answer))
    {
    }

    /// <summary>What was posted.</summary>
    public List<JsonElement> Posted { get; } = [];

    public static CallbackAnswer Ok(string body) => new(200, Encoding.UTF8.GetBytes(body), null);

    public async Task<CallbackAnswer> Post(Uri url, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        // As a real one: its answer comes on another thread.
        await Task.Yield();
        var posted = JsonElement.Parse(body.Span);
        Posted.Add(posted);
        return answer(posted);
    }
}
