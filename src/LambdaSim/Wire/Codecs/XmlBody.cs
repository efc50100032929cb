using System.Text;
using System.Text.Json.Nodes;
using System.Xml;

namespace LambdaSim.Wire.Codecs;

/// <summary>
/// XML documents, read and written along a shape. Namespaces are not looked at when reading: clients leave them out. Elements that the shape does not know are
/// passed over; document types and entities are refused.
/// </summary>
/// <param name="walk">Through this document.</param>
/// <param name="xmlNamespace">Of what is written.</param>
internal sealed class XmlBody(WireWalk walk, string xmlNamespace)
{
    private const string Declaration = "xmlns";

    // A text may hold characters that XML has only as references, or not at all: an answer is never lost for it.
    private static readonly XmlWriterSettings _writing = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize };

    private static readonly XmlReaderSettings _reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static byte[] Write(Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, _writing))
        {
            write(xml);
        }

        return buffer.ToArray();
    }

    /// <summary>Reads a document of a structure.</summary>
    /// <param name="shape">A structure.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="roots">Names from the root down to the structure's element; an element that is not there leaves the structure empty, except the root.</param>
    /// <exception cref="WireFormatException">It is none of this shape.</exception>
    public JsonObject Read(WireShape shape, ReadOnlySpan<byte> utf8, params ReadOnlySpan<string> roots)
    {
        var text = Utf8Text.Of(utf8, walk);
        using var xml = XmlReader.Create(new StringReader(text.StartsWith('\ufeff') ? text[1..] : text), _reading);
        try
        {
            xml.MoveToContent();
            var found = Inside(xml, shape, roots);
            while (!xml.EOF)
            {
                xml.Read();
            }

            return found;
        }
        catch (XmlException e)
        {
            throw walk.Fail("is no XML, or declares a document type", DocumentPlace.Line(Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition)));
        }
    }

    public void WriteMembers(XmlWriter xml, WireShape shape, JsonObject members, bool bodyOnly = false)
    {
        WriteAttributes(xml, shape, members);
        foreach (var (name, value) in members)
        {
            var member = Documents.Member(shape, name, walk);
            if (value is null || member.IsAttribute || (bodyOnly && member.Location != MemberLocation.Body))
            {
                continue;
            }

            walk.Enter(name);
            Write(xml, member.Shape, value, member.WireName);
            walk.Leave();
        }
    }

    /// <summary>An element with a value inside.</summary>
    public void Write(XmlWriter xml, WireShape shape, JsonNode? value, string element)
    {
        switch (shape.Kind)
        {
            case WireKind.Structure:
                Start(xml, element);
                WriteMembers(xml, shape, Documents.Object(value, walk));
                xml.WriteEndElement();
                break;
            case WireKind.List:
                WriteList(xml, shape, Documents.Array(value, walk), element);
                break;
            case WireKind.Map:
                WriteMap(xml, shape, Documents.Object(value, walk), element);
                break;
            default:
                Text(xml, element, Scalars.ToText(shape, value, TimestampFormat.Iso8601, walk));
                break;
        }
    }

    public void Start(XmlWriter xml, string element) => xml.WriteStartElement(element, xmlNamespace);

    public void Text(XmlWriter xml, string element, string text)
    {
        Start(xml, element);
        xml.WriteString(Scalars.Whole(text, walk));
        xml.WriteEndElement();
    }

    private void WriteAttributes(XmlWriter xml, WireShape shape, JsonObject members)
    {
        if (shape.XmlPrefix is { } declared)
        {
            xml.WriteAttributeString(Declaration, declared.Prefix, null, declared.Uri);
        }

        foreach (var member in shape.Members)
        {
            if (!member.IsAttribute || members[member.Name] is not { } value)
            {
                continue;
            }

            walk.Enter(member.Name);
            var text = Scalars.ToText(member.Shape, value, TimestampFormat.Iso8601, walk);
            if (shape.XmlPrefix is { } prefix && member.WireName.StartsWith(prefix.Prefix + ':', StringComparison.Ordinal))
            {
                xml.WriteAttributeString(prefix.Prefix, member.WireName[(prefix.Prefix.Length + 1)..], prefix.Uri, text);
            }
            else
            {
                xml.WriteAttributeString(member.WireName, text);
            }

            walk.Leave();
        }
    }

    private void WriteList(XmlWriter xml, WireShape shape, JsonArray list, string element)
    {
        if (!shape.IsFlattened)
        {
            Start(xml, element);
        }

        for (var i = 0; i < list.Count; i++)
        {
            walk.Enter(i);
            Write(xml, shape.Item!.Shape, list[i], shape.IsFlattened ? element : shape.Item.Name);
            walk.Leave();
        }

        if (!shape.IsFlattened)
        {
            xml.WriteEndElement();
        }
    }

    private void WriteMap(XmlWriter xml, WireShape shape, JsonObject map, string element)
    {
        if (!shape.IsFlattened)
        {
            Start(xml, element);
        }

        foreach (var (key, value) in map)
        {
            walk.Enter(key);
            Start(xml, shape.IsFlattened ? element : "entry");
            Text(xml, shape.KeyName, key);
            Write(xml, shape.Item!.Shape, value, shape.Item.Name);
            xml.WriteEndElement();
            walk.Leave();
        }

        if (!shape.IsFlattened)
        {
            xml.WriteEndElement();
        }
    }

    private static DocumentPlace Place(XmlReader xml) => xml is IXmlLineInfo line ? DocumentPlace.Line(line.LineNumber, line.LinePosition) : default;

    // The reader stands at an element, and leaves behind its end.
    private JsonObject Inside(XmlReader xml, WireShape shape, ReadOnlySpan<string> roots)
    {
        walk.See(Place(xml));
        if (roots.IsEmpty || xml.LocalName != roots[0])
        {
            throw walk.Fail($"has the root {xml.LocalName}, and another is expected", Place(xml));
        }

        if (roots.Length == 1)
        {
            return Members(xml, shape);
        }

        var rest = roots[1..];
        JsonObject? found = null;
        foreach (var _ in Children(xml))
        {
            if (found is null && xml.LocalName == rest[0])
            {
                found = Inside(xml, shape, rest);
            }
            else
            {
                Skip(xml);
            }
        }

        return found ?? [];
    }

    private JsonObject Members(XmlReader xml, WireShape shape)
    {
        var found = new JsonObject();
        while (xml.MoveToNextAttribute())
        {
            walk.See(Place(xml));
            if (shape.Called(xml.Name) is { IsAttribute: true } attribute)
            {
                walk.Enter(attribute.Name, Place(xml));
                Documents.Add(found, attribute.Name, Scalars.FromText(attribute.Shape, xml.Value, TimestampFormat.Iso8601, walk, Place(xml)), walk, Place(xml));
                walk.Leave();
            }
        }

        xml.MoveToElement();
        foreach (var _ in Children(xml))
        {
            if (shape.Called(xml.LocalName) is { IsAttribute: false } member)
            {
                walk.Enter(member.Name, Place(xml));
                Member(xml, member, found);
                walk.Leave();
            }
            else
            {
                Skip(xml);
            }
        }

        return found;
    }

    private void Member(XmlReader xml, WireMember member, JsonObject found)
    {
        var shape = member.Shape;
        if (!shape.IsFlattened)
        {
            var place = Place(xml);
            Documents.Add(found, member.Name, Value(xml, shape), walk, place);
        }
        else if (shape.Kind == WireKind.List)
        {
            var list = found[member.Name] as JsonArray ?? [];
            found[member.Name] ??= list;
            Item(xml, shape, list);
        }
        else
        {
            var map = found[member.Name] as JsonObject ?? [];
            found[member.Name] ??= map;
            Entry(xml, shape, map);
        }
    }

    private JsonNode Value(XmlReader xml, WireShape shape) => shape.Kind switch
    {
        WireKind.Structure => Members(xml, shape),
        WireKind.List => List(xml, shape),
        WireKind.Map => Map(xml, shape),
        _ => Scalar(xml, shape),
    };

    private JsonNode Scalar(XmlReader xml, WireShape shape)
    {
        var place = Place(xml);
        return Scalars.FromText(shape, Text(xml), TimestampFormat.Iso8601, walk, place);
    }

    private JsonArray List(XmlReader xml, WireShape shape)
    {
        var list = new JsonArray();
        foreach (var _ in Children(xml))
        {
            if (xml.LocalName == shape.Item!.Name)
            {
                Item(xml, shape, list);
            }
            else
            {
                Skip(xml);
            }
        }

        return list;
    }

    private void Item(XmlReader xml, WireShape shape, JsonArray list)
    {
        walk.Enter(list.Count, Place(xml));
        list.Add((JsonNode?)Value(xml, shape.Item!.Shape));
        walk.Leave();
    }

    private JsonObject Map(XmlReader xml, WireShape shape)
    {
        var map = new JsonObject();
        foreach (var _ in Children(xml))
        {
            if (xml.LocalName == "entry")
            {
                Entry(xml, shape, map);
            }
            else
            {
                Skip(xml);
            }
        }

        return map;
    }

    private void Entry(XmlReader xml, WireShape shape, JsonObject map)
    {
        walk.Enter(map.Count, Place(xml));
        var place = Place(xml);
        string? key = null;
        JsonNode? value = null;
        foreach (var _ in Children(xml))
        {
            if (key is null && xml.LocalName == shape.KeyName)
            {
                key = Text(xml);
            }
            else if (value is null && xml.LocalName == shape.Item!.Name)
            {
                value = Value(xml, shape.Item.Shape);
            }
            else
            {
                Skip(xml);
            }
        }

        Documents.Add(map, key ?? throw walk.Fail($"has no {shape.KeyName}", place), value ?? throw walk.Fail($"has no {shape.Item!.Name}", place), walk, place);
        walk.Leave();
    }

    // The elements inside the one at hand: whoever loops reads each to its end.
    private IEnumerable<int> Children(XmlReader xml)
    {
        var isEmpty = xml.IsEmptyElement;
        xml.Read();
        if (isEmpty)
        {
            yield break;
        }

        for (var i = 0; xml.NodeType != XmlNodeType.EndElement; i++)
        {
            walk.See(Place(xml));
            if (xml.NodeType == XmlNodeType.Element)
            {
                yield return i;
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                throw walk.Fail("has a text where elements are expected", Place(xml));
            }
            else
            {
                xml.Read();
            }
        }

        xml.Read();
    }

    private string Text(XmlReader xml)
    {
        var isEmpty = xml.IsEmptyElement;
        xml.Read();
        if (isEmpty)
        {
            return "";
        }

        var pieces = new StringBuilder();
        while (xml.NodeType != XmlNodeType.EndElement)
        {
            walk.See(Place(xml));
            if (xml.NodeType == XmlNodeType.Element)
            {
                throw walk.Fail("has an element where a text is expected", Place(xml));
            }

            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                pieces.Append(xml.Value);
            }

            xml.Read();
        }

        xml.Read();
        return pieces.ToString();
    }

    private void Skip(XmlReader xml)
    {
        var depth = xml.Depth;
        do
        {
            walk.See(Place(xml));
            if (xml.Depth - depth > walk.MaxDepth)
            {
                throw walk.TooDeep(Place(xml));
            }
        }
        while (xml.Read() && xml.Depth > depth);

        if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth)
        {
            xml.Read();
        }
    }
}
