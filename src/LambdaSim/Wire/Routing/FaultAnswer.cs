using LambdaSim.Resources;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Routing;

/// <summary>An error in the form that a client of the request's protocol reads, whichever service it is for.</summary>
internal static class FaultAnswer
{
    private static readonly WireService _unknown = new("", "");
    private static readonly AwsQueryCodec _query = new(_unknown);
    private static readonly RestXmlCodec _xml = new(_unknown);

    public static WireResponse Of(WireRequest request, ApiFault fault)
    {
        IWireCodec? codec = WireProtocols.Of(WireParts.Of(request), WireProtocol.AwsQuery) is not null ? _query : IsXml(request) ? _xml : null;
        return codec is null ? JsonAnswer.Of(fault)
            : WireParts.Answer(codec.WriteError(new WireFault(new WireError(codec == _xml ? NameOf(fault.Code) : fault.Code, fault.Status), fault.Message ?? ""), request.Id));
    }

    // S3's errors have names of their own.
    private static string NameOf(string code) => code switch
    {
        "InvalidSignatureException" => "SignatureDoesNotMatch",
        "UnrecognizedClientException" => "InvalidAccessKeyId",
        "MissingAuthenticationTokenException" or "IncompleteSignatureException" or "AccessDeniedException" => "AccessDenied",
        "BadRequestException" => "InvalidRequest",
        "RequestTimeoutException" => "RequestTimeout",
        _ => code,
    };

    /// <summary>Whether a request is for a service of REST with XML: a path tells of a REST protocol, not of which.</summary>
    public static bool IsXml(WireRequest request) => (RequestSignature.Of(request)?.Service ?? AwsHost.Of(request.Host)?.Service) is "s3" or "route53" or "cloudfront";
}
