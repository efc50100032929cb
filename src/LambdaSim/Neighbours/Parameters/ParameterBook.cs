using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Parameters;

/// <summary>Parameter Store of one simulation: of each account and region.</summary>
internal sealed class ParameterBook(INeighbourHost host) : RegionalBook<ParameterService>
{

    public override IResource? Find(Arn arn) => Existing(arn)?.Find(arn);

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.All).Where(static p => p.Latest.Settings.Policies is { Length: > 2 }).Select(static p => $"parameter {p.Name}: its policies neither expire it nor notify");

    protected override ParameterService Make(string account, string region) => new(account, region, host);
}
