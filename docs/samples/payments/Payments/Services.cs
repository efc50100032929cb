namespace Payments;

/// <summary>The card processor.</summary>
public interface ICards
{
    /// <summary>Charges a card and returns the charge's id. A second charge with the same key returns the first.</summary>
    Task<string> Charge(decimal amount, string key);
}

/// <summary>Where receipts are kept.</summary>
public interface IReceipts
{
    Task Save(Receipt receipt);
}
