using System.Text;
using System.Xml;

namespace LambdaSim.Wire.Routing;

/// <summary>An error in the form that a client of the request's protocol reads, whichever service it is for.</summary>
internal static class FaultAnswer
{
    private static readonly XmlWriterSettings _plain = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    public static WireResponse Of(WireRequest request, ApiFault fault) =>
        IsQuery(request) ? Xml(request, fault, "ErrorResponse")
        : (RequestSignature.Of(request)?.Service ?? AwsHost.Of(request.Host)?.Service) is "s3" or "route53" or "cloudfront" ? Xml(request, fault, null)
        : JsonAnswer.Of(fault);

    private static bool IsQuery(WireRequest request) =>
        request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true || request.Target["Action"] is not null;

    private static WireResponse Xml(WireRequest request, ApiFault fault, string? wrapper)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, _plain))
        {
            if (wrapper is not null)
            {
                xml.WriteStartElement(wrapper);
            }

            xml.WriteStartElement("Error");
            xml.WriteElementString("Code", fault.Code);
            xml.WriteElementString("Message", fault.Message);
            if (wrapper is not null)
            {
                xml.WriteEndElement();
            }

            xml.WriteElementString("RequestId", request.Id);
            xml.WriteEndElement();
        }

        return new WireResponse(fault.Status) { ContentType = "text/xml", Body = buffer.ToArray() };
    }
}
