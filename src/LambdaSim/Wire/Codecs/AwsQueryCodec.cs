using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>The query protocol: forms in, XML out.</summary>
internal sealed class AwsQueryCodec(WireService service) : IWireCodec
{
    public const string FormType = "application/x-www-form-urlencoded";

    private const string XmlType = "text/xml";

    public JsonObject ReadRequest(WireOperation operation, RequestParts request, WireWalk? walk = null)
    {
        walk ??= new();
        return new FormBody(walk).ReadMembers(operation.Input, FormTree.Of(Parameters(request, walk), walk));
    }

    public RequestParts WriteRequest(WireOperation operation, JsonObject input)
    {
        List<(string Name, string Value)> form = [("Action", operation.Name), ("Version", service.Version)];
        new FormBody(new()).WriteMembers(operation.Input, input, "", form);
        var body = string.Join('&', form.Select(static p => $"{PercentText.Encode(p.Name)}={PercentText.Encode(p.Value)}"));
        return new("POST", "/") { Headers = [(HttpHeaders.ContentType, FormType)], Body = Encoding.UTF8.GetBytes(body) };
    }

    public JsonObject ReadResponse(WireOperation operation, ResponseParts response, WireWalk? walk = null) => operation.Output is { } output
        ? new XmlBody(walk ?? new(), service.XmlNamespace).Read(output, response.Body.Span, $"{operation.Name}Response", $"{operation.Name}Result") : [];

    public ResponseParts WriteResponse(WireOperation operation, JsonObject output, string requestId)
    {
        var body = new XmlBody(new(), service.XmlNamespace);
        return Answer(operation.Status, requestId, XmlBody.Write(xml =>
        {
            body.Start(xml, $"{operation.Name}Response");
            if (operation.Output is { } shape)
            {
                body.Start(xml, $"{operation.Name}Result");
                body.WriteMembers(xml, shape, output);
                xml.WriteEndElement();
            }

            body.Start(xml, "ResponseMetadata");
            body.Text(xml, "RequestId", requestId);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }));
    }

    public ResponseParts WriteError(WireFault fault, string requestId)
    {
        var body = new XmlBody(new(), service.XmlNamespace);
        return Answer(fault.Error.Status, requestId, XmlBody.Write(xml =>
        {
            body.Start(xml, "ErrorResponse");
            body.Start(xml, "Error");
            body.Text(xml, "Type", fault.Error.IsSender ? "Sender" : "Receiver");
            body.Text(xml, "Code", fault.Error.QueryCode ?? fault.Error.Name);
            body.Text(xml, "Message", fault.Message);
            body.WriteMembers(xml, fault.Error.Shape ?? JsonError.NoMembers, fault.Members);
            body.Start(xml, "Detail");
            xml.WriteEndElement();
            xml.WriteEndElement();
            body.Text(xml, "RequestId", requestId);
            xml.WriteEndElement();
        }));
    }

    // Some clients put the action into the query, and the rest into the form.
    private static List<(string Name, string Value)> Parameters(RequestParts request, WireWalk walk)
    {
        var parameters = PercentText.Parameters(request.Query, walk, DocumentPlace.Named("query"));
        if (request.Header(HttpHeaders.ContentType)?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == true)
        {
            parameters.AddRange(PercentText.Parameters(Utf8Text.Of(request.Body.Span, walk), walk, DocumentPlace.Named("form")));
        }

        return parameters;
    }

    private static ResponseParts Answer(int status, string requestId, byte[] body) =>
        new(status) { Headers = [(HttpHeaders.ContentType, XmlType), (WireHeader.RequestId, requestId)], Body = body };
}
