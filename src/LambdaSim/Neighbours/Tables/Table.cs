using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>What a table, or a global index, is at the moment.</summary>
internal enum TableStatus
{
    Creating,
    Active,
    Updating,
    Deleting,
}

/// <summary>A table of DynamoDB: its items, indexes and stream.</summary>
public sealed partial class Table
{
    private readonly Arn _arn;
    private Instant _until;
    private TableStatus _transition;

    internal Table(TableDefinition definition, TableCatalog catalog, Guid id, Duration dwell)
    {
        Name = definition.Name;
        Catalog = catalog;
        _arn = catalog.ArnOf(Name);
        Arn = _arn.ToString();
        Id = id;
        CreatedAt = Host.Now;
        Attributes = [.. definition.Attributes];
        Keys = new TableKeys(definition.Keys, Attributes);
        IsProtected = definition.IsProtected;
        BillingMode = definition.BillingMode;
        OnDemandSince = definition.IsOnDemand ? CreatedAt : null;
        Units = new TableUnits(definition.IsOnDemand ? null : definition.Throughput);
        Kept = new(definition.Kept.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var index in definition.Local ?? [])
        {
            _indexes.Add(new TableIndex(this, index with { IsLocal = true }, Attributes));
        }

        foreach (var index in definition.Global ?? [])
        {
            _indexes.Add(new TableIndex(this, index, Attributes));
        }

        Begin(TableStatus.Creating, dwell);
        if (definition.Stream is { } view)
        {
            StartStream(view);
        }

        NoteKept(Kept.Keys);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    /// <summary>How many items it has.</summary>
    public int Count => _store.Count;

    internal TableCatalog Catalog { get; }

    internal INeighbourHost Host => Catalog.Host;

    internal Guid Id { get; }

    internal Instant CreatedAt { get; }

    internal IReadOnlyList<AttributeDefinition> Attributes { get; private set; }

    internal TableKeys Keys { get; }

    internal bool IsProtected { get; private set; }

    /// <summary>Null: it was never given, and is <c>PROVISIONED</c>.</summary>
    internal string? BillingMode { get; private set; }

    internal bool IsOnDemand => BillingMode == TableDefinition.OnDemand;

    /// <summary>Null: it never was.</summary>
    internal Instant? OnDemandSince { get; private set; }

    internal TableUnits Units { get; }

    /// <summary>What is shown as it was given, by AWS's names, as JSON texts.</summary>
    internal SortedDictionary<string, string> Kept { get; }

    internal SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    internal TableStatus Status => Host.Now < _until ? _transition : TableStatus.Active;

    /// <summary>It was deleted, and the time of that is over.</summary>
    internal bool IsGone => _transition == TableStatus.Deleting && Host.Now >= _until;

    /// <inheritdoc/>
    public override string ToString() => Text.Invariant($"{Name}: {Count} items");

    // A state that passes by itself.
    private void Begin(TableStatus status, Duration dwell)
    {
        (_transition, _until) = (status, Host.Now + dwell);
        if (dwell > Duration.Zero)
        {
            // Time goes on until it has passed, where nothing else is to happen.
            Host.Later(dwell, static () => { }, keepsAlive: true);
        }
    }

    /// <summary>DeleteTable; again while it is being deleted, nothing happens.</summary>
    /// <exception cref="TableException">It is protected, or another change is under way.</exception>
    internal void Delete(Sender by)
    {
        if (Status == TableStatus.Deleting)
        {
            return;
        }

        RequireIdle();
        if (IsProtected)
        {
            throw TableException.Invalid("Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
        }

        Record(TableChange.Deleted, by);
        StopStream();
        _expiry.Clear();
        Begin(TableStatus.Deleting, Catalog.Book.Times.TableCreation.ToDuration());
    }

    private void RequireIdle()
    {
        if (Status is var status && status != TableStatus.Active)
        {
            throw TableException.Busy(Name, status switch
            {
                TableStatus.Creating => "created",
                TableStatus.Updating => "updated",
                _ => "deleted",
            });
        }
    }

    /// <summary>Shows something as it was given.</summary>
    internal void Keep(string name, string json)
    {
        Kept[name] = json;
        NoteKept([name]);
    }

    /// <summary>Point-in-time recovery: since when, and for how many days; null: it is off.</summary>
    internal (Instant Since, int Days)? Recovery { get; private set; }

    internal void SetRecovery(bool isOn, int? days)
    {
        const int MostDays = 35;
        Recovery = isOn ? (Recovery?.Since ?? Host.Now, days ?? Recovery?.Days ?? MostDays) : null;
        NoteKept(isOn ? ["PointInTimeRecovery"] : []);
    }

    private void NoteKept(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Catalog.Note($"table {Name}: {name} is shown and has no effect");
        }
    }
}
