namespace Payments;

/// <summary>The same without the bug: all attempts of one event have one request id, so they have one key.</summary>
public sealed class FixedPaymentHandler(ICards cards, IReceipts receipts)
{
    public async Task<Receipt> Handle(Payment payment, string requestId)
    {
        var charge = await cards.Charge(payment.Amount, key: requestId);
        var receipt = new Receipt(payment.Order, charge);
        await receipts.Save(receipt);
        return receipt;
    }
}
