using System.Numerics;
using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Cli.Workload;

/// <summary>
/// The three synthetic workloads with known counters: one hot function (a), 1,000 functions (b), 50,000 functions with a heavy
/// tail (c). Integer arithmetic only, so that every implementation makes the same trace.
/// </summary>
internal sealed class LimitWorkload
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private const int Gaps = 1001;
    private const int Picks = 1002;
    private const int Lengths = 1003;
    private const int Means = 1004;
    private const int Memories = 1005;
    private const int Inits = 1006;

    private static readonly ulong[] _exponential = Exponential();

    private readonly ulong[] _cumulative;
    private readonly uint[] _guide = new uint[65_537];
    private readonly uint[] _mean;

    public LimitWorkload(char kind)
    {
        (FunctionCount, GapNs, KeepAliveUs, AccountLimit) = kind switch
        {
            'a' => (1, 110_000ul, 1_000_000L, 960),
            'b' => (1_000, 200_000ul, 300_000_000L, 2_000),
            'c' => (50_000, 500_000ul, 300_000_000L, 2_000),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        Kind = kind;
        _cumulative = new ulong[FunctionCount];
        _mean = new uint[FunctionCount];
        Functions = new LimitFunction[FunctionCount];
        ulong sum = 0;
        ulong root = 1;
        for (var k = 0; k < FunctionCount; k++)
        {
            var rank = (ulong)k + 1;
            while ((root + 1) * (root + 1) <= rank)
            {
                root++;
            }

            sum += kind switch { 'a' => 1, 'b' => (1ul << 40) / rank, _ => (1ul << 52) / (rank * root) };
            _cumulative[k] = sum;
            _mean[k] = kind switch
            {
                'a' => 100_000,
                'b' => (uint)(1_000 + (Output(Means, rank - 1) % 199_000)),
                _ => (uint)(2_000 + (Output(Means, rank - 1) % 60_000)),
            };
            Functions[k] = kind == 'a'
                ? new LimitFunction("f0", 512, 400_000, null)
                : new LimitFunction(
                    $"f{Text(k)}",
                    128 << (int)(Output(Memories, rank - 1) % 5),
                    (int)(100_000 + (Output(Inits, rank - 1) % 900_000)),
                    kind == 'b' && k % 100 == 7 ? 20 : kind == 'c' && k % 1_000 == 5 ? 10 : null);
        }

        FillGuide(sum);
    }

    public char Kind { get; }

    public int FunctionCount { get; }

    public ulong GapNs { get; }

    public long KeepAliveUs { get; }

    public int AccountLimit { get; }

    public LimitFunction[] Functions { get; }

    /// <summary>The world of the counters: fixed keep-alive and init, no rate limits, no recycling, cut at the last arrival.</summary>
    public SimulationConfig Config(long? keepAliveUs = null, int? accountLimit = null) => new()
    {
        Account = new AccountConfig { ConcurrencyLimit = accountLimit ?? AccountLimit, LimitRequestRate = false, LimitScalingRate = false },
        KeepAlive = KeepAlive.Fixed(NodaTime.Duration.FromNanoseconds((keepAliveUs ?? KeepAliveUs) * 1_000)),
        Lifetime = null,
        Until = ReplayEnd.LastArrival,
        Functions = Functions.ToDictionary(f => f.Name, f => new FunctionOverrides
        {
            MemoryMb = f.MemoryMb,
            Timeout = NodaTime.Duration.FromMinutes(15),
            Init = Distribution.Fixed(NodaTime.Duration.FromNanoseconds(f.InitUs * 1_000L)),
            ReservedConcurrency = f.Reserved,
        }, StringComparer.Ordinal),
    };

    /// <summary>Invocation <paramref name="i"/>; called with 0, 1, 2 ... carrying the clock in nanoseconds.</summary>
    public (long TimeUs, int Function, uint DurationUs) Make(ulong i, ref ulong clock)
    {
        var gap = (_exponential[Output(Gaps, i) & 4095] * GapNs) >> 16;
        if (Kind != 'a' && ((i >> 13) & 7) == 7)
        {
            gap >>= 2;
        }

        clock += gap;
        var function = FunctionCount == 1 ? 0 : Pick(Output(Picks, i));
        var w = Output(Lengths, i);
        var mean = (ulong)_mean[function];
        var duration = Kind == 'c'
            ? (uint)(((mean * (256 + ((w >> 32) & 255))) >> 8) << BitOperations.TrailingZeroCount((w >> 12) | 1024))
            : (uint)(1 + ((_exponential[w & 4095] * mean) >> 16));
        return ((long)(clock / 1_000), function, duration);
    }

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ulong Output(ulong seed, ulong n)
    {
        var z = seed + ((n + 1) * Gamma);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // Quantiles of the unit exponential with 16 fractional bits, by an integer logarithm (squaring, one bit a step).
    private static ulong[] Exponential()
    {
        var table = new ulong[4_096];
        for (var j = 0; j < table.Length; j++)
        {
            var n = (2ul * (ulong)j) + 1;
            var exponent = BitOperations.Log2(n);
            var m = n << (31 - exponent);
            ulong fraction = 0;
            for (var bit = 0; bit < 24; bit++)
            {
                m = (m * m) >> 31;
                fraction <<= 1;
                if (m >> 32 != 0)
                {
                    m >>= 1;
                    fraction |= 1;
                }
            }

            table[j] = (((13ul << 24) - (((ulong)exponent << 24) | fraction)) * 11_629_080) >> 32;
        }

        return table;
    }

    // Where to start looking for a pick, by its top 16 bits: only speed, the function found is the same.
    private void FillGuide(ulong sum)
    {
        var k = 0;
        for (var g = 0; g < _guide.Length; g++)
        {
            var x = (ulong)(((UInt128)g * sum) >> 16);
            while (k + 1 < FunctionCount && _cumulative[k] <= x)
            {
                k++;
            }

            _guide[g] = (uint)k;
        }
    }

    private int Pick(ulong bits)
    {
        var x = Math.BigMul(bits, _cumulative[^1], out _);
        var low = (int)_guide[bits >> 48];
        var high = (int)_guide[(bits >> 48) + 1];
        while (high - low > 8)
        {
            var middle = (low + high) / 2;
            if (_cumulative[middle] <= x)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        while (_cumulative[low] <= x)
        {
            low++;
        }

        return low;
    }
}

/// <summary>A function of the workload.</summary>
internal sealed record LimitFunction(string Name, int MemoryMb, int InitUs, int? Reserved);
