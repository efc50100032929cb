using LambdaSim.Engine;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Validation;

/// <summary>
/// Poisson arrivals with exponential calls, a cold one as a whole also exponential but longer, as SimFaaS has it. An exponential
/// time of mean <c>cold</c> is one of mean <c>warm</c> plus an independent rest, which is 0 with probability warm/cold and
/// otherwise exponential of mean <c>cold</c> (compare the Laplace transforms): that rest is INIT.
/// </summary>
internal sealed class PoissonCalls(double perSecond, double warmSeconds, double coldSeconds, double fromSeconds, double untilSeconds, ulong seed) : ArrivalSource
{
    private readonly Sampler _gap = Exponential(1 / perSecond);
    private readonly Sampler _warm = Exponential(warmSeconds);
    private readonly Sampler _cold = Exponential(coldSeconds);
    private readonly ulong _restShare = (ulong)((1 - (warmSeconds / coldSeconds)) * 18446744073709551616.0);
    private readonly long _until = (long)(untilSeconds * 1e9);
    private long _time = (long)(fromSeconds * 1e9);
    private ulong _n;

    public override string Name => "poisson";

    public override IReadOnlyList<TraceFunction> Functions { get; } = [new TraceFunction("f")];

    public override int Read(Span<Arrival> buffer)
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            var n = _n++;
            _time += _gap.Sample(Bits(1, n));
            if (_time > _until)
            {
                return i;
            }

            buffer[i] = new Arrival { Time = _time, Duration = _warm.Sample(Bits(2, n)), Init = Bits(3, n) < _restShare ? _cold.Sample(Bits(4, n)) : 0 };
        }

        return buffer.Length;
    }

    internal static Sampler Exponential(double seconds) => Distribution.Exponential(Duration.FromSeconds(seconds)).Compile();

    private ulong Bits(ulong what, ulong n) => Draw.Bits(seed, Purpose.Arrival, what, n);
}
