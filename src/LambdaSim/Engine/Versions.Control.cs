using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Engine;

// Versions that come, change and go while the run goes on, in any account and region.
internal sealed partial class Versions
{
    private readonly Dictionary<string, ConcurrencyClaims> _claims = new(StringComparer.Ordinal);
    private bool _ratesIgnored;
    private readonly List<string> _places = [];
    private readonly List<AccountGate> _others = [];
    private readonly Dictionary<string, int> _generations = new(StringComparer.Ordinal);

    /// <summary>The limits of an account and region that is not the run's own.</summary>
    public AccountGate AccountAt(short account) => _others[account - 1];

    /// <summary>Adds a version, in place of one of the same name if there is one; what it sets aside is told apart (<see cref="Claim(string?, string, int?, int)"/>).</summary>
    /// <returns>Its index, and that of the one before it; negative: none.</returns>
    public (int Index, int Before) Put(string? place, string name, string qualifier, FunctionConfig config, bool isLive)
    {
        var display = FunctionDefinition.Display(place, name, qualifier);
        var before = Find(display);
        var generation = _generations.GetValueOrDefault(display);
        _generations[display] = generation + 1;
        var index = Add(new FunctionDefinition(Count, name, qualifier, config) { Place = place }, traceMemoryMb: null, before < 0 && generation == 0 ? 0 : generation + 1);
        _slots[index].IsLive = isLive;
        if (before >= 0)
        {
            _models[before].Successor = index;
        }

        return (index, before);
    }

    /// <summary>A name that stands for nothing from now on.</summary>
    public void Forget(int index)
    {
        var display = _models[index].Definition.DisplayName;
        if (Find(display) == index)
        {
            _owners.TryAdd(FunctionOf(index), _slots[index].Owner);
            _indices.Remove(display);
            _deployed.Remove(display);
        }
    }

    /// <summary>The newest of a version: what its calls reach now.</summary>
    public int Newest(int index)
    {
        while (_models[index].Successor is >= 0 and var next)
        {
            index = next;
        }

        return index;
    }

    /// <summary>What a function sets aside of its account's concurrency, from now on; somebody has checked that it is there.</summary>
    /// <returns>The version that stands for all of the function; negative: nothing changed, or there is none yet.</returns>
    public int Claim(string? place, string name, int? reserved, int provisioned)
    {
        var function = FunctionDefinition.Display(place, name, FunctionDefinition.Latest);
        var before = ClaimsOf(function);
        var after = _claims[function] = new ConcurrencyClaims(reserved, provisioned);
        GateAt(NumberOf(place)).Claim(after.Total - before.Total);
        if (!_owners.TryGetValue(function, out var owner) && !_indices.TryGetValue(function, out owner))
        {
            return -1;
        }

        if (before == after)
        {
            return -1;
        }

        Change(owner, after, isOtherReservation: reserved != before.Reserved);
        return owner;
    }

    private void Change(int owner, ConcurrencyClaims claims, bool isOtherReservation)
    {
        var gate = GateAt(_slots[owner].Account);
        gate.Change(ref _slots[owner].Gate, claims.Reserved, claims.Provisioned);
        if (isOtherReservation)
        {
            gate.LimitRequests(owner, claims.Reserved ?? 0);
        }
    }

    /// <inheritdoc cref="Admission.AccountGate.IgnoreRequestRates"/>
    public void IgnoreRequestRates()
    {
        _ratesIgnored = true;
        _account.IgnoreRequestRates();
        _others.ForEach(static o => o.IgnoreRequestRates());
    }

    /// <summary>What the function sets aside that a version is of.</summary>
    public ConcurrencyClaims ClaimsOf(int index) => ClaimsOf(FunctionOf(index));

    /// <summary>The version stands for a function whose claims were changed while the run went on.</summary>
    public bool WasClaimed(int index) => _claims.Count > 0 && _slots[index].Owner == index && _claims.ContainsKey(FunctionOf(index));

    /// <summary>The reserved concurrency of the function that a version is of; null: none.</summary>
    public int? ReservedOf(int index) => ClaimsOf(index).Reserved;

    private string FunctionOf(int index)
    {
        var definition = _models[index].Definition;
        return FunctionDefinition.Display(definition.Place, definition.Name, FunctionDefinition.Latest);
    }

    private ConcurrencyClaims ClaimsOf(string function) =>
        _claims.TryGetValue(function, out var claims) ? claims : new(Reserved(function), (int)_provisioned.GetValueOrDefault(function));

    private AccountGate GateAt(short account) => account == 0 ? _account : AccountAt(account);

    private short NumberOf(string? place)
    {
        if (place is null)
        {
            return 0;
        }

        var index = _places.IndexOf(place);
        if (index < 0)
        {
            index = _places.Count;
            _places.Add(place);
            var gate = new AccountGate(_config.Account);
            if (_ratesIgnored)
            {
                gate.IgnoreRequestRates();
            }

            _others.Add(gate);
        }

        return (short)(index + 1);
    }
}
