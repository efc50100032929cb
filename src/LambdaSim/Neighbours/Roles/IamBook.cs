using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Roles;

/// <summary>IAM of one simulation: of each account, for all regions.</summary>
internal sealed class IamBook(INeighbourHost host) : RegionalBook<IamService>
{
    private const string NoRegion = "";

    public IamService At(string account) => At(account, NoRegion);

    public override IResource? Find(Arn arn) => Existing(arn.Account, NoRegion)?.Find(arn);

    public override IEnumerable<string> Notes => Services.Any(static s => s.Roles.Count + s.Policies.Count > 0) ? ["IAM: roles and policies are names, whoever asks, may"] : [];

    protected override IamService Make(string account, string region) => new(account, host);
}
