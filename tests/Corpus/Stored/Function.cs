using Microsoft.EntityFrameworkCore;

namespace Stored;

public class Order
{
    public int Id { get; set; }

    public string Customer { get; set; } = "";

    public DateTime At { get; set; }
}

public class Orders : DbContext
{
    public DbSet<Order> All => Set<Order>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=/tmp/orders.db;Pooling=False");
}

// EF Core with a database in /tmp.
public class Function
{
    public async Task<object> Handle(string customer)
    {
        await using var orders = new Orders();
        await orders.Database.EnsureCreatedAsync();
        orders.All.Add(new Order { Customer = customer, At = DateTime.UtcNow });
        await orders.SaveChangesAsync();
        var all = await orders.All.OrderBy(o => o.Id).Select(o => o.Customer).ToListAsync();
        return new { all, exists = File.Exists("/tmp/orders.db") };
    }
}
