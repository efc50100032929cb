using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Functions;

/// <summary>
/// AWS Lambda of one account in one region, as its API shows it: functions, versions, aliases and what belongs to them. Each operation checks everything
/// before it changes anything (rule CTL-TYPED-ERRORS).
/// </summary>
internal sealed partial class ControlPlane
{
    private static readonly InstantPattern _lastModified = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'+0000'");

    private readonly IServiceHost _host;
    private readonly ServiceIds _ids;

    internal ControlPlane(ServiceAddress address, IServiceHost host)
    {
        Address = address;
        _host = host;
        _ids = new ServiceIds(host.Seed, address);
    }

    /// <summary>Account and region.</summary>
    public ServiceAddress Address { get; }

    /// <summary>The functions by name.</summary>
    internal SortedDictionary<string, FunctionEntry> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>The last version number given out, by function name: it outlives the function (rule CTL-VERSION-NUMBERS).</summary>
    internal Dictionary<string, int> LastVersions => field ??= new(StringComparer.Ordinal);

    /// <summary>Time as API texts write it.</summary>
    internal string NowText => TextOf(_host.Now);

    internal static string TextOf(Instant time) => _lastModified.Format(time);

    internal string RevisionAt(ulong place) => _ids.RevisionAt(place);

    /// <summary>Time as API numbers write it: seconds since 1970, milliseconds kept.</summary>
    internal decimal NowSeconds => _host.Now.ToUnixTimeMilliseconds() / 1_000m;
}
