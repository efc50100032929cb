using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Secrets;

/// <summary>Secrets Manager of one simulation: of each account and region.</summary>
internal sealed class SecretBook(INeighbourHost host) : RegionalBook<SecretService>
{

    public override IResource? Find(Arn arn) => Existing(arn)?.Find(arn);

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.All).SelectMany(static s => new[]
    {
        s.Policy is null ? null : $"secret {s.Name}: its policy is kept, whoever asks, may",
        s.KmsKeyId is null ? null : $"secret {s.Name}: nothing is encrypted with its key",
    }).OfType<string>();

    protected override SecretService Make(string account, string region) => new(account, region, host);
}
