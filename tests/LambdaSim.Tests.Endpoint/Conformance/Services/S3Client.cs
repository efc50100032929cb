using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire;
using LambdaSim.Wire.Codecs;
using LambdaSim.Wire.S3;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>
/// S3 as botocore asks it: bodies as bytes with a CRC32, documents with one too. What the requests leave out, since it differed from run to run, is what the service gave last:
/// the id of an upload, the tags of its parts.
/// </summary>
internal sealed class S3Client : IServiceClient
{
    private readonly CodecClient _codec = new(new RestXmlCodec(S3Shapes.Service), static name => S3Operations.All.GetValueOrDefault(name)?.Shapes);
    private readonly SortedDictionary<int, string> _parts = [];
    private string? _upload;
    private int _part;

    public WireRequest? Request(string operation, JsonObject input, string id)
    {
        if (!S3Operations.All.TryGetValue(operation, out var known))
        {
            return null;
        }

        var given = input.DeepClone().AsObject();
        var bytes = Encoding.UTF8.GetBytes((string?)given["Body"] ?? "");
        given.Remove("Body");
        Complete(operation, known.Shapes, given);
        var request = _codec.Request(operation, given, id);
        if (request is null)
        {
            return null;
        }

        request = known.TakesBytes ? request with { Body = bytes } : request;
        if (known.TakesBytes || known.NeedsDigest)
        {
            var crc = Checksum.Of(ChecksumAlgorithm.Of("CRC32")!, request.Body.Span);
            request.Headers.Add(crc.Algorithm.Header, crc.Value);
        }

        return request;
    }

    public JsonObject Read(string operation, WireResponse answer)
    {
        var read = _codec.Read(operation, answer);
        switch (operation)
        {
            case "CreateMultipartUpload":
                _upload = (string?)read["UploadId"];
                _parts.Clear();
                break;
            case "UploadPart" when (string?)read["ETag"] is { } tag:
                _parts[_part] = tag;
                break;
        }

        return read;
    }

    private void Complete(string operation, WireOperation shapes, JsonObject input)
    {
        if (shapes.Input.Named("UploadId") is not null)
        {
            input["UploadId"] ??= _upload;
        }

        // A number in a query is a text of the codec's.
        if ((int?)input["PartNumber"] is { } part)
        {
            input["PartNumber"] = LambdaSim.Configuration.Text.Of(_part = part);
        }

        foreach (var named in operation == "CompleteMultipartUpload" && input["MultipartUpload"]?["Parts"] is JsonArray parts ? parts.OfType<JsonObject>() : [])
        {
            named["ETag"] ??= _parts.GetValueOrDefault((int)named["PartNumber"]!);
        }
    }
}
