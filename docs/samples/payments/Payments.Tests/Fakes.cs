namespace Payments.Tests;

/// <summary>A card processor that honours keys, as real ones do.</summary>
internal sealed class FakeCards(TimeProvider time) : ICards
{
    private readonly Dictionary<string, string> _byKey = [];

    public List<decimal> Charges { get; } = [];

    public async Task<string> Charge(decimal amount, string key)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(300), time);
        if (!_byKey.TryGetValue(key, out var charge))
        {
            Charges.Add(amount);
            _byKey[key] = charge = $"charge-{Charges.Count}";
        }

        return charge;
    }
}

/// <summary>A table that answers nobody during the first two minutes.</summary>
internal sealed class FakeReceipts(TimeProvider time) : IReceipts
{
    private readonly DateTimeOffset _up = time.GetUtcNow().AddMinutes(2);

    public List<Receipt> Saved { get; } = [];

    public async Task Save(Receipt receipt)
    {
        if (time.GetUtcNow() < _up)
        {
            await Task.Delay(TimeSpan.FromMinutes(10), time);
        }

        Saved.Add(receipt);
    }
}
