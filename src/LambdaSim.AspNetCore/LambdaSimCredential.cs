namespace LambdaSim.AspNetCore;

/// <summary>An access key that an endpoint which verifies signatures knows.</summary>
/// <param name="AccessKeyId">The public half.</param>
/// <param name="SecretAccessKey">The secret half.</param>
/// <param name="Account">Whose it is; null: the account that the key id spells if it is twelve digits, else the endpoint's own.</param>
public sealed record LambdaSimCredential(string AccessKeyId, string SecretAccessKey, string? Account = null);
