using LambdaSim.Neighbours.Parameters;
using LambdaSim.Neighbours.Secrets;

namespace LambdaSim;

// What handlers read when they begin.
public sealed partial class Simulation
{
    /// <summary>Parameter Store of the account and region of <see cref="Options"/>.</summary>
    /// <example>
    /// <code>
    /// simulation.Parameters["/orders/table"] = "orders-7";
    /// </code>
    /// </example>
    public ParameterStore Parameters => new(Here.Directory.Book<ParameterBook>().At(Options.AccountId, Options.Region))
    {
        Changed = NowNs > 0 ? null : (name, value, type) => _world.Plan = _world.Plan with { Parameters = _world.Plan.Parameters.Add((name, value, type)) },
    };

    /// <summary>Secrets Manager of the account and region of <see cref="Options"/>.</summary>
    /// <example>
    /// <code>
    /// simulation.Secrets["orders/database"] = "xyz";
    /// </code>
    /// </example>
    public SecretStore Secrets => new(Here.Directory.Book<SecretBook>().At(Options.AccountId, Options.Region))
    {
        Changed = NowNs > 0 ? null : (name, value) => _world.Plan = _world.Plan with { Secrets = _world.Plan.Secrets.Add((name, value)) },
    };
}
