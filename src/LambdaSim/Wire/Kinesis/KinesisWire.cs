using System.Security.Cryptography;
using System.Text;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Kinesis;

/// <summary>Kinesis Data Streams over JSON and over the older CBOR (rule KIN-WIRE).</summary>
internal sealed class KinesisWire() : TableService(KinesisShapes.Service, WireProtocol.AwsJson11, [.. KinesisStreams.Operations, .. KinesisRecords.Operations, .. KinesisShards.Operations, .. KinesisSettings.Operations, .. KinesisConsumers.Operations])
{
    // Of 72 bytes.
    private const string ExtendedId = "x-amz-id-2";
    private const int ExtendedIdRest = 8;

    private static readonly AwsCborCodec _cbor = new(KinesisShapes.Service);

    public override string SigningName => "kinesis";

    protected override string Title => "Kinesis Data Streams";

    public override async Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var answer = await base.TryAnswer(request, caller, loop, gone).ConfigureAwait(false);
        answer?.Headers[ExtendedId] = Convert.ToBase64String([.. SHA512.HashData(Encoding.UTF8.GetBytes(request.Id)), .. new byte[ExtendedIdRest]]);
        return answer;
    }

    protected override IWireCodec? CodecOf(RequestParts parts) =>
        parts.Header(HttpHeaders.ContentType)?.StartsWith(AwsCborCodec.CborType, StringComparison.OrdinalIgnoreCase) == true ? _cbor : null;
}
