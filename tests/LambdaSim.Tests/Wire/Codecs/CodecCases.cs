using System.Text.Json.Nodes;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Codecs;

/// <summary>A codec, an operation of random shapes, and documents of them.</summary>
internal sealed record CodecCase(IWireCodec Codec, WireOperation Operation, JsonObject Input, JsonObject Output)
{
    public static string[] Names { get; } = ["awsJson", "awsQuery", "restJson", "restJson payload", "restXml", "restXml payload", "cbor"];

    public static WireService Service { get; } = new("Shop", "2030-01-31") { XmlNamespace = "https://shop.example/doc/2030-01-31/", ShapeNamespace = "com.example.shop" };

    public static IWireCodec Of(string name) => name.Split(' ')[0] switch
    {
        "awsJson" => new AwsJsonCodec(Service),
        "awsQuery" => new AwsQueryCodec(Service),
        "restJson" => new RestJsonCodec(Service),
        "restXml" => new RestXmlCodec(Service),
        _ => new CborCodec(Service),
    };

    public static CodecCase Random(string name, Random random)
    {
        var isText = name.StartsWith("awsQuery", StringComparison.Ordinal) || name.StartsWith("restXml", StringComparison.Ordinal);
        var shapes = new RandomShapes(random, hasEmpty: !isText, hasDocuments: name.Contains("Json", StringComparison.Ordinal));
        WireOperation operation;
        if (name.StartsWith("rest", StringComparison.Ordinal))
        {
            var hasPayload = name.EndsWith("payload", StringComparison.Ordinal);
            var (input, path) = shapes.Bound(isInput: true, hasPayload);
            operation = new WireOperation("Do", input, shapes.Bound(isInput: false, hasPayload).Shape) { Path = path };
        }
        else
        {
            operation = new WireOperation("Do", shapes.Structure(3), shapes.Structure(3));
        }

        return new CodecCase(Of(name), operation, shapes.Document(operation.Input), shapes.Document(operation.Output!));
    }
}
