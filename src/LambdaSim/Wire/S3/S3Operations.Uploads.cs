using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

// Objects that come in parts (rule BKT-MULTIPART).
internal static partial class S3Operations
{
    private static IEnumerable<S3Operation> OfUploads()
    {
        WireMember upload = S3Shapes.Query("UploadId", "uploadId"), number = S3Shapes.Query("PartNumber", "partNumber");
        var part = WireShape.Structure("Part", [S3Shapes.Whole("PartNumber"), S3Shapes.When("LastModified"), S3Shapes.Text("ETag"), S3Shapes.Long("Size"), .. S3Shapes.ChecksumTexts]);
        return
        [
            S3Shapes.Operation("CreateMultipartUpload", "POST", "/{Bucket}/{Key+}?uploads",
                [.. S3Shapes.ToObject, .. S3Shapes.Head, S3Shapes.Header("ChecksumAlgorithm", "x-amz-checksum-algorithm"), S3Shapes.Header("ChecksumType", "x-amz-checksum-type")],
                [
                    S3Shapes.Text("Bucket"), S3Shapes.Text("Key"), S3Shapes.Text("UploadId"), S3Shapes.Header("ChecksumAlgorithm", "x-amz-checksum-algorithm"), S3Shapes.Header("ChecksumType", "x-amz-checksum-type"),
                    S3Shapes.Header("ServerSideEncryption", "x-amz-server-side-encryption"),
                ],
                CreateUpload, "InitiateMultipartUploadResult"),
            S3Shapes.Operation("UploadPart", "PUT", "/{Bucket}/{Key+}", [.. S3Shapes.ToObject, number, upload],
                [S3Shapes.Header("ETag", "ETag"), .. S3Shapes.ChecksumHeaders, S3Shapes.Header("ServerSideEncryption", "x-amz-server-side-encryption")], UploadPart) with { TakesBytes = true },
            S3Shapes.Operation("CompleteMultipartUpload", "POST", "/{Bucket}/{Key+}",
                [
                    .. S3Shapes.ToObject, upload,
                    S3Shapes.Document("MultipartUpload", "CompleteMultipartUpload",
                        S3Shapes.Items("Parts", WireShape.Structure("CompletedPart", [S3Shapes.Text("ETag"), S3Shapes.Whole("PartNumber"), .. S3Shapes.ChecksumTexts]), "Part")),
                    S3Shapes.Header("IfMatch", "If-Match"), S3Shapes.Header("IfNoneMatch", "If-None-Match"), S3Shapes.Header("MpuObjectSize", "x-amz-mp-object-size"),
                    .. S3Shapes.ChecksumHeaders, S3Shapes.Header("ChecksumType", "x-amz-checksum-type"),
                ],
                [
                    S3Shapes.Text("Location"), S3Shapes.Text("Bucket"), S3Shapes.Text("Key"), S3Shapes.Text("ETag"), .. S3Shapes.ChecksumTexts, S3Shapes.Text("ChecksumType"), S3Shapes.VersionHeader,
                    S3Shapes.Header("ServerSideEncryption", "x-amz-server-side-encryption"), S3Shapes.Header("SSEKMSKeyId", "x-amz-server-side-encryption-aws-kms-key-id"),
                ],
                CompleteUpload),
            S3Shapes.Operation("AbortMultipartUpload", "DELETE", "/{Bucket}/{Key+}", [.. S3Shapes.ToObject, upload], [], AbortUpload, status: 204),
            S3Shapes.Operation("ListParts", "GET", "/{Bucket}/{Key+}", [.. S3Shapes.ToObject, upload, S3Shapes.Query("MaxParts", "max-parts"), S3Shapes.Query("PartNumberMarker", "part-number-marker")],
                [
                    S3Shapes.Text("Bucket"), S3Shapes.Text("Key"), S3Shapes.Text("UploadId"), S3Shapes.Whole("PartNumberMarker"), S3Shapes.Whole("NextPartNumberMarker"), S3Shapes.Whole("MaxParts"), S3Shapes.Flag("IsTruncated"),
                    S3Shapes.Items("Part", part), new("Initiator", S3Shapes.Owner), new("Owner", S3Shapes.Owner), S3Shapes.Text("StorageClass"), S3Shapes.Text("ChecksumAlgorithm"), S3Shapes.Text("ChecksumType"),
                ],
                ListParts),
            S3Shapes.Operation("ListMultipartUploads", "GET", "/{Bucket}?uploads",
                [
                    .. S3Shapes.ToBucket, S3Shapes.Query("Prefix", "prefix"), S3Shapes.Query("Delimiter", "delimiter"), S3Shapes.Query("EncodingType", "encoding-type"), S3Shapes.Query("KeyMarker", "key-marker"),
                    S3Shapes.Query("UploadIdMarker", "upload-id-marker"), S3Shapes.Query("MaxUploads", "max-uploads"),
                ],
                [
                    S3Shapes.Text("Bucket"), S3Shapes.Text("KeyMarker"), S3Shapes.Text("UploadIdMarker"), S3Shapes.Text("NextKeyMarker"), S3Shapes.Text("NextUploadIdMarker"), S3Shapes.Text("Prefix"), S3Shapes.Text("EncodingType"),
                    S3Shapes.Whole("MaxUploads"), S3Shapes.Flag("IsTruncated"),
                    S3Shapes.Items("Upload", WireShape.Structure("Upload", S3Shapes.Text("Key"), S3Shapes.Text("UploadId"), new WireMember("Initiator", S3Shapes.Owner), new WireMember("Owner", S3Shapes.Owner), S3Shapes.Text("StorageClass"),
                        S3Shapes.When("Initiated"), S3Shapes.Text("ChecksumAlgorithm"), S3Shapes.Text("ChecksumType"))),
                ],
                ListUploads),
        ];
    }

    private static S3Answer CreateUpload(S3Call call)
    {
        BucketNames.CheckKey(call.Key);
        var bucket = call.Bucket;
        var named = call.Text("ChecksumAlgorithm");
        var algorithm = named is null ? null : ChecksumAlgorithm.Of(named) ?? throw BucketServiceException.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        bool? isComposite = call.Text("ChecksumType") switch
        {
            null => null,
            "COMPOSITE" => true,
            "FULL_OBJECT" => false,
            var other => throw BucketServiceException.InvalidRequest($"Value for x-amz-checksum-type header is invalid: {other}."),
        };
        if (isComposite is not null && algorithm is null)
        {
            throw BucketServiceException.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        if ((isComposite == true && algorithm!.FullOnly) || (isComposite == false && algorithm!.CompositeOnly))
        {
            throw BucketServiceException.InvalidRequest($"The {(isComposite == true ? "COMPOSITE" : "FULL_OBJECT")} checksum type cannot be used with the {algorithm.Name.ToLowerInvariant()} checksum algorithm.");
        }

        var upload = bucket.BeginUpload(call.Key, ObjectHeads.Of(call), ObjectTags.Of(call.Text("Tagging")), algorithm, isComposite);
        var output = new JsonObject { ["Bucket"] = bucket.Name, ["Key"] = upload.Key, ["UploadId"] = upload.Id, ["ServerSideEncryption"] = upload.Head.Encryption };
        SetUpload(output, upload);
        return output;
    }

    private static S3Answer UploadPart(S3Call call)
    {
        var bucket = call.Bucket;
        var upload = bucket.Upload(call.Key, call.Text("UploadId")!);
        var part = bucket.PutPart(upload, Part(call), call.Payload.Bytes, call.Payload.Checksum);
        var output = new JsonObject { ["ETag"] = $"\"{part.ETag}\"", ["ServerSideEncryption"] = upload.Head.Encryption };
        Set(output, part.Checksum, withType: false);
        return output;
    }

    private static int Part(S3Call call)
    {
        var text = call.Text("PartNumber") ?? "";
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw BucketServiceException.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }

    private static S3Answer CompleteUpload(S3Call call)
    {
        var bucket = call.Bucket;
        var upload = bucket.Upload(call.Key, call.Text("UploadId")!);
        List<NamedPart> parts = [.. S3Call.Items(call.Document("MultipartUpload"), "Parts").Select(static p => new NamedPart(
            (int?)p["PartNumber"] ?? throw BucketServiceException.MalformedXml(), (string?)p["ETag"] ?? throw BucketServiceException.MalformedXml(),
            ChecksumAlgorithm.All.Select(a => (string?)p[a.Member]).FirstOrDefault(static v => v is not null)))];
        var whole = ChecksumAlgorithm.All.Where(a => call.Text(a.Member) is not null).Select(a => new Checksum(a, call.Text(a.Member)!)).FirstOrDefault();
        var size = call.Text("MpuObjectSize");
        var stored = bucket.CompleteUpload(
            upload,
            parts,
            new CompletedUpload
            {
                Checksum = whole,
                Size = size is null ? null : long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : throw BucketServiceException.InvalidArgument("Invalid value for x-amz-mp-object-size", "x-amz-mp-object-size", size),
                IfMatch = call.Text("IfMatch"),
                IfNoneMatch = call.Text("IfNoneMatch"),
            },
            call.Who);
        var output = new JsonObject
        {
            ["Location"] = $"https://{bucket.Name}.s3.{bucket.Region}.amazonaws.com/{string.Join('/', stored.Key.Split('/').Select(Uri.EscapeDataString))}",
            ["Bucket"] = bucket.Name,
            ["Key"] = stored.Key,
            ["ETag"] = stored.QuotedETag,
        };
        Set(output, stored.Checksum);
        SetStored(output, bucket, stored);
        return output;
    }

    private static S3Answer AbortUpload(S3Call call)
    {
        call.Bucket.AbortUpload(call.Key, call.Text("UploadId")!);
        return None;
    }

    private static S3Answer ListParts(S3Call call)
    {
        var bucket = call.Bucket;
        var upload = bucket.Upload(call.Key, call.Text("UploadId")!);
        var most = Count(call, "MaxParts", "max-parts", MostListed);
        var after = Count(call, "PartNumberMarker", "part-number-marker", int.MaxValue) is var marker && call.Text("PartNumberMarker") is null ? 0 : marker;
        var rest = upload.Parts.Values.Where(p => p.Number > after).ToList();
        var page = rest.Take(most).ToList();
        var output = new JsonObject
        {
            ["Bucket"] = bucket.Name,
            ["Key"] = upload.Key,
            ["UploadId"] = upload.Id,
            ["PartNumberMarker"] = after,
            ["NextPartNumberMarker"] = page.Count > 0 ? page[^1].Number : 0,
            ["MaxParts"] = most,
            ["IsTruncated"] = page.Count < rest.Count,
            ["Part"] = new JsonArray([.. page.Select(Shown)]),
            ["Initiator"] = Owner(bucket.Account),
            ["Owner"] = Owner(bucket.Account),
            ["StorageClass"] = upload.Head.StorageClass,
        };
        SetUpload(output, upload);
        return output;

        static JsonNode Shown(UploadedPart part)
        {
            var shown = new JsonObject { ["PartNumber"] = part.Number, ["LastModified"] = Seconds(part.Modified), ["ETag"] = $"\"{part.ETag}\"", ["Size"] = (long)part.Body.Length };
            Set(shown, part.Checksum, withType: false);
            return shown;
        }
    }

    private static S3Answer ListUploads(S3Call call)
    {
        if (!string.IsNullOrEmpty(call.Text("Delimiter")))
        {
            throw BucketServiceException.NotSimulated("common prefixes of uploads");
        }

        var bucket = call.Bucket;
        var most = Count(call, "MaxUploads", "max-uploads", MostListed);
        var (prefix, key, id) = (call.Text("Prefix") ?? "", call.Text("KeyMarker") ?? "", call.Text("UploadIdMarker") ?? "");
        var all = bucket.Uploads.Where(u => u.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var start = id.Length > 0 ? all.FindIndex(u => u.Id == id) + 1 : all.FindIndex(u => KeyOrder.Instance.Compare(u.Key, key) > 0) is >= 0 and var found ? found : key.Length > 0 ? all.Count : 0;
        var page = all.Skip(start).Take(most).ToList();
        var encode = Encoder(call);
        var output = new JsonObject
        {
            ["Bucket"] = bucket.Name,
            ["KeyMarker"] = encode(key),
            ["UploadIdMarker"] = id,
            ["Prefix"] = encode(prefix),
            ["MaxUploads"] = most,
            ["IsTruncated"] = start + page.Count < all.Count,
            ["Upload"] = new JsonArray([.. page.Select(u =>
            {
                var shown = new JsonObject
                {
                    ["Key"] = encode(u.Key), ["UploadId"] = u.Id, ["Initiator"] = Owner(bucket.Account), ["Owner"] = Owner(bucket.Account), ["StorageClass"] = u.Head.StorageClass, ["Initiated"] = Seconds(u.Begun),
                };
                SetUpload(shown, u);
                return (JsonNode)shown;
            })]),
        };
        Set(output, "EncodingType", call.Text("EncodingType"));
        if (page.Count > 0)
        {
            output["NextKeyMarker"] = encode(page[^1].Key);
            output["NextUploadIdMarker"] = page[^1].Id;
        }

        return output;
    }

    private static void SetUpload(JsonObject output, PartedUpload upload)
    {
        Set(output, "ChecksumAlgorithm", upload.Algorithm?.Name);
        Set(output, "ChecksumType", upload.Algorithm is null ? null : upload.IsComposite ? "COMPOSITE" : "FULL_OBJECT");
    }
}
