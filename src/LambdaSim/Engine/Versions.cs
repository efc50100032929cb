using System.Runtime.CompilerServices;
using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

/// <summary>All function versions of a run, by dense index, and what their names stand for.</summary>
internal sealed class Versions
{
    private readonly SimulationConfig _config;
    private readonly bool _adapts;
    private readonly AccountGate _account;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _provisioned = new(StringComparer.Ordinal);
    private readonly Slab<VersionSlot> _slots = new(4);
    private VersionModel[] _models = new VersionModel[4];

    public Versions(SimulationConfig config, AccountGate account, bool adapts)
    {
        _config = config;
        _account = account;
        _adapts = adapts;
        foreach (var (key, overrides) in config.Functions)
        {
            var name = Split(key).Name;
            _provisioned[name] = _provisioned.GetValueOrDefault(name) + (overrides.Provisioned?.Concurrency ?? 0);
        }

        foreach (var (name, overrides) in config.Functions.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            // Claims count from the start, whether or not a request ever comes.
            if (overrides.ReservedConcurrency is not null || overrides.Provisioned is not null)
            {
                Add(new TraceFunction(name));
            }
        }
    }

    public int Count { get; private set; }

    public ref VersionSlot this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _slots[index];
    }

    /// <summary>Where a slot lies, for prefetching only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void* AddressOf(int index) => _slots.AddressOf(index);

    public VersionModel ModelOf(int index) => _models[index];

    /// <summary>The version a workload's function stands for, added when it is new.</summary>
    public int Resolve(TraceFunction function) => _indices.TryGetValue(function.Name, out var index) ? index : Add(function);

    private int Add(TraceFunction function)
    {
        var (name, qualifier) = Split(function.Name);
        var fromTrace = function.MemoryMb is { } memory ? FunctionConfig.Default with { MemoryMb = memory } : FunctionConfig.Default;
        var config = Configure(name, qualifier, _config.Defaults.Over(fromTrace)).Validate();
        var index = Count++;
        if (index == _slots.Capacity)
        {
            _slots.Grow();
            Array.Resize(ref _models, index * 2);
        }

        var model = new VersionModel(new FunctionDefinition(index, name, qualifier, config), function.MemoryMb, _config.Seed);
        _models[index] = model;
        _indices.Add(function.Name, index);
        if (!_owners.TryGetValue(name, out var owner))
        {
            owner = index;
            _owners.Add(name, index);
        }

        _slots[index] = new VersionSlot
        {
            Top = EnvironmentSlot.Nil,
            Owner = owner,
            Gate = owner == index ? Claim(index, name) : default,
            IsSpecial = true,
            Provisioned = -1,
            Timeout = config.Timeout.ToInt64Nanoseconds(),
            CpuFactor = model.CpuFactor,
            IdleSince = -1,
        };
        return index;
    }

    /// <summary>The version is in the log now; from here on only provisioned concurrency or an adapting policy makes it special.</summary>
    public void Defined(int index) => _slots[index].IsSpecial = _adapts || _slots[index].Provisioned >= 0;

    private FunctionConfig Configure(string name, string qualifier, FunctionConfig below)
    {
        var ofFunction = Entry(name);
        if (qualifier == FunctionDefinition.Latest)
        {
            return ofFunction.Over(below);
        }

        // Provisioned concurrency belongs to one version and is not handed down to others.
        var ofVersion = Entry($"{name}:{qualifier}");
        if (ofVersion.ReservedConcurrency is not null)
        {
            throw new InvalidParameterValueException(
                "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.");
        }

        return ofVersion.Over((ofFunction with { Provisioned = null }).Over(below));
    }

    private FunctionOverrides Entry(string name) => _config.Functions.TryGetValue(name, out var entry) ? entry : FunctionOverrides.None;

    private FunctionGate Claim(int index, string name)
    {
        var reserved = Entry(name).ReservedConcurrency;
        var provisioned = _provisioned.GetValueOrDefault(name);
        if (reserved is { } limit && provisioned > limit)
        {
            throw new InvalidParameterValueException("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function");
        }

        _account.Claim(index, reserved ?? 0, reserved is null ? provisioned : 0);
        return reserved is { } concurrency ? FunctionGate.Reserved(concurrency, provisioned) : FunctionGate.Unreserved;
    }

    private static (string Name, string Qualifier) Split(string name)
    {
        var colon = name.LastIndexOf(':');
        return colon > 0 && colon < name.Length - 1 ? (name[..colon], name[(colon + 1)..]) : (name, FunctionDefinition.Latest);
    }
}
