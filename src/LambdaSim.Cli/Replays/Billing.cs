using LambdaSim.Configuration;
using LambdaSim.Projections;

namespace LambdaSim.Cli.Replays;

/// <summary>The Billed Duration of single calls by a price list, for tables and explanations.</summary>
internal static class Billing
{
    public static BilledMilliseconds Of(PriceList prices) => (in call, function) =>
        prices.BilledMilliseconds(call.DurationNs, !call.IsProvisioned && prices.BillsInit(function.Config) ? call.InitNs : 0);
}
