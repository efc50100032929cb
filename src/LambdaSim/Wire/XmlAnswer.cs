using System.Text;
using System.Xml;

namespace LambdaSim.Wire;

/// <summary>Answers of AWS's query protocol.</summary>
internal static class XmlAnswer
{
    // A body may hold characters that XML has only as references, or not at all: the answer is never lost for it.
    private static readonly XmlWriterSettings _settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    public static WireResponse Of(int status, Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, _settings))
        {
            write(xml);
        }

        return new WireResponse(status) { ContentType = "text/xml", Body = buffer.ToArray() };
    }

    public static WireResponse Result(string requestId, string xmlNamespace, string action, Action<XmlWriter>? result) => Of(200, xml =>
    {
        xml.WriteStartElement($"{action}Response", xmlNamespace);
        if (result is not null)
        {
            xml.WriteStartElement($"{action}Result", xmlNamespace);
            result(xml);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("ResponseMetadata", xmlNamespace);
        xml.WriteElementString("RequestId", xmlNamespace, requestId);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public static WireResponse Error(string requestId, string xmlNamespace, int status, string code, string message) => Of(status, xml =>
    {
        xml.WriteStartElement("ErrorResponse", xmlNamespace);
        xml.WriteStartElement("Error", xmlNamespace);
        xml.WriteElementString("Type", xmlNamespace, "Sender");
        xml.WriteElementString("Code", xmlNamespace, code);
        xml.WriteElementString("Message", xmlNamespace, message);
        xml.WriteElementString("Detail", xmlNamespace, "");
        xml.WriteEndElement();
        xml.WriteElementString("RequestId", xmlNamespace, requestId);
        xml.WriteEndElement();
    });
}
