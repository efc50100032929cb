namespace Payments;

/// <summary>The event: an order to be paid.</summary>
public sealed record Payment(string Order, decimal Amount);

/// <summary>What the handler returns.</summary>
public sealed record Receipt(string Order, string Charge);
