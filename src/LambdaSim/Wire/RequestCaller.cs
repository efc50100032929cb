using LambdaSim.Resources;

namespace LambdaSim.Wire;

/// <summary>Who asks: what a request's signature says without being verified (rules HTTP-REGION and HTTP-ACCOUNT).</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">Such as <c>us-east-1</c>.</param>
/// <param name="Signature">The signature; null: there is none that can be read.</param>
internal sealed record RequestCaller(string Account, string Region, RequestSignature? Signature)
{
    /// <summary>What the host says; null: it is none of AWS's.</summary>
    public AwsHost? Host { get; init; }

    /// <summary>The service in the signature's scope, else of the host; null: neither says one.</summary>
    public string? Service => Signature?.Service ?? Host?.Service;

    public static RequestCaller Of(WireRequest request, WireHome home)
    {
        var signature = RequestSignature.Of(request);
        var host = AwsHost.Of(request.Host);
        return new RequestCaller(
            signature is not { AccessKeyId: var id } ? home.Account : home.AccountOfKey(id) ?? (IsAccount(id) ? id : AccessKeys.AccountOf(id) ?? home.Account),
            signature is { Region: var scoped } && AwsHost.IsRegion(scoped) ? scoped : host?.Region ?? home.Region,
            signature)
        {
            Host = host,
        };
    }

    public static bool IsAccount(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);
}

/// <summary>Whose a request is that does not say it.</summary>
/// <param name="Account">Account of requests whose access key names none.</param>
/// <param name="Region">Region of requests without a signature.</param>
internal sealed record WireHome(string Account, string Region)
{
    /// <summary>The account of a key that a transport knows; null: the key itself may say it.</summary>
    public Func<string, string?> AccountOfKey { get; init; } = static _ => null;
}
