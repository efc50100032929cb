namespace LambdaSim.Functions;

/// <summary>How asynchronous events of one qualifier are treated; null: AWS's default.</summary>
internal sealed record EventInvokeEntry(string Qualifier, decimal LastModified, int? MaximumRetryAttempts, int? MaximumEventAgeInSeconds, string? OnSuccess, string? OnFailure);
