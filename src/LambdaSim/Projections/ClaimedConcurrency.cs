using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>What the functions of a run set aside of the account's concurrency, and whose calls are therefore not unreserved (rule ADM-CLAIMED).</summary>
internal sealed class ClaimedConcurrency
{
    private readonly Dictionary<string, Claim> _byName = new(StringComparer.Ordinal);
    private readonly List<Claim> _byIndex = [];
    private readonly List<long> _ready = [];

    // At the index plus 1: a call of the API is no function's.
    private byte[] _reserved = new byte[64];

    public ClaimedConcurrency()
    {
    }

    public ClaimedConcurrency(ClaimedConcurrency other)
    {
        var copies = other._byName.Values.ToDictionary(static c => c, static c => new Claim { Amount = c.Amount, IsReserved = c.IsReserved });
        foreach (var (name, claim) in other._byName)
        {
            _byName.Add(name, copies[claim]);
        }

        _byIndex.AddRange(other._byIndex.Select(c => copies[c]));
        HasChanged = other.HasChanged;
        _ready.AddRange(other._ready);
        _reserved = [.. other._reserved];
    }

    /// <summary>1 for each version of a function with reserved concurrency, at its index plus 1.</summary>
    public ReadOnlySpan<byte> Reserved => _reserved.AsSpan(0, _byIndex.Count + 1);

    /// <summary>A version of a function; what it is configured to set aside on top of the others.</summary>
    public long Add(FunctionDefinition function)
    {
        var name = FunctionDefinition.Display(function.Place, function.Name, FunctionDefinition.Latest);
        if (!_byName.TryGetValue(name, out var claim))
        {
            _byName.Add(name, claim = new Claim());
        }

        var added = 0L;
        if (function.Config.ReservedConcurrency is { } reserved)
        {
            // Reserved concurrency is the function's, whatever the number of its versions; it covers their provisioned concurrency.
            added = claim.IsReserved ? 0 : reserved;
            claim.IsReserved = true;
        }
        else if (!claim.IsReserved)
        {
            added = function.Config.Provisioned?.Concurrency ?? 0;
        }

        claim.Amount += added;
        if (function.Index + 1 >= _reserved.Length)
        {
            Array.Resize(ref _reserved, Math.Max(function.Index + 2, _reserved.Length * 2));
        }

        _byIndex.Add(claim);
        _ready.Add(0);
        _reserved[function.Index + 1] = claim.IsReserved ? (byte)1 : (byte)0;
        return added;
    }

    /// <summary>By how much a version's provisioned concurrency is more than before.</summary>
    public long Ready(in SimEvent e)
    {
        var more = e.Value - _ready[e.Function];
        _ready[e.Function] = e.Value;
        return more;
    }

    /// <summary>Something was put over the API.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>By how much what is set aside, and the unreserved calls that run, are more than before.</summary>
    public long Change(in SimEvent e)
    {
        var claim = _byIndex[e.Function];
        var isReserved = e.ClaimCause == ClaimCause.Reserved;
        var moved = isReserved == claim.IsReserved ? 0 : isReserved ? -e.ClaimRunning : e.ClaimRunning;
        var more = e.ClaimedConcurrency - claim.Amount + moved;
        HasChanged = true;
        (claim.Amount, claim.IsReserved) = (e.ClaimedConcurrency, isReserved);
        for (var i = 0; i < _byIndex.Count; i++)
        {
            _reserved[i + 1] = _byIndex[i] == claim ? (byte)(isReserved ? 1 : 0) : _reserved[i + 1];
        }

        return more;
    }

    private sealed class Claim
    {
        public long Amount { get; set; }

        public bool IsReserved { get; set; }
    }
}
