using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Caching;

// A cache whose entries age, in a static; a hybrid one from a container.
public class Function
{
    private static readonly MemoryCache _prices = new(new MemoryCacheOptions());
    private readonly HybridCache _hybrid;
    private int _loads;

    public Function()
    {
        var services = new ServiceCollection();
        services.AddHybridCache();
        _hybrid = services.BuildServiceProvider().GetRequiredService<HybridCache>();
    }

    public async Task<object> Handle(string input)
    {
        var before = _loads;
        var price = await _prices.GetOrCreateAsync("price", async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
            _loads++;
            await Task.Delay(50);
            return DateTime.UtcNow;
        });
        var stock = await _hybrid.GetOrCreateAsync("stock", async token =>
        {
            await Task.Delay(20, token);
            return DateTime.UtcNow.Ticks;
        }, new HybridCacheEntryOptions { Expiration = TimeSpan.FromMinutes(1), LocalCacheExpiration = TimeSpan.FromMinutes(1) });
        return new { price, stock, loaded = _loads - before, now = DateTime.UtcNow };
    }
}
