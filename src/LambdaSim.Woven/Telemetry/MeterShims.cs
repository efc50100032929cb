using System.Diagnostics.Metrics;

namespace LambdaSim.Woven.Telemetry;

[Redirects(typeof(Meter))]
[Hidden]
public static class MeterShims
{
    [Constructor]
    public static Meter New(string name) => Owners.Own(() => new Meter(name));

    [Constructor]
    public static Meter New(string name, string? version) => Owners.Own(() => new Meter(name, version));

    [Constructor]
    public static Meter New(string name, string? version, IEnumerable<KeyValuePair<string, object?>>? tags, object? scope) => Owners.Own(() => new Meter(name, version, tags, scope));

    [Constructor]
    public static Meter New(MeterOptions options) => Owners.Own(() => new Meter(options));
}

/// <summary>A listener hears the instruments of its own environment, and those of the framework.</summary>
[Redirects(typeof(MeterListener))]
[Hidden]
public static class MeterListenerShims
{
    [InstanceMember]
    public static void Start(MeterListener self)
    {
        if (WovenEnvironment.Current is { } environment && self.InstrumentPublished is { } published)
        {
            self.InstrumentPublished = (instrument, listener) =>
            {
                if (Owners.Hears(environment, instrument.Meter))
                {
                    published(instrument, listener);
                }
            };
        }

        self.Start();
    }
}
