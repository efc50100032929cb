using System.Xml;

namespace LambdaSim.Wire.Routing;

/// <summary>An error in the form that a client of the request's protocol reads, whichever service it is for.</summary>
internal static class FaultAnswer
{
    public static WireResponse Of(WireRequest request, ApiFault fault)
    {
        if (QueryForm.IsMeant(request))
        {
            return XmlAnswer.Error(request.Id, "", fault.Status, fault.Code, fault.Message ?? "");
        }

        return RequestSignature.Of(request)?.Service is "s3" or "route53" or "cloudfront" ? XmlAnswer.Of(fault.Status, xml => Write(xml, request, fault)) : JsonAnswer.Of(fault);
    }

    private static void Write(XmlWriter xml, WireRequest request, ApiFault fault)
    {
        xml.WriteStartElement("Error");
        xml.WriteElementString("Code", fault.Code);
        xml.WriteElementString("Message", fault.Message);
        xml.WriteElementString("RequestId", request.Id);
        xml.WriteEndElement();
    }
}
