namespace LambdaSim.AspNetCore.Http;

/// <summary>Whom a request is for: account and region of its signature.</summary>
internal sealed record ServiceScope(string Account, string Region)
{
    public static ServiceScope Of(RequestCaller caller) => new(caller.Account, caller.Region);
}
