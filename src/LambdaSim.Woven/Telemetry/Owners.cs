using System.Runtime.CompilerServices;

namespace LambdaSim.Woven.Telemetry;

/// <summary>Whose a source of telemetry is: the framework keeps those of all environments in one list.</summary>
[Hidden]
internal static class Owners
{
    private static readonly ConditionalWeakTable<object, WovenEnvironment> _owners = [];

    // A constructor tells all listeners before anybody has what it makes.
    [ThreadStatic]
    private static WovenEnvironment? _makes;

    public static T Own<T>(Func<T> make)
        where T : class
    {
        var outer = _makes;
        _makes = WovenEnvironment.Current;
        try
        {
            var source = make();
            if (_makes is not null)
            {
                _owners.Add(source, _makes);
            }

            return source;
        }
        finally
        {
            _makes = outer;
        }
    }

    /// <summary>It is the environment's own, or nobody's.</summary>
    public static bool Hears(WovenEnvironment environment, object source) => (_owners.TryGetValue(source, out var owner) ? owner : _makes) is not { } own || own == environment;
}
