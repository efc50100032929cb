using System.Runtime.CompilerServices;
using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

/// <summary>All function versions of a run, by dense index, and what their names stand for.</summary>
internal sealed partial class Versions
{
    private readonly SimulationConfig _config;
    private readonly Dictionary<string, FunctionConfig> _deployed = new(StringComparer.Ordinal);
    private readonly Dictionary<int, FunctionConfig> _below = [];
    private readonly bool _adapts;
    private FunctionConfig? _valid;
    private readonly AccountGate _account;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _provisioned = new(StringComparer.Ordinal);
    private readonly Slab<VersionSlot> _slots = new(4);
    private VersionModel[] _models = new VersionModel[4];

    public Versions(SimulationConfig config, AccountGate account, bool adapts)
    {
        _config = config;
        _account = account;
        _adapts = adapts;
        foreach (var (key, overrides) in config.Functions)
        {
            var (name, qualifier) = FunctionDefinition.Split(key);
            if (key != name && qualifier == FunctionDefinition.Latest)
            {
                throw new SimulationConfigException($"functions: write {name} instead of {key}");
            }

            if (overrides.Provisioned is { } provisioned)
            {
                _provisioned[name] = _provisioned.GetValueOrDefault(name) + provisioned.Concurrency;
            }
        }

        if (ConcurrencyClaims.Refused(config) is { } refused)
        {
            throw refused.Refusal;
        }

        // Claims count from the start, whether or not a request ever comes.
        var claims = config.Functions.Where(f => f.Value.ReservedConcurrency is not null || f.Value.Provisioned is not null).OrderBy(f => f.Key, StringComparer.Ordinal).ToList();
        foreach (var name in claims.Select(c => FunctionDefinition.Split(c.Key).Name).Distinct())
        {
            _account.Claim(Entry(name).ReservedConcurrency ?? (int)_provisioned.GetValueOrDefault(name));
        }

        foreach (var claim in claims.Where(c => c.Value.Provisioned is not null))
        {
            Add(new TraceFunction(claim.Key));
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
    public int Resolve(TraceFunction function)
    {
        var (name, qualifier) = FunctionDefinition.Split(function.Name);
        if (!_indices.TryGetValue(qualifier == FunctionDefinition.Latest ? name : function.Name, out var index))
        {
            return Add(function);
        }

        // A version with provisioned concurrency, or one that others send to, is made before the workload is read.
        var known = _models[index].Definition;
        if (function.MemoryMb is { } memory && Configure(known.Name, known.Qualifier, memory).MemoryMb != known.Config.MemoryMb)
        {
            throw new SimulationConfigException(Text.Invariant(
                $"function {function.Name} {(known.Config.Provisioned is null ? "gets records of others" : "has provisioned concurrency")}, so its memory must be known before the workload is read, which says {memory} MB: set \"memory\" for it in the configuration"));
        }

        return index;
    }

    private int Add(TraceFunction function)
    {
        var (name, qualifier) = FunctionDefinition.Split(function.Name);
        var config = Validated(function, Configure(name, qualifier, function.MemoryMb));
        return Add(new FunctionDefinition(Count, name, qualifier, config), function.MemoryMb, generation: 0);
    }

    private int Add(FunctionDefinition definition, int? traceMemoryMb, int generation)
    {
        var index = Count++;
        if (index == _slots.Capacity)
        {
            _slots.Grow();
            Array.Resize(ref _models, index * 2);
        }

        var model = new VersionModel(definition, traceMemoryMb, _config.Seed, generation);
        var function = FunctionDefinition.Display(definition.Place, definition.Name, FunctionDefinition.Latest);
        _models[index] = model;
        var owner = OwnerOf(function, definition.DisplayName, index);
        _indices[definition.DisplayName] = index;

        var account = NumberOf(definition.Place);
        _slots[index] = new VersionSlot
        {
            Top = EnvironmentSlot.Nil,
            Owner = owner,
            Account = account,
            Gate = owner == index ? GateOf(index, function, account) : default,
            IsSpecial = true,
            Provisioned = -1,
            Timeout = definition.Config.Timeout.ToInt64Nanoseconds(),
            CpuFactor = model.CpuFactor,
            IdleSince = -1,
        };
        return index;
    }

    // The first version of a function. Mostly that is the plain name's own entry, and then nothing else is kept of it.
    private int OwnerOf(string function, string displayName, int index)
    {
        if (_owners.TryGetValue(function, out var owner))
        {
            return owner;
        }

        owner = _indices.GetValueOrDefault(function, index);
        if (owner != index || displayName != function)
        {
            _owners.Add(function, owner);
        }

        return owner;
    }

    // Entries were checked one by one; what comes together here may still not fit.
    private FunctionConfig Validated(TraceFunction function, FunctionConfig config)
    {
        if (function.MemoryMb < 1)
        {
            throw new SimulationConfigException(Text.Invariant($"function {function.Name}: the workload says {function.MemoryMb} MB of memory; it must be 1 MB or more"));
        }

        if (ReferenceEquals(config, _valid))
        {
            return config;
        }

        try
        {
            return _valid = config.Validate();
        }
        catch (SimulationConfigException e)
        {
            throw new SimulationConfigException($"function {function.Name}: {e.Message}");
        }
    }

    /// <summary>The version is in the log now; from here on only provisioned concurrency or an adapting policy makes it special.</summary>
    public void Defined(int index) => _slots[index].IsSpecial = _adapts || _slots[index].Provisioned >= 0;

    /// <summary>Adds a function with its whole configuration; the control plane has checked what it sets aside.</summary>
    public int Deploy(string fullName, FunctionConfig config, bool isLive)
    {
        var (name, qualifier) = FunctionDefinition.Split(fullName);
        var key = qualifier == FunctionDefinition.Latest ? name : fullName;
        if (_indices.ContainsKey(key))
        {
            throw new ResourceConflictException($"Function already exist: {key}");
        }

        config.Validate();
        _claims.Remove(name);
        var before = ClaimsOf(name);
        _deployed.Add(key, config);
        if (config.Provisioned is { } provisioned)
        {
            _provisioned[name] = _provisioned.GetValueOrDefault(name) + provisioned.Concurrency;
        }

        var after = ClaimsOf(name);
        _account.Claim(after.Total - before.Total);
        var index = Add(new TraceFunction(fullName));
        _slots[index].IsLive = isLive;
        if (_slots[index].Owner is var owner && owner != index && after != before)
        {
            // Another version of it came first.
            Change(owner, after, isOtherReservation: after.Reserved != before.Reserved);
        }

        return index;
    }

    /// <summary>The index of a function version by its name; negative: none.</summary>
    public int Find(string displayName) => _indices.TryGetValue(displayName, out var index) ? index : -1;

    private int? Reserved(string name) => _deployed.TryGetValue(name, out var deployed) ? deployed.ReservedConcurrency : Entry(name).ReservedConcurrency;

    private FunctionConfig Configure(string name, string qualifier, int? traceMemoryMb)
    {
        if (_deployed.Count > 0 && _deployed.TryGetValue(qualifier == FunctionDefinition.Latest ? name : $"{name}:{qualifier}", out var deployed))
        {
            return deployed;
        }

        var below = Below(traceMemoryMb);
        var ofFunction = Entry(name);
        if (qualifier == FunctionDefinition.Latest)
        {
            return ofFunction.Over(below);
        }

        // Provisioned concurrency belongs to one version and is not handed down to others.
        return Entry($"{name}:{qualifier}").Over((ofFunction with { Provisioned = null }).Over(below));
    }

    // What all functions have that the trace gives the same memory.
    private FunctionConfig Below(int? traceMemoryMb)
    {
        if (!_below.TryGetValue(traceMemoryMb ?? 0, out var below))
        {
            below = _config.Defaults.Over(traceMemoryMb is { } memory ? FunctionConfig.Default with { MemoryMb = memory } : FunctionConfig.Default);
            _below.Add(traceMemoryMb ?? 0, below);
        }

        return below;
    }

    private FunctionOverrides Entry(string name) => _config.Functions.TryGetValue(name, out var entry) ? entry : FunctionOverrides.None;

    private FunctionGate GateOf(int index, string function, short account)
    {
        var (reserved, provisioned) = ClaimsOf(function);
        if (reserved is null)
        {
            return FunctionGate.Unreserved;
        }

        GateAt(account).LimitRequests(index, reserved.Value);
        return FunctionGate.Reserved(reserved.Value, provisioned);
    }
}
