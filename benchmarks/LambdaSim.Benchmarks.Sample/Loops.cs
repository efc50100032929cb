namespace LambdaSim.Benchmarks.Sample;

/// <summary>Asks for the time, and for a static, many times.</summary>
public sealed class Clocks
{
    public long Handle(int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            sum += DateTime.UtcNow.Ticks & 1;
        }

        return sum;
    }
}

public sealed class Statics
{
    private static long _sum;

    public long Handle(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _sum += i;
        }

        return _sum;
    }
}
