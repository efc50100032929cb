using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Reserved concurrency, and what is left of the account's (rules CTL-RESERVED and CTL-CLAIMS).
internal sealed partial class ControlPlane
{
    /// <summary>What is left of it when each function has what it reserves or else provisions.</summary>
    internal int UnreservedConcurrency => Limits.ConcurrencyLimit - ClaimedUnseen - Functions.Values.Sum(static f => f.Claims.Total);

    /// <summary>What versions set aside that the API cannot show.</summary>
    internal int ClaimedUnseen { get; set; }

    /// <summary>Checks what a version that is about to be added in process sets aside.</summary>
    /// <exception cref="InvalidParameterValueException">AWS would refuse it.</exception>
    internal void RequireClaims(string name, string qualifier, int? reserved, int? provisioned)
    {
        var before = Functions.TryGetValue(name, out var entry) ? entry.Claims : default;
        if (before.Refused(Limits, UnreservedConcurrency, qualifier != Latest, reserved, provisioned) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>AWS's <c>PutFunctionConcurrency</c>.</summary>
    public Concurrency PutFunctionConcurrency(PutFunctionConcurrencyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var constraints = new Constraints().Required("reservedConcurrentExecutions", request.ReservedConcurrentExecutions)
            .Range("reservedConcurrentExecutions", request.ReservedConcurrentExecutions, 0, int.MaxValue);
        var name = ReferUnqualified(request.FunctionName, constraints).Name;
        var entry = Functions.GetValueOrDefault(name) ?? throw NotFound(name, Latest);
        var reserved = request.ReservedConcurrentExecutions!.Value;
        if (reserved > 0 && ConcurrencyClaims.RefusedOf(Limits, UnreservedConcurrency + entry.Claims.Total, reserved, "ReservedConcurrentExecutions") is { } refusal)
        {
            throw refusal;
        }

        if (entry.Claims.Provisioned is var provisioned && reserved < provisioned)
        {
            throw new InvalidParameterValueException(Text.Invariant(
                $" ReservedConcurrentExecutions  {reserved} should not be lower than function's total provisioned concurrency [{provisioned}].")) { IsUntyped = true };
        }

        entry.ReservedConcurrency = reserved;
        _host.Claims(Address, entry);
        return new Concurrency { ReservedConcurrentExecutions = reserved };
    }

    /// <summary>AWS's <c>GetFunctionConcurrency</c>.</summary>
    public Concurrency GetFunctionConcurrency(GetFunctionConcurrencyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Concurrency { ReservedConcurrentExecutions = Require(ReferUnqualified(request.FunctionName, new Constraints())).ReservedConcurrency };
    }

    /// <summary>AWS's <c>DeleteFunctionConcurrency</c>.</summary>
    public void DeleteFunctionConcurrency(DeleteFunctionConcurrencyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var entry = Require(ReferUnqualified(request.FunctionName, new Constraints()));
        entry.ReservedConcurrency = null;
        _host.Claims(Address, entry);
    }
}
