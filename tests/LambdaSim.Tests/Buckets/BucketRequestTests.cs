using LambdaSim.Configuration;
using LambdaSim.Wire;
using LambdaSim.Wire.Routing;

namespace LambdaSim.Tests.Buckets;

/// <summary>Buckets themselves, as clients ask for them.</summary>
public sealed class BucketRequestTests : IDisposable
{
    private readonly S3World _s3 = new();

    public void Dispose() => _s3.Dispose();

    [Theory]
    [InlineData("abc", true)]
    [InlineData("my.bucket-1", true)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890ab", true)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890abc", false)]
    [InlineData("ab", false)]
    [InlineData("Abc", false)]
    [InlineData("a_b", false)]
    [InlineData("-abc", false)]
    [InlineData("abc.", false)]
    [InlineData("a..b", false)]
    [InlineData("192.168.5.4", false)]
    [InlineData("xn--abc", false)]
    [InlineData("abc-s3alias", false)]
    [InlineData("abc--ol-s3", false)]
    [Pins("BKT-NAME")]
    public void A_name_has_the_letters_that_AWS_allows(string name, bool isName)
    {
        var answer = _s3.Put($"/{name}");

        Assert.Equal(isName ? 200 : 400, answer.Status);
        if (!isName)
        {
            Assert.Equal("400 InvalidBucketName: The specified bucket is not valid.", answer.Error);
        }
    }

    [Fact]
    [Pins("BKT-CREATE")]
    public void A_bucket_is_created_listed_and_deleted()
    {
        Assert.Equal("/uploads", _s3.Put("/uploads")["Location"]);
        _s3.Put("/thumbnails");

        Assert.Equal(["thumbnails", "uploads"], _s3.Get("/").Texts("Name"));
        Assert.Equal(204, _s3.Send("DELETE", "/uploads").Status);
        Assert.Equal(["thumbnails"], _s3.Get("/").Texts("Name"));
        Assert.Equal("404 NoSuchBucket: The specified bucket does not exist", _s3.Get("/uploads").Error);
    }

    [Fact]
    [Pins("BKT-CREATE")]
    public void Who_creates_a_bucket_twice_gets_it_again_in_the_oldest_Region_only()
    {
        using var europe = new S3World { Host = "s3.eu-west-1.amazonaws.com" };
        const string constraint = "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";

        Assert.Equal([200, 200], new[] { _s3.Put("/uploads").Status, _s3.Put("/uploads").Status });
        Assert.Equal("http://uploads.s3.amazonaws.com/", europe.Put("/uploads", constraint)["Location"]);
        Assert.Equal("409 BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.", europe.Put("/uploads", constraint).Error);
    }

    [Fact]
    [Pins("BKT-CREATE")]
    public void A_name_of_another_account_is_taken()
    {
        _s3.Simulation.BucketBook.Add("uploads", "222222222222", "us-east-1");

        Assert.StartsWith("409 BucketAlreadyExists: The requested bucket name is not available.", _s3.Put("/uploads").Error, StringComparison.Ordinal);
        Assert.Equal("403 AccessDenied: Access Denied", _s3.Get("/uploads", ("x-amz-expected-bucket-owner", "123456789012")).Error);
        Assert.Equal(200, _s3.Get("/uploads", ("x-amz-expected-bucket-owner", "222222222222")).Status);
    }

    [Fact]
    [Pins("BKT-CREATE")]
    public void A_bucket_with_objects_stays()
    {
        _s3.Add().Put("a", "1");

        Assert.Equal("409 BucketNotEmpty: The bucket you tried to delete is not empty", _s3.Send("DELETE", "/uploads").Error);
    }

    [Theory]
    [InlineData("us-east-1", "", "us-east-1")]
    [InlineData("us-east-1", "eu-central-1", "eu-central-1")]
    [InlineData("us-east-1", "EU", "eu-west-1")]
    [InlineData("us-east-1", "us-east-1", "InvalidLocationConstraint")]
    [InlineData("us-east-1", "Mars", "InvalidLocationConstraint")]
    [InlineData("eu-west-1", "eu-west-1", "eu-west-1")]
    [InlineData("eu-west-1", "", "IllegalLocationConstraintException")]
    [InlineData("eu-west-1", "us-west-2", "IllegalLocationConstraintException")]
    [Pins("BKT-REGION")]
    public void The_location_constraint_must_fit_the_endpoint(string endpoint, string constraint, string expected)
    {
        using var s3 = new S3World { Host = $"s3.{endpoint}.amazonaws.com" };

        var answer = s3.Put("/uploads", constraint.Length == 0 ? "" : $"<CreateBucketConfiguration><LocationConstraint>{constraint}</LocationConstraint></CreateBucketConfiguration>");

        Assert.Equal(expected, answer.Status == 200 ? s3.Simulation.Bucket("uploads").Region : answer.Text("Code"));
    }

    [Fact]
    [Pins("BKT-REGION")]
    public void A_request_to_another_Region_is_told_where_the_bucket_is()
    {
        using var europe = new S3World { Host = "s3.eu-west-1.amazonaws.com" };
        europe.Simulation.BucketBook.Add("uploads", "123456789012", "us-west-2");

        var answer = europe.Get("/uploads");

        Assert.Equal(301, answer.Status);
        Assert.Equal("PermanentRedirect", answer.Text("Code"));
        Assert.Equal("us-west-2", answer["x-amz-bucket-region"]);
        Assert.Equal("us-west-2", europe.Get("/uploads?location").Xml.Value);
    }

    [Fact]
    [Pins("BKT-REGION")]
    public void The_oldest_Region_has_an_empty_location()
    {
        _s3.Add();

        Assert.Equal("", _s3.Get("/uploads?location").Xml.Value);
        Assert.Equal("us-east-1", _s3.Send("HEAD", "/uploads")["x-amz-bucket-region"]);
        Assert.Equal(404, _s3.Send("HEAD", "/nobody").Status);
        Assert.Empty(_s3.Send("HEAD", "/nobody").Body);
    }

    [Theory]
    [InlineData("s3.us-east-1.amazonaws.com", "/my.bucket/a/b", "/my.bucket/a/b", true)]
    [InlineData("my.bucket.s3.us-east-1.amazonaws.com", "/a/b", "/my.bucket/a/b", true)]
    [InlineData("my.bucket.s3.amazonaws.com", "/", "/my.bucket/", false)]
    [InlineData("my.bucket.s3-eu-west-1.amazonaws.com", "/a", "/my.bucket/a", true)]
    [InlineData("my.bucket.s3.dualstack.us-east-1.amazonaws.com", "/a", "/my.bucket/a", true)]
    [InlineData("uploads.localhost:4566", "/a", "/uploads/a", true)]
    [InlineData("uploads.s3.localhost:4566", "/a", "/uploads/a", true)]
    [InlineData("localhost:4566", "/uploads/a", "/uploads/a", true)]
    [InlineData("127.0.0.1:4566", "/uploads", "/uploads", false)]
    [InlineData("[::1]:4566", "/uploads/", "/uploads/", false)]
    [Pins("BKT-ADDRESS")]
    public void A_bucket_stands_in_the_path_or_in_the_host(string host, string path, string expected, bool hasKey)
    {
        var address = LambdaSim.Wire.S3.S3Address.Of(host, path);

        Assert.Equal((expected, true, hasKey), (address.Path, address.HasBucket, address.HasKey));
    }

    [Fact]
    [Pins("BKT-ADDRESS")]
    public void Both_ways_lead_to_the_same_object()
    {
        using var s3 = new S3World { Host = "uploads.s3.us-east-1.amazonaws.com" };
        s3.Add();

        s3.Put("/a%2Fb//c%20d", "1");

        Assert.Equal(["a/b//c d"], s3.Simulation.Bucket("uploads").Keys);
    }

    [Theory]
    [InlineData("cors", "404 NoSuchCORSConfiguration: The CORS configuration does not exist")]
    [InlineData("lifecycle", "404 NoSuchLifecycleConfiguration: The lifecycle configuration does not exist")]
    [InlineData("tagging", "404 NoSuchTagSet: The TagSet does not exist")]
    [InlineData("policy", "404 NoSuchBucketPolicy: The bucket policy does not exist")]
    [InlineData("website", "404 NoSuchWebsiteConfiguration: The specified bucket does not have a website configuration")]
    [InlineData("replication", "404 ReplicationConfigurationNotFoundError: The replication configuration was not found")]
    [InlineData("object-lock", "404 ObjectLockConfigurationNotFoundError: Object Lock configuration does not exist for this bucket")]
    [InlineData("encryption", "ServerSideEncryptionConfiguration")]
    [InlineData("publicAccessBlock", "PublicAccessBlockConfiguration")]
    [InlineData("ownershipControls", "OwnershipControls")]
    [InlineData("logging", "BucketLoggingStatus")]
    [InlineData("requestPayment", "RequestPaymentConfiguration")]
    [InlineData("accelerate", "AccelerateConfiguration")]
    [InlineData("acl", "AccessControlPolicy")]
    [InlineData("versioning", "VersioningConfiguration")]
    [InlineData("torrent", "501 NotImplemented: LambdaSim does not simulate 'torrent' of buckets by GET; nothing was done.")]
    [Pins("BKT-SETTINGS")]
    public void What_a_new_bucket_has_is_told_as_AWS_tells_it(string sub, string expected)
    {
        _s3.Add();

        var answer = _s3.Get($"/uploads?{sub}");

        Assert.Equal(expected, answer.Status == 200 ? answer.Xml.Name.LocalName : answer.Error);
    }

    [Fact]
    [Pins("BKT-SETTINGS")]
    public void A_setting_is_kept_as_it_was_written_and_listed_as_not_acted_on()
    {
        _s3.Add();
        const string rules = "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>";

        Assert.Equal(200, _s3.Put("/uploads?cors", rules).Status);

        Assert.Equal(rules, _s3.Get("/uploads?cors").Body);
        Assert.Contains("bucket uploads: cross-origin rules: no browser asks here", _s3.Simulation.Unsimulated);
        Assert.Equal(204, _s3.Send("DELETE", "/uploads?cors").Status);
        Assert.Equal(404, _s3.Get("/uploads?cors").Status);
        Assert.Equal(204, _s3.Send("DELETE", "/uploads?publicAccessBlock").Status);
        Assert.Equal("NoSuchPublicAccessBlockConfiguration", _s3.Get("/uploads?publicAccessBlock").Text("Code"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Other/>")]
    [InlineData("<CORSConfiguration>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><CORSConfiguration>&a;</CORSConfiguration>")]
    [Pins("BKT-SETTINGS")]
    public void A_setting_that_is_no_document_of_its_kind_is_refused(string document)
    {
        _s3.Add();

        Assert.Equal("400 MalformedXML: The XML you provided was not well-formed or did not validate against our published schema", _s3.Put("/uploads?cors", document).Error);
        Assert.Equal(404, _s3.Get("/uploads?cors").Status);
    }

    [Fact]
    [Pins("BKT-POLICY")]
    public void A_policy_is_kept_and_listed()
    {
        _s3.Add();
        const string policy = """{"Version":"2012-10-17","Statement":[]}""";

        Assert.Equal(204, _s3.Put("/uploads?policy", policy).Status);

        Assert.Equal(policy, _s3.Get("/uploads?policy").Body);
        Assert.Contains("bucket uploads: its policy: whoever asks, may", _s3.Simulation.Unsimulated);
        Assert.Equal("400 MalformedPolicy: Policies must be valid JSON and the first byte must be '{'", _s3.Put("/uploads?policy", "no").Error);
        Assert.Equal("400 MalformedPolicy: Missing required field Statement", _s3.Put("/uploads?policy", "{}").Error);
    }

    [Fact]
    [Pins("BKT-ACL")]
    public void A_new_bucket_takes_no_access_control_list()
    {
        _s3.Add();

        Assert.Equal("400 AccessControlListNotSupported: The bucket does not allow ACLs", _s3.Put("/uploads/a", "1", ("x-amz-acl", "public-read")).Error);
        Assert.Equal(200, _s3.Put("/uploads/a", "1", ("x-amz-acl", "bucket-owner-full-control")).Status);
        Assert.Equal("400 AccessControlListNotSupported: The bucket does not allow ACLs", _s3.Put("/uploads?acl", "", ("x-amz-acl", "private")).Error);
        Assert.Equal(400, _s3.Put("/other-bucket", "", ("x-amz-acl", "public-read")).Status);
    }

    [Fact]
    [Pins("BKT-WIRE")]
    public void Requests_and_errors_have_the_ids_of_S3()
    {
        _s3.Add();

        var answer = _s3.Get("/uploads/none");

        Assert.Matches("^[0-9A-F]{16}$", answer["x-amz-request-id"]!);
        Assert.Equal(answer["x-amz-request-id"], answer.Text("RequestId"));
        Assert.Equal(answer["x-amz-id-2"], answer.Text("HostId"));
        Assert.Equal("none", answer.Text("Key"));
    }

    [Fact]
    [Pins("BKT-WIRE")]
    public void What_is_not_simulated_is_refused_by_name()
    {
        _s3.Add().Put("a", "1");

        Assert.Equal("501 NotImplemented: LambdaSim does not simulate 'select' of objects by POST; nothing was done.", _s3.Send("POST", "/uploads/a?select&select-type=2").Error);
        Assert.Equal("501 NotImplemented: LambdaSim does not simulate 'inventory' of buckets by PUT; nothing was done.", _s3.Put("/uploads?inventory&id=x", "<a/>").Error);
        Assert.Equal("405 MethodNotAllowed: The specified method is not allowed against this resource.", _s3.Send("POST", "/uploads/a").Error);
        Assert.Equal("501 NotImplemented: LambdaSim does not simulate encryption with keys of the client (SSE-C); nothing was done.",
            _s3.Put("/uploads/b", "1", ("x-amz-server-side-encryption-customer-algorithm", "AES256")).Error);
    }

    [Fact]
    [Pins("BKT-SIZE")]
    public void A_body_has_a_largest_size_in_S3s_own_words()
    {
        _s3.Add();
        var head = new WireRequest("PUT", RequestTarget.Of("/uploads/a"), "id") { Host = "s3.us-east-1.amazonaws.com" };
        var limit = new WireRouter(null!, new WireHome("123456789012", "us-east-1"), WireServices.All()).Find(head).Body;

        Assert.Equal((268_435_456, "EntityTooLarge"), (limit.Largest, limit.TooLarge().Fault.Code));
        Assert.Equal("400 MaxMessageLengthExceeded: Your request was too big.", _s3.Put("/uploads?cors", new string(' ', 4_194_305)).Error);
    }

    [Fact]
    [Pins("BKT-CREATE")]
    public void In_process_a_bucket_is_added_and_found_by_name()
    {
        var bucket = _s3.Simulation.AddBucket("uploads");

        Assert.Equal("arn:aws:s3:::uploads", bucket.Arn);
        Assert.Same(bucket, _s3.Simulation.Bucket("uploads"));
        Assert.Equal("Bucket not found: upload; nearest is uploads", Assert.Throws<ResourceNotFoundException>(() => _s3.Simulation.Bucket("upload")).Message);
        Assert.Throws<ResourceConflictException>(() => _s3.Simulation.AddBucket("uploads"));
        Assert.Throws<InvalidParameterValueException>(() => _s3.Simulation.AddBucket("No"));
    }

    [Fact]
    [Pins("BKT-CREATE")]
    public void A_handler_reads_and_writes_buckets()
    {
        _s3.Add().Put("in", "5");
        var square = _s3.Simulation.AddFunction("square", (LambdaContext context) =>
        {
            var side = int.Parse(context.Bucket("uploads").Get("in").Text, System.Globalization.CultureInfo.InvariantCulture);
            context.Bucket("uploads").Put("out", Text.Of(side * side));
        });

        square.Invoke();

        Assert.Equal("25", _s3.Simulation.Bucket("uploads").Get("out").Text);
    }
}
