using LambdaSim.Configuration;

namespace LambdaSim.Projections;

/// <summary>Puts prices to what a run used. All quantities are integers: requests and MB-ms.</summary>
internal sealed class BillCalculation(
    PriceList prices,
    IReadOnlyList<FunctionConfig> configs,
    BillProjection.Tally[] tallies,
    IReadOnlyList<BillProjection.ProvisionedTally> provisioned,
    long endNs)
{
    private const long MbMsPerGbSecond = 1024 * 1000;

    private readonly List<BillLine> _lines = [];
    private readonly Use[] _uses = new Use[2];
    private Int128 _storage;
    private long _requests;
    private long _freeableRequests;
    private long _provisionedRequests;
    private long _billedMs;

    public Bill Make()
    {
        for (var i = 0; i < configs.Count; i++)
        {
            AddUp(configs[i], in tallies[i]);
        }

        PerRequest(BillItem.Requests, _requests, prices.PerMillionRequests);
        PerRequest(BillItem.ProvisionedRequests, _provisionedRequests, prices.PerMillionProvisionedRequests);
        Durations(Architecture.X86_64);
        Durations(Architecture.Arm64);
        PerTime(BillItem.EphemeralStorage, null, _storage, prices.StoragePerGbSecond);
        var subtotal = Sum();
        Deduct();
        var total = Sum();
        var used = _uses[0].OnDemand + _uses[0].ProvisionedDuration + _uses[1].OnDemand + _uses[1].ProvisionedDuration;
        return new Bill(prices, _requests + _provisionedRequests, _billedMs, GbSeconds(used), _lines, subtotal, subtotal - total, total, Shares());
    }

    private void AddUp(FunctionConfig config, in BillProjection.Tally tally)
    {
        ref var use = ref _uses[(int)config.Architecture];
        var onDemand = (Int128)tally.BilledMs * config.MemoryMb;
        use.OnDemand += onDemand;
        _requests += tally.Requests;
        _billedMs += tally.BilledMs;
        _storage += StorageUse(config, in tally);
        if (tally.Provisioned < 0)
        {
            use.Freeable += onDemand;
            _freeableRequests += tally.Requests;
            return;
        }

        var own = provisioned[tally.Provisioned];
        use.Configured += ConfiguredMs(in tally) * config.MemoryMb;
        use.ProvisionedDuration += (Int128)own.BilledMs * config.MemoryMb;
        _provisionedRequests += own.Requests;
        _billedMs += own.BilledMs;
    }

    // Rule BIL-STORAGE: calls on provisioned concurrency run inside its configured time, which is charged as a whole.
    private Int128 StorageUse(FunctionConfig config, in BillProjection.Tally tally) =>
        (config.EphemeralStorageMb - PriceList.FreeStorageMb) * (tally.BilledMs + ConfiguredMs(in tally));

    private Int128 ConfiguredMs(in BillProjection.Tally tally) => tally.Provisioned < 0 ? 0 : provisioned[tally.Provisioned].Time.Milliseconds(endNs);

    private void Durations(Architecture architecture)
    {
        ref readonly var use = ref _uses[(int)architecture];
        if (PricesOf(architecture) is not { } list)
        {
            return;
        }

        foreach (var (tier, price, quantity) in Tiers(list, use.OnDemand))
        {
            PerTime(BillItem.Duration, architecture, quantity, price, tier);
        }

        PerTime(BillItem.ProvisionedConcurrency, architecture, use.Configured, list.Provisioned);
        PerTime(BillItem.ProvisionedDuration, architecture, use.ProvisionedDuration, list.ProvisionedDuration);
    }

    // Rule BIL-FREE: the last GB-s of the month are the free ones; two architectures share them in proportion to their use.
    private void Deduct()
    {
        if (!prices.FreeTier)
        {
            return;
        }

        var requests = Math.Min(_freeableRequests, prices.FreeRequests);
        if (requests > 0)
        {
            _lines.Add(new BillLine(BillItem.FreeRequests, null, 0, requests, null, -PerRequest(prices.PerMillionRequests).Times(requests)));
        }

        var freeable = _uses[0].Freeable + _uses[1].Freeable;
        var free = Int128.Min(freeable, (Int128)prices.FreeGbSeconds * MbMsPerGbSecond);
        if (free == 0)
        {
            return;
        }

        var freeX86 = free * _uses[0].Freeable / freeable;
        Deduct(Architecture.X86_64, freeX86);
        Deduct(Architecture.Arm64, free - freeX86);
    }

    private void Deduct(Architecture architecture, Int128 free)
    {
        if (free > 0 && PricesOf(architecture) is { } list)
        {
            var used = _uses[(int)architecture].OnDemand;
            _lines.Add(new BillLine(BillItem.FreeDuration, architecture, 0, GbSeconds(free), null, DurationCost(list, used - free) - DurationCost(list, used)));
        }
    }

    private FunctionCharge[] Shares()
    {
        var rates = new Money[2];
        for (var a = 0; a < rates.Length; a++)
        {
            // One step reached: its price, exactly. Several: the average, the same for every function.
            if (_uses[a].OnDemand > 0 && PricesOf((Architecture)a) is { } list)
            {
                rates[a] = DurationCost(list, _uses[a].OnDemand).DividedBy(_uses[a].OnDemand);
            }
        }

        var shares = new FunctionCharge[configs.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            var config = configs[i];
            ref readonly var tally = ref tallies[i];
            var requests = tally.Requests;
            var billedMs = tally.BilledMs;
            var cost = PerRequest(prices.PerMillionRequests).Times(requests) + rates[(int)config.Architecture].Times((Int128)billedMs * config.MemoryMb);
            if (prices.StoragePerGbSecond is { } storage)
            {
                cost += PerMbMs(storage).Times(StorageUse(config, in tally));
            }

            if (tally.Provisioned >= 0 && PricesOf(config.Architecture) is { Provisioned: { } held, ProvisionedDuration: { } ran })
            {
                var own = provisioned[tally.Provisioned];
                cost += PerRequest(prices.PerMillionProvisionedRequests).Times(own.Requests)
                    + PerMbMs(held).Times(ConfiguredMs(in tally) * config.MemoryMb)
                    + PerMbMs(ran).Times((Int128)own.BilledMs * config.MemoryMb);
                requests += own.Requests;
                billedMs += own.BilledMs;
            }

            shares[i] = new FunctionCharge(requests, billedMs, cost);
        }

        return shares;
    }

    private static Money DurationCost(ArchitecturePrices list, Int128 mbMs) =>
        Tiers(list, mbMs).Aggregate(Money.Zero, (sum, tier) => sum + PerMbMs(tier.Price).Times(tier.Quantity));

    // Rule BIL-TIERS.
    private static IEnumerable<(int Tier, decimal Price, Int128 Quantity)> Tiers(ArchitecturePrices list, Int128 mbMs)
    {
        Int128 from = 0;
        for (var i = 0; i < list.Duration.Length && from < mbMs; i++)
        {
            var to = list.Duration[i].UpToGbSeconds is { } end ? Int128.Min(mbMs, (Int128)end * MbMsPerGbSecond) : mbMs;
            yield return (i + 1, list.Duration[i].PerGbSecond, to - from);
            from = to;
        }
    }

    private void PerRequest(BillItem item, long requests, decimal perMillion)
    {
        if (requests > 0)
        {
            _lines.Add(new BillLine(item, null, 0, requests, perMillion, PerRequest(perMillion).Times(requests)));
        }
    }

    private void PerTime(BillItem item, Architecture? architecture, Int128 mbMs, decimal? price, int tier = 0)
    {
        if (mbMs > 0 && price is { } perGbSecond)
        {
            _lines.Add(new BillLine(item, architecture, tier, GbSeconds(mbMs), perGbSecond, PerMbMs(perGbSecond).Times(mbMs)));
        }
    }

    private ArchitecturePrices? PricesOf(Architecture architecture) => architecture == Architecture.X86_64 ? prices.X86_64 : prices.Arm64;

    private Money Sum() => _lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);

    private static Money PerRequest(decimal perMillion) => Money.FromUsd(perMillion).DividedBy(1_000_000);

    private static Money PerMbMs(decimal perGbSecond) => Money.FromUsd(perGbSecond).DividedBy(MbMsPerGbSecond);

    private static decimal GbSeconds(Int128 mbMs) => (decimal)mbMs / MbMsPerGbSecond;

    private struct Use
    {
        public Int128 OnDemand;
        public Int128 Freeable;
        public Int128 Configured;
        public Int128 ProvisionedDuration;
    }
}
