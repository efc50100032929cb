namespace LambdaSim;

/// <summary>Why admission refused a request. <c>ThrottleReason</c> gives AWS's word for it.</summary>
public enum ThrottleCause : byte
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The account's unreserved pool is used up (rule ADM-ACCOUNT).</summary>
    AccountConcurrency = 1,

    /// <summary>The function's reserved concurrency is used up, or is 0 (rule ADM-RESERVED).</summary>
    ReservedConcurrency = 2,

    /// <summary>A new environment was needed faster than the scaling rate allows (rule ADM-SCALING).</summary>
    ScalingRate = 3,

    /// <summary>More than ten requests a second per unit of account concurrency (rule ADM-RPS).</summary>
    AccountRequestRate = 4,

    /// <summary>More than ten requests a second per unit of reserved concurrency (rule ADM-RPS).</summary>
    ReservedRequestRate = 5,

    /// <summary>A new environment was needed, and no free process polls the function's Runtime API (rule ADM-RUNTIME).</summary>
    RuntimeProcesses = 6,
}
