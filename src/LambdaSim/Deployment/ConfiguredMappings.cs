using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Deployment;

/// <summary>Event source mappings of the configuration: each is made once, with its function (rule ESM-CONFIGURED).</summary>
internal sealed class ConfiguredMappings
{
    private readonly List<ConfiguredMapping> _waiting;
    private readonly List<string> _refused = [];

    /// <param name="mappings">As the configuration has them.</param>
    /// <param name="address">Account and Region.</param>
    /// <exception cref="SimulationConfigException">AWS would refuse one of them whatever its function is.</exception>
    public ConfiguredMappings(IReadOnlyList<ConfiguredMapping> mappings, ServiceAddress address)
    {
        (_waiting, Address) = ([.. mappings], address);
        var known = new HashSet<(string, string)>();
        foreach (var mapping in mappings)
        {
            if (!known.Add((mapping.Queue, mapping.Function)))
            {
                throw new SimulationConfigException($"{WordsOf(mapping)} stands twice in the configuration");
            }

            try
            {
                ControlPlane.CheckMapping(RequestOf(mapping));
            }
            catch (Exception e) when (e is LambdaServiceException or SimulationConfigException)
            {
                throw Refused(mapping, e);
            }
        }
    }

    /// <summary>Account and Region of functions and queues.</summary>
    public ServiceAddress Address { get; }

    /// <summary>Those that are not there, with the reason.</summary>
    public IEnumerable<string> Notes => _waiting.Select(static m => $"{WordsOf(m)}: there is no such function").Concat(_refused);

    /// <summary>Checks a function that is about to be added.</summary>
    /// <exception cref="SimulationConfigException">It runs for longer than its queue hides messages.</exception>
    public void Check(ResourceDirectory directory, string function, string qualifier, FunctionConfig config)
    {
        foreach (var mapping in _waiting.Where(m => FunctionDefinition.Split(m.Function) == (function, qualifier)))
        {
            if (directory.Find(ArnOf(mapping))?.Source?.Visibility is { } hidden && ControlPlane.HiddenTooShort(hidden, (int)config.Timeout.TotalSeconds) is { } refusal)
            {
                throw Refused(mapping, refusal);
            }
        }
    }

    /// <summary>A function is there, or one more version of it.</summary>
    /// <returns>Why a mapping of it is not; null: all are.</returns>
    public SimulationConfigException? Made(ControlPlane plane, FunctionEntry function)
    {
        foreach (var mapping in _waiting.Where(m => IsOf(m, function)).ToList())
        {
            _waiting.Remove(mapping);
            try
            {
                plane.HaveEventSourceMapping(RequestOf(mapping));
            }
            catch (Exception e) when (e is LambdaServiceException or SimulationConfigException)
            {
                var refusal = Refused(mapping, e);
                _refused.Add(refusal.Message);
                return refusal;
            }
        }

        return null;
    }

    private static bool IsOf(ConfiguredMapping mapping, FunctionEntry function)
    {
        var (name, qualifier) = FunctionDefinition.Split(mapping.Function);
        return name == function.Name && ControlPlane.FindVersion(function, qualifier) is not null;
    }

    private static string WordsOf(ConfiguredMapping mapping) => $"mapping of queue {mapping.Queue} to function {mapping.Function}";

    private static SimulationConfigException Refused(ConfiguredMapping mapping, Exception refusal) => new($"{WordsOf(mapping)}: {refusal.Message}");

    private CreateEventSourceMappingRequest RequestOf(ConfiguredMapping mapping)
    {
        var (name, qualifier) = FunctionDefinition.Split(mapping.Function);
        return MappingRequests.Create(qualifier == FunctionDefinition.Latest ? Address.OfFunction(name) : Address.OfFunction(name, qualifier), ArnOf(mapping), mapping.Settings);
    }

    private string ArnOf(ConfiguredMapping mapping) => Arn.OfQueue(Address.Region, Address.Account, mapping.Queue).ToString();
}
