using LambdaSim.Randomness;

namespace LambdaSim.Tests.Validation;

/// <summary>
/// The exact cold-start probability and number of environments under Poisson arrivals, exponential calls, most-recently-used-first
/// and a fixed keep-alive. The environment an arrival takes that finds k busy was released when the number busy last fell from
/// k+1 to k; it has expired when the climb back took longer than the keep-alive.
/// </summary>
internal static class LifoTheory
{
    private const int Terms = 18;

    public static (double Cold, double Environments) Of(double perSecond, double callSeconds, double keepAlive)
    {
        var load = perSecond * callSeconds;
        var cold = 0.0;
        var idle = 0.0;
        var share = PortableMath.Exp(-load);
        for (var busy = 0; busy <= load || share * Math.Max(1, perSecond * keepAlive) > 1e-13; busy++)
        {
            var (survives, time) = Climb(busy, perSecond, callSeconds, keepAlive);
            cold += share * survives;
            idle += perSecond * share * time;
            share *= load / (busy + 1);
        }

        return (cold, load + idle);
    }

    // With busy calls the chain is confined to 0..busy until it climbs out: the probability that it has not by the keep-alive,
    // and the mean time until then, cut at the keep-alive. One more column of the generator integrates the first to give the second.
    private static (double Survives, double Time) Climb(int busy, double perSecond, double callSeconds, double keepAlive)
    {
        var n = busy + 2;
        var q = new double[n, n];
        var fastest = perSecond + (busy / callSeconds) + 1;
        var halvings = 0;
        for (; keepAlive / (1L << halvings) * fastest > 0.5; halvings++)
        {
        }

        var step = keepAlive / (1L << halvings);
        for (var i = 0; i <= busy; i++)
        {
            q[i, i] = -(perSecond + (i / callSeconds)) * step;
            q[i, n - 1] = step;
            if (i < busy)
            {
                q[i, i + 1] = perSecond * step;
            }

            if (i > 0)
            {
                q[i, i - 1] = i / callSeconds * step;
            }
        }

        var x = Exponential(q, n);
        for (var i = 0; i < halvings; i++)
        {
            x = Product(x, x, n);
        }

        return (Enumerable.Range(0, busy + 1).Sum(j => x[busy, j]), x[busy, n - 1]);
    }

    private static double[,] Exponential(double[,] q, int n)
    {
        var sum = Identity(n);
        var term = Identity(n);
        for (var k = 1; k <= Terms; k++)
        {
            term = Product(term, q, n);
            for (var i = 0; i < n * n; i++)
            {
                sum[i / n, i % n] += term[i / n, i % n] /= k;
            }
        }

        return sum;
    }

    private static double[,] Identity(int n)
    {
        var x = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            x[i, i] = 1;
        }

        return x;
    }

    private static double[,] Product(double[,] a, double[,] b, int n)
    {
        var c = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
            {
                for (var j = 0; j < n; j++)
                {
                    c[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return c;
    }
}
