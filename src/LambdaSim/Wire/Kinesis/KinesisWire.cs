using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Kinesis;

/// <summary>Kinesis Data Streams over JSON and over the older CBOR (rule KIN-WIRE).</summary>
internal sealed class KinesisWire() : TableService(KinesisShapes.Service, WireProtocol.AwsJson11, [.. KinesisStreams.Operations, .. KinesisRecords.Operations, .. KinesisShards.Operations, .. KinesisSettings.Operations, .. KinesisConsumers.Operations])
{
    private static readonly AwsCborCodec _cbor = new(KinesisShapes.Service);

    public override string SigningName => "kinesis";

    protected override string Title => "Kinesis Data Streams";

    protected override IWireCodec? CodecOf(RequestParts parts) =>
        parts.Header(HttpHeaders.ContentType)?.StartsWith(AwsCborCodec.CborType, StringComparison.OrdinalIgnoreCase) == true ? _cbor : null;
}
