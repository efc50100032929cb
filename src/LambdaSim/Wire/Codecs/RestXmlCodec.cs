using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>REST with XML bodies, as S3 has it.</summary>
internal sealed class RestXmlCodec(WireService service) : RestCodec("application/xml")
{
    public override ResponseParts WriteError(WireFault fault, string requestId)
    {
        // S3's errors have no namespace.
        var body = new XmlBody(new(), service.WrapsErrors ? service.XmlNamespace : "");
        return new ResponseParts(fault.Error.Status)
        {
            Headers = [(HttpHeaders.ContentType, ContentType), RequestId(requestId)],
            Body = XmlBody.Write(xml =>
            {
                if (service.WrapsErrors)
                {
                    body.Start(xml, "ErrorResponse");
                }

                body.Start(xml, "Error");
                if (service.WrapsErrors)
                {
                    body.Text(xml, "Type", fault.Error.IsSender ? "Sender" : "Receiver");
                }

                body.Text(xml, "Code", fault.Error.QueryCode ?? fault.Error.Name);
                body.Text(xml, "Message", fault.Message);
                if (fault.Resource is { } resource)
                {
                    body.Text(xml, "Resource", resource);
                }

                body.WriteMembers(xml, fault.Error.Shape ?? JsonError.NoMembers, fault.Members);
                if (service.WrapsErrors)
                {
                    xml.WriteEndElement();
                }

                body.Text(xml, "RequestId", requestId);
                xml.WriteEndElement();
            }),
        };
    }

    protected override (string Name, string Value) RequestId(string id) => (service.WrapsErrors ? WireHeader.RequestId : "x-amz-request-id", id);

    protected override JsonNode? ReadDocument(WireShape shape, ReadOnlySpan<byte> body, string root, WireWalk walk) =>
        new XmlBody(walk, service.XmlNamespace).Read(IsStructure(shape, walk), body, root);

    protected override byte[] WriteDocument(WireShape shape, JsonNode? value, string root, WireWalk walk)
    {
        var body = new XmlBody(walk, service.XmlNamespace);
        return XmlBody.Write(xml =>
        {
            body.Start(xml, root);
            body.WriteMembers(xml, IsStructure(shape, walk), Documents.Object(value, walk), bodyOnly: true);
            xml.WriteEndElement();
        });
    }

    private static WireShape IsStructure(WireShape shape, WireWalk walk) =>
        shape.Kind == WireKind.Structure ? shape : throw walk.Fail($"is a {shape.Kind}, which this protocol cannot have here");
}
