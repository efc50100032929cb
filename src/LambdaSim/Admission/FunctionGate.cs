namespace LambdaSim.Admission;

/// <summary>On-demand concurrency of one function, all its versions together.</summary>
internal struct FunctionGate
{
    private const int NoReservation = int.MaxValue;

    /// <summary>Reserved concurrency less the provisioned concurrency of the function's versions; unlimited without a reservation.</summary>
    private int _limit;

    /// <summary>Calls running on demand.</summary>
    public int Running;

    public static FunctionGate Unreserved => new() { _limit = NoReservation };

    public readonly bool IsReserved => _limit != NoReservation;

    public readonly bool IsFull => Running >= _limit;

    public static FunctionGate Reserved(int concurrency, int provisioned) => new() { _limit = concurrency - provisioned };
}
