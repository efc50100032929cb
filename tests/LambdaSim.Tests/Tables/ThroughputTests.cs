using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Tests.Tables;

/// <summary>Read and write units.</summary>
public sealed class ThroughputTests
{
    private static readonly Instant _start = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Fact]
    [Pins("DDB-THROUGHPUT")]
    public void Five_minutes_of_units_are_kept_and_debts_are_paid_first()
    {
        var meter = new ThroughputMeter(10);
        meter.Take(3_000, _start);
        Assert.False(meter.HasSome(_start));
        Assert.True(meter.HasSome(_start + Duration.FromMilliseconds(50)));
        meter.Take(100.5, _start + Duration.FromMilliseconds(50));
        Assert.False(meter.HasSome(_start + Duration.FromSeconds(10)));
        Assert.True(meter.HasSome(_start + Duration.FromMilliseconds(10_100)));
    }

    [Fact]
    public void What_a_table_may_take_on_demand_holds_again_once_it_is_on_demand_again()
    {
        var units = new TableUnits(null);
        units.Limit(1, 1);
        units.Set(new Throughput(5, 5), _start);
        units.Set(null, _start);
        units.Writes.Take(100, _start);

        Assert.False(units.Writes.HasSome(_start));
    }

    [Fact]
    public void Without_a_number_there_are_always_units()
    {
        var meter = new ThroughputMeter(null);
        meter.Take(1e9, _start);

        Assert.True(meter.HasSome(_start));
    }
}
