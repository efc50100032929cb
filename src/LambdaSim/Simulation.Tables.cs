using LambdaSim.Configuration;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Worlds;

namespace LambdaSim;

// Where functions keep items.
public sealed partial class Simulation
{
    /// <summary>The tables of the account and region of <see cref="Options"/>, in ordinal order of their names.</summary>
    public IReadOnlyCollection<Table> Tables => TablesAt(Options.AccountId, Options.Region).Tables;

    /// <summary>Adds a table of DynamoDB, active at once, on demand unless it is told its units.</summary>
    /// <param name="name">3 to 255 letters, digits, hyphens, underscores and dots.</param>
    /// <param name="key">The partition key: a name, of a text, or <see cref="TableKey.Number"/>.</param>
    /// <param name="sort">The sort key; null: none.</param>
    /// <param name="configure">What is not as usual; null: everything is.</param>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    /// <exception cref="AwsServiceException">DynamoDB would refuse the definition.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.AddTable("orders", key: "id", configure: t =&gt; t with { Stream = StreamView.NewAndOldImages });
    /// orders.Put(new { id = "o-1", total = 12.5m });
    /// </code>
    /// </example>
    public Table AddTable(string name, TableKey key, TableKey? sort = null, Func<TableConfig, TableConfig>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(key);
        RequireOpen(nameof(AddTable));
        var config = configure?.Invoke(new TableConfig()) ?? new TableConfig();
        var table = TablesAt(Options.AccountId, Options.Region).Add(name, key, sort, config);
        _world.Plan = _world.Plan with { Tables = _world.Plan.Tables.Add(new PlannedTable(name, key, sort, config)) };
        return table;
    }

    /// <summary>The table of a name in the account and region of <see cref="Options"/>, whoever made it.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// Assert.Equal("paid", (string?)simulation.Table("orders").Get("o-1")!["status"]);
    /// </code>
    /// </example>
    public Table Table(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here.TablesAt(Options.AccountId, Options.Region).Find(name) ?? throw NearestName.NotFound("table", name, Tables.Select(static t => t.Name));
    }

    /// <summary>DynamoDB in an account and region.</summary>
    /// <exception cref="SimulationConfigException">One of them is none.</exception>
    internal TableCatalog TablesAt(string account, string region)
    {
        RunSeed.Use(Seed);
        SimulationOptionsFaults.RequireAddress(account, region);
        return _world.Tables.At(account, region);
    }
}
