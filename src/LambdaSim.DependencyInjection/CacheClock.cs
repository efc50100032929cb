using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Internal;

namespace LambdaSim.DependencyInjection;

/// <summary>The virtual clock, as caches ask for the time.</summary>
internal sealed class CacheClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>Entries of <c>AddMemoryCache</c>, <c>AddDistributedMemoryCache</c> and, through them, <c>AddHybridCache</c> expire in virtual time, unless somebody gave them a clock.</summary>
    public static void GiveTo(IServiceCollection services)
    {
        services.AddOptions<MemoryCacheOptions>().PostConfigure<TimeProvider>(static (options, time) => options.Clock ??= new CacheClock(time));
        services.AddOptions<MemoryDistributedCacheOptions>().PostConfigure<TimeProvider>(static (options, time) => options.Clock ??= new CacheClock(time));
    }
}
