using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Resources;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

// Buckets themselves (rules BKT-CREATE and BKT-REGION).
internal static partial class S3Operations
{
    private const int MostBucketsListed = 10_000;

    private static IEnumerable<S3Operation> OfBuckets() =>
    [
        S3Shapes.Operation("ListBuckets", "GET", "/",
            [S3Shapes.Query("MaxBuckets", "max-buckets"), S3Shapes.Query("ContinuationToken", "continuation-token"), S3Shapes.Query("Prefix", "prefix"), S3Shapes.Query("BucketRegion", "bucket-region")],
            [
                new("Owner", S3Shapes.Owner), S3Shapes.Text("ContinuationToken"), S3Shapes.Text("Prefix"),
                new("Buckets", WireShape.ListOf(WireShape.Structure("Bucket", S3Shapes.Text("Name"), S3Shapes.When("CreationDate"), S3Shapes.Text("BucketRegion"), S3Shapes.Text("BucketArn")), "Bucket")),
            ],
            ListBuckets, "ListAllMyBucketsResult"),
        S3Shapes.Operation("CreateBucket", "PUT", "/{Bucket}",
            [
                .. S3Shapes.ToBucket,
                S3Shapes.Document("CreateBucketConfiguration", "CreateBucketConfiguration", S3Shapes.Text("LocationConstraint"),
                    new WireMember("Location", WireShape.Structure("Location", S3Shapes.Text("Name"), S3Shapes.Text("Type"))), new WireMember("Tags", WireShape.ListOf(S3Shapes.Tag, "Tag"))),
                S3Shapes.Header("ACL", "x-amz-acl"), S3Shapes.Header("ObjectLock", "x-amz-bucket-object-lock-enabled"), S3Shapes.Header("ObjectOwnership", "x-amz-object-ownership"),
            ],
            [S3Shapes.Header("Location", "Location"), S3Shapes.Header("BucketArn", "x-amz-bucket-arn")],
            CreateBucket),
        S3Shapes.Operation("HeadBucket", "HEAD", "/{Bucket}", S3Shapes.ToBucket,
            [S3Shapes.Header("BucketRegion", "x-amz-bucket-region"), S3Shapes.Header("AccessPointAlias", "x-amz-access-point-alias"), S3Shapes.Header("BucketArn", "x-amz-bucket-arn")],
            static c => new JsonObject { ["BucketRegion"] = c.Bucket.Region, ["AccessPointAlias"] = "false", ["BucketArn"] = c.Bucket.Arn }),
        S3Shapes.Operation("DeleteBucket", "DELETE", "/{Bucket}", S3Shapes.ToBucket, [], DeleteBucket, status: 204),
        S3Shapes.Operation("GetBucketLocation", "GET", "/{Bucket}?location", S3Shapes.ToBucket, [], GetLocation),
    ];

    private static S3Answer ListBuckets(S3Call call)
    {
        var most = Count(call, "MaxBuckets", "max-buckets", MostBucketsListed);
        var (prefix, region, after) = (call.Text("Prefix") ?? "", call.Text("BucketRegion"), ListToken.Read(call.Text("ContinuationToken")) ?? "");
        var mine = call.Book.All.Where(b => b.Account == call.Caller.Account && b.Name.StartsWith(prefix, StringComparison.Ordinal) && (region is null || b.Region == region)).ToList();
        var rest = mine.Where(b => string.CompareOrdinal(b.Name, after) > 0).ToList();
        var page = rest.Take(most).ToList();
        var output = new JsonObject
        {
            ["Owner"] = Owner(call.Caller.Account),
            ["Buckets"] = new JsonArray([.. page.Select(static b => (JsonNode)new JsonObject { ["Name"] = b.Name, ["CreationDate"] = Seconds(b.CreatedAt), ["BucketRegion"] = b.Region, ["BucketArn"] = b.Arn })]),
        };
        Set(output, "Prefix", call.Text("Prefix"));
        if (page.Count < rest.Count && page.Count > 0)
        {
            output["ContinuationToken"] = ListToken.Write(page[^1].Name);
        }

        return output;
    }

    private static S3Answer CreateBucket(S3Call call)
    {
        var here = call.Caller.Region;
        var document = call.Document("CreateBucketConfiguration");
        var constraint = (string?)document["LocationConstraint"];
        if (string.IsNullOrEmpty(constraint) ? here != Regions.Oldest : here != Regions.Oldest && Regions.Of(constraint) != here)
        {
            throw new BucketServiceException("IllegalLocationConstraintException", 400,
                $"The {(string.IsNullOrEmpty(constraint) ? "unspecified" : constraint)} location constraint is incompatible for the region specific endpoint this request was sent to.");
        }

        if (constraint == Regions.Oldest || (constraint is { Length: > 0 } && !AwsHost.IsRegion(Regions.Of(constraint))))
        {
            throw new BucketServiceException("InvalidLocationConstraint", 400, "The specified location-constraint is not valid", ("LocationConstraint", constraint));
        }

        if (document["Location"] is not null)
        {
            throw BucketServiceException.NotSimulated("directory buckets");
        }

        if (call.Text("ObjectLock")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw BucketServiceException.NotSimulated("object lock");
        }

        var ownership = call.Text("ObjectOwnership") ?? BucketDefaults.EnforcedOwnership;
        if (call.Text("ACL") is not (null or "private") && ownership == BucketDefaults.EnforcedOwnership)
        {
            throw new BucketServiceException("InvalidBucketAclWithObjectOwnership", 400, "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }

        var bucket = call.Book.Create(call.BucketName, call.Caller.Account, Regions.Of(constraint));
        if (call.Text("ObjectOwnership") is not null)
        {
            bucket.Settings.Write("ownershipControls", BucketDefaults.Ownership(ownership));
        }

        if (S3Call.Items(document, "Tags").ToList() is { Count: > 0 } tags)
        {
            bucket.Settings.Write("tagging", BucketDefaults.Tagging(ObjectTags.Of(tags)));
        }

        return new JsonObject
        {
            ["Location"] = bucket.Region == Regions.Oldest ? $"/{bucket.Name}" : $"http://{bucket.Name}.s3.amazonaws.com/",
            ["BucketArn"] = bucket.Arn,
        };
    }

    private static S3Answer DeleteBucket(S3Call call)
    {
        call.Book.Delete(call.Bucket.Name);
        return None;
    }

    // It is answered from everywhere: clients ask it to learn where the bucket is.
    private static S3Answer GetLocation(S3Call call)
    {
        var bucket = S3Call.Owned(call.Book.Get(call.BucketName), call.Text("ExpectedBucketOwner"));
        var text = bucket.Region == Regions.Oldest ? "" : bucket.Region;
        return new S3Answer(None)
        {
            ContentType = "application/xml",
            Body = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint xmlns=\"{S3Shapes.Service.XmlNamespace}\">{text}</LocationConstraint>"),
        };
    }
}
