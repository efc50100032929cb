using LambdaSim.AspNetCore.Sts;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Who asks: what a request's signature says without being verified (rules HTTP-REGION and HTTP-ACCOUNT).</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">Such as <c>us-east-1</c>.</param>
/// <param name="Signature">The signature; null: there is none that can be read.</param>
internal sealed record RequestCaller(string Account, string Region, RequestSignature? Signature)
{
    /// <summary>The service in the signature's scope; null: no signature.</summary>
    public string? Service => Signature?.Service;

    public static RequestCaller Of(HttpRequest request, RequestTarget target, string account, string region, IEnumerable<LambdaSimCredential> credentials)
    {
        var signature = RequestSignature.Of(request, target);
        var known = credentials.FirstOrDefault(c => c.AccessKeyId == signature?.AccessKeyId)?.Account;
        return new RequestCaller(
            known ?? (signature is not { AccessKeyId: var id } ? account : IsAccount(id) ? id : AccessKeys.AccountOf(id) ?? account),
            signature is { Region: var scoped } && IsRegion(scoped) ? scoped : region,
            signature);
    }

    public static bool IsAccount(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    public static bool IsRegion(string text) =>
        text.Length is > 4 and < 32 && char.IsAsciiLetterLower(text[0]) && char.IsAsciiDigit(text[^1]) && text.Contains('-', StringComparison.Ordinal)
        && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
