namespace LambdaSim.Neighbours.Tables;

/// <summary>What UpdateTable checks before it looks at the table, in AWS's order (rule DDB-UPDATE-TABLE).</summary>
internal static class UpdateTableChecks
{
    public static void Check(TableUpdate update)
    {
        if (update.IsEmpty)
        {
            throw TableException.Invalid("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }

        if (update is { BillingMode: TableDefinition.Provisioned, Throughput: null })
        {
            throw TableException.Parameter("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }

        CreateTableChecks.CheckUnits(update.Throughput);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var index in update.Indexes ?? [])
        {
            if (index.Name is not { } name)
            {
                throw TableException.Parameter("One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null");
            }

            _ = names.Add(name) ? 0 : throw TableException.Parameter($"Only one global secondary index update per index is allowed simultaneously. Index: {name}");
            CreateTableChecks.CheckUnits(index.Update?.Throughput);
        }

        if (update.Indexes?.Count(static i => i.Update is null) > 1)
        {
            throw TableException.OneIndexAtATime();
        }
    }
}
