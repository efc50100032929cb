using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Sources.Queues;

/// <summary>How many batches a mapping may have under way (rule ESM-SCALE): more with each minute that leaves messages behind, fewer after a minute without any.</summary>
/// <param name="scaling">How they grow without pollers of the mapping's own.</param>
/// <param name="isFifo">Of a FIFO queue its message groups say how many there can be (rule ESM-FIFO).</param>
/// <param name="begun">When polling began: minutes count from there.</param>
internal sealed class PollerScale(PollerScaling scaling, bool isFifo, Instant begun)
{
    /// <summary>Invocations at a time of one provisioned poller, and how many more of them a minute brings.</summary>
    public const int PerProvisionedPoller = 10, ProvisionedPerMinute = 1_000;

    private static readonly Duration _minute = Duration.FromMinutes(1);

    private MappingSettings? _settings;
    private int _limit = isFifo ? scaling.Most : scaling.AtFirst;
    private Instant? _emptySince;

    /// <summary>How many at a time.</summary>
    public int Limit => Math.Min(_limit, _settings?.MaximumConcurrency ?? int.MaxValue);

    private int AtFirst => _settings?.Provisioned is { } own ? own.Least * PerProvisionedPoller : isFifo ? scaling.Most : scaling.AtFirst;

    private int Most => _settings?.Provisioned is { } own ? own.Most * PerProvisionedPoller : scaling.Most;

    private int PerMinute => _settings?.Provisioned is null ? scaling.PerMinute : ProvisionedPerMinute;

    /// <summary>Whether more time brings more.</summary>
    public bool CanGrow => Limit < Math.Min(Most, _settings?.MaximumConcurrency ?? int.MaxValue);

    public void Use(MappingSettings settings)
    {
        var isAnother = _settings?.Provisioned != settings.Provisioned;
        _settings = settings;
        _limit = isAnother ? AtFirst : Math.Clamp(_limit, 1, Most);
    }

    /// <summary>There are messages, or none.</summary>
    public void See(bool hasMessages, Instant now)
    {
        if (!hasMessages)
        {
            _emptySince ??= now;
            return;
        }

        if (_emptySince is { } since && now - since >= _minute)
        {
            _limit = Math.Min(_limit, AtFirst);
        }

        _emptySince = null;
    }

    /// <summary>A minute ends with messages left.</summary>
    public void Grow() => _limit = Math.Min(_limit + PerMinute, Most);

    /// <summary>Lambda refuses, or the function fails.</summary>
    public void Halve() => _limit = Math.Max(1, Math.Min(_limit, Limit) / 2);

    /// <summary>When the minute at hand ends.</summary>
    public Instant NextMinute(Instant now) => begun + (Duration.FromMinutes(1) * ((int)Math.Floor((now - begun) / _minute) + 1));
}
