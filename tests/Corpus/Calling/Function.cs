using System.Net.Http.Json;
using System.Text.Json;

namespace Calling;

// HTTP calls out of a function, with a client in a static, its timeout, a cancellation of the handler's own.
public class Function
{
    private static readonly HttpClient _client = new() { BaseAddress = new Uri("https://api.example.com"), Timeout = TimeSpan.FromSeconds(3) };

    public async Task<object> Handle(string path)
    {
        var began = DateTime.UtcNow;
        var outcome = "";
        try
        {
            var answer = await _client.GetAsync(path);
            outcome = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
        catch (Exception e)
        {
            outcome = $"{e.GetType().Name}: {e.Message}";
        }

        return new { outcome, ms = (DateTime.UtcNow - began).TotalMilliseconds };
    }
}
