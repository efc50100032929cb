using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace Everyday;

// What handlers do all day with the clock, waits, randomness, statics, variables and files.
public class Function
{
    private static readonly DateTime _loaded = DateTime.UtcNow;
    private static readonly Dictionary<string, string> _cache = [];
    private static int _calls;

    public record Order(string Id, string Customer, int SleepMs = 0);

    public record Answer(string Id, DateTime At, DateTime Loaded, int Calls, double WaitedMs, Guid Ticket, int Dice, string Hex, string? Table, string File, string Cached);

    public async Task<Answer> Handle(Order order)
    {
        var watch = Stopwatch.StartNew();
        await Task.Delay(200);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(5), late.Token);
        }
        catch (OperationCanceledException)
        {
            // As meant.
        }

        _calls++;
        _cache.TryAdd("first", order.Customer);
        await File.AppendAllTextAsync("/tmp/orders.txt", order.Id + ";");
        await Task.Delay(order.SleepMs);
        return new Answer(
            order.Id,
            DateTime.UtcNow,
            _loaded,
            _calls,
            watch.Elapsed.TotalMilliseconds,
            Guid.NewGuid(),
            Random.Shared.Next(1, 7),
            Convert.ToHexString(RandomNumberGenerator.GetBytes(4)),
            Environment.GetEnvironmentVariable("TABLE_NAME"),
            await File.ReadAllTextAsync("/tmp/orders.txt"),
            _cache["first"]);
    }
}
