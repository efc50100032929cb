namespace Payments;

/// <summary>Charges a card, then keeps the receipt. It has a bug.</summary>
public sealed class PaymentHandler(ICards cards, IReceipts receipts)
{
    public async Task<Receipt> Handle(Payment payment)
    {
        var charge = await cards.Charge(payment.Amount, key: Guid.NewGuid().ToString());
        var receipt = new Receipt(payment.Order, charge);
        await receipts.Save(receipt);
        return receipt;
    }
}
