using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LambdaSim.Tests.Libraries;

/// <summary>SQLite, by itself and under EF Core.</summary>
internal static class DatabaseScenarios
{
    public static IReadOnlyList<LibraryScenario> All { get; } =
    [
        new("SQLite: a transaction for each call", static s =>
        {
            using var keep = Memory(out var connection);
            Execute(keep, "create table orders (id integer primary key, name text)");
            s.Overlap(async c =>
            {
                await using var own = new SqliteConnection(connection);
                await own.OpenAsync();
                await using (var transaction = await own.BeginTransactionAsync())
                {
                    Execute(own, "insert into orders (name) values ('a')", (SqliteTransaction)transaction);
                    await transaction.CommitAsync();
                }

                await c.Delay(Duration.FromMilliseconds(1));
                await using var count = own.CreateCommand();
                count.CommandText = "select count(*) from orders";
                c.Log($"{await count.ExecuteScalarAsync()} orders");
            });
        }),

        new("EF Core on SQLite: insert, query, update", static s =>
        {
            using var keep = Memory(out var connection);
            using (var schema = new Orders(connection))
            {
                schema.Database.EnsureCreated();
            }

            s.Overlap(async c =>
            {
                await using var orders = new Orders(connection);
                orders.Add(new Order { Name = "a" });
                await orders.SaveChangesAsync();
                await c.Delay(Duration.FromMilliseconds(1));
                var all = await orders.Set<Order>().OrderBy(o => o.Id).ToListAsync();
                all[^1].Name = "b";
                await orders.SaveChangesAsync();
                c.Log($"{all.Count} orders, {await orders.Set<Order>().CountAsync(o => o.Name == "b")} changed");
            });
        }),
        new("SQLite: a lock that is held across an await", Locked, typeof(BlockedException))
        {
            Options = new() { BlockingPatience = TimeSpan.FromMilliseconds(300) },
            Note = "the other call waits by sleeping, and the one that holds the lock cannot go on meanwhile",
        },
    ];

    public static void Locked(Simulation simulation)
    {
        using var keep = Memory(out var connection);
        Execute(keep, "create table orders (id integer primary key, name text)");
        simulation.Overlap(async c =>
        {
            await using var own = new SqliteConnection(connection);
            await own.OpenAsync();
            await using var transaction = await own.BeginTransactionAsync();
            Execute(own, "insert into orders (name) values ('a')", (SqliteTransaction)transaction);
            await c.Delay(Duration.FromMilliseconds(10));
            await transaction.CommitAsync();
        }, 2);
    }

    private static SqliteConnection Memory(out string connection)
    {
        connection = $"Data Source=db{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        var keep = new SqliteConnection(connection);
        keep.Open();
        return keep;
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Order
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";
    }

    private sealed class Orders(string connection) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(connection);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>();
    }
}
