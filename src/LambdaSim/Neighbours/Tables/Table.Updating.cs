using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

// UpdateTable (rules DDB-UPDATE-TABLE, DDB-DECREASE).
public sealed partial class Table
{
    private const int MostGlobal = 20;

    internal void Update(TableUpdate update, Sender by)
    {
        RequireIdle();
        CheckStream(update);
        CheckBilling(update);
        CheckIndexes(update);
        var dwell = Catalog.Book.Times.TableCreation.ToDuration();
        if (update.BillingMode is { } mode && mode != (BillingMode ?? TableDefinition.Provisioned))
        {
            BillingMode = mode;
            OnDemandSince = mode == TableDefinition.OnDemand ? Host.Now : OnDemandSince;
            Units.Set(mode == TableDefinition.OnDemand ? null : update.Throughput, Host.Now);
            foreach (var index in Indexes.Where(static i => !i.IsLocal))
            {
                index.Units.Set(mode == TableDefinition.OnDemand ? null : Wanted(update, index), Host.Now);
            }
        }
        else if (update.Throughput is { } units)
        {
            Units.Set(units, Host.Now);
        }

        foreach (var change in update.Indexes ?? [])
        {
            Change(change, update, dwell);
        }

        if (update.Stream is { } stream)
        {
            if (stream.IsOn)
            {
                StartStream(stream.View);
            }
            else
            {
                EndStream();
            }
        }

        IsProtected = update.IsProtected ?? IsProtected;
        if (update.Most is { } most)
        {
            Units.Limit(most.Reads ?? Units.Most.Reads, most.Writes ?? Units.Most.Writes);
        }

        foreach (var (name, value) in update.Kept)
        {
            Kept[name] = value;
        }

        NoteKept(update.Kept.Keys);
        Begin(TableStatus.Updating, dwell);
        Record(TableChange.Updated, by);
    }

    private void Change(IndexUpdate change, TableUpdate update, Duration dwell)
    {
        if (change.Create is { } create)
        {
            var index = new TableIndex(this, create, update.Attributes);
            Attributes = [.. Attributes, .. update.Attributes.Where(a => index.Keys.Has(a.Name) && !Attributes.Any(k => k.Name == a.Name))];
            index.Fill(_store.Scan(null, 0, RowStore.HashSlots));
            index.Begin(TableStatus.Creating, dwell);
            _indexes.Add(index);
        }
        else if (change.Delete is { } name)
        {
            Index(name)!.Begin(TableStatus.Deleting, dwell);
            var kept = Keys.Names.Concat(_indexes.Where(i => i.Name != name).SelectMany(static i => i.Keys.Names)).ToHashSet(StringComparer.Ordinal);
            Attributes = [.. Attributes.Where(a => kept.Contains(a.Name))];
        }
        else if (change.Update is { Throughput: { } units } && !IsOnDemand)
        {
            Index(change.Name!)!.Units.Set(units, Host.Now);
        }
    }

    private void CheckStream(TableUpdate update)
    {
        if (update.Stream is { IsOn: true } && _stream is not null)
        {
            throw TableException.Invalid($"Table already has an enabled stream: TableName: {Name}");
        }

        if (update.Stream is { IsOn: false } && _stream is null)
        {
            throw TableException.Invalid($"Table has no enabled stream to disable: TableName: {Name}");
        }
    }

    private void CheckBilling(TableUpdate update)
    {
        var mode = update.BillingMode ?? BillingMode ?? TableDefinition.Provisioned;
        var isSwitch = mode != (BillingMode ?? TableDefinition.Provisioned);
        if (mode == TableDefinition.OnDemand && update.Throughput is not null)
        {
            throw TableException.Parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
        }

        if (isSwitch && mode == TableDefinition.OnDemand && OnDemandSince is { } since && Host.Now - since < Duration.FromDays(1))
        {
            throw TableException.TooManySwitches(since);
        }

        if (isSwitch && mode == TableDefinition.Provisioned)
        {
            var without = Indexes.Where(i => !i.IsLocal && Wanted(update, i) is null && update.Indexes?.Any(u => u.Delete == i.Name) != true).Select(static i => i.Name).ToList();
            _ = without.Count > 0 ? throw TableException.Parameter($"ProvisionedThroughput must be specified for index: {string.Join(',', without)}") : 0;
        }

        if (!isSwitch && update.Throughput is { } wanted && Units.Provisioned is { } present)
        {
            if (wanted == present)
            {
                throw TableException.Invalid(Unchanged("table", present));
            }

            _ = Units.MayDecrease(wanted, Host.Now) ? 0 : throw TableException.TooManyDecreases(Name);
        }
    }

    private void CheckIndexes(TableUpdate update)
    {
        var isOnDemand = (update.BillingMode ?? BillingMode) == TableDefinition.OnDemand;
        foreach (var change in update.Indexes ?? [])
        {
            if (change.Create is { } create)
            {
                CreateTableChecks.CheckGlobal(create, update.Attributes, isOnDemand);
                _ = Index(create.Name) is not null ? throw TableException.Invalid("Attempting to create an index which already exists") : 0;
                _ = Indexes.Count(static i => !i.IsLocal) == MostGlobal ? throw TableException.Parameter("GlobalSecondaryIndex count exceeds the per-table limit of 20") : 0;
                CreateTableChecks.CheckIncluded([.. Indexes.Select(static i => i.Definition), create]);
                continue;
            }

            if (Index(change.Name!) is not { IsLocal: false } index)
            {
                throw TableException.Invalid($"The table does not have the specified index: {change.Name}");
            }

            if (change.Update is { Throughput: { } wanted } && index.Units.Provisioned is { } present)
            {
                _ = wanted == present ? throw TableException.Invalid(Unchanged($"index {index.Name}", present))
                    : index.Units.MayDecrease(wanted, Host.Now) ? 0 : throw TableException.TooManyDecreases(Name);
            }
        }
    }

    private static Throughput? Wanted(TableUpdate update, TableIndex index) => update.Indexes?.FirstOrDefault(u => u.Update?.Name == index.Name)?.Update?.Throughput;

    private static string Unchanged(string what, Throughput units) => Text.Invariant(
        $"The provisioned throughput for the {what} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the {what}: {units.Reads}. Requested ReadCapacityUnits: {units.Reads}. Current WriteCapacityUnits provisioned for the {what}: {units.Writes}. Requested WriteCapacityUnits: {units.Writes}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.");
}
