using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

public class LayerTests
{
    private readonly LambdaService _service = new ServiceWorld().Service;

    [Fact]
    [Pins("CTL-LAYER-NUMBERS")]
    public void A_layer_version_number_is_never_given_twice()
    {
        Publish("l");
        Publish("l");
        _service.DeleteLayerVersion(Of("l", 1));
        _service.DeleteLayerVersion(Of("l", 2));

        Assert.Equal(3, Publish("l").Version);
    }

    [Fact]
    [Pins("CTL-CODE-SIZE")]
    public void A_layer_has_the_limits_of_all_code()
    {
        Assert.Equal("413 RequestEntityTooLargeException: Zipped size must be smaller than 52428800 bytes",
            FunctionSamples.ErrorOf(() => _service.PublishLayerVersion(new() { LayerName = "l", Content = new() { ZipFile = new byte[52_428_800] } })));
        Assert.Equal("400 InvalidParameterValueException: Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
            FunctionSamples.ErrorOf(() => _service.PublishLayerVersion(new() { LayerName = "l", Content = new() { S3Bucket = "bucket", S3Key = "key" } })));
        Assert.Equal(1, Publish("l").Version);
    }

    [Fact]
    [Pins("CTL-LAYER-FIND")]
    public void A_version_is_found_by_number_and_by_ARN()
    {
        var published = Publish("l");

        Assert.Equal(published, _service.GetLayerVersion(Of("arn:aws:lambda:us-east-1:111111111111:layer:l", 1)));
        Assert.Equal(published, _service.GetLayerVersionByArn(new() { Arn = "arn:aws:lambda:us-east-1:111111111111:layer:l:1" }));
        Assert.Equal("The resource you requested does not exist.", Assert.Throws<ResourceNotFoundException>(() => _service.GetLayerVersion(Of("l", 2))).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [Pins("CTL-LAYER-FIND")]
    public void A_version_number_starts_at_1(long number)
    {
        Assert.Equal("Layer Version Cannot be less than 1", Assert.Throws<InvalidParameterValueException>(() => _service.GetLayerVersion(Of("l", number))).Message);
        Assert.Throws<InvalidParameterValueException>(() => _service.DeleteLayerVersion(Of("l", number)));
    }

    [Fact]
    [Pins("CTL-LAYER-LIST")]
    public void An_unknown_layer_has_no_versions_and_can_be_deleted()
    {
        _service.DeleteLayerVersion(Of("nowhere", 1));

        Assert.Empty(_service.ListLayerVersions(new() { LayerName = "nowhere" }).LayerVersions);
    }

    [Fact]
    [Pins("CTL-LAYER-LIST")]
    public void Versions_are_listed_newest_first_in_pages()
    {
        Publish("l");
        Publish("l");
        Publish("l");

        var first = _service.ListLayerVersions(new() { LayerName = "l", MaxItems = 2 });
        var second = _service.ListLayerVersions(new() { LayerName = "l", MaxItems = 2, Marker = first.NextMarker });

        Assert.Equal([3L, 2L], first.LayerVersions.Select(v => v.Version));
        Assert.Equal([1L], second.LayerVersions.Select(v => v.Version));
        Assert.Null(second.NextMarker);
    }

    [Fact]
    [Pins("CTL-LAYER-LIST")]
    public void Layers_are_listed_with_the_newest_version_that_suits()
    {
        Publish("b", "python3.12");
        Publish("b", "nodejs22.x");
        Publish("a", "nodejs22.x");

        Assert.Equal([("b", 1L)], Listed("python3.12"));
        Assert.Equal([("a", 1L), ("b", 2L)], Listed("nodejs22.x"));
        Assert.Equal([("a", 1L), ("b", 2L)], Listed(null));
    }

    [Fact]
    [Pins("CTL-LAYER-COMPATIBLE")]
    public void Unknown_runtimes_and_architectures_are_both_told()
    {
        var error = Assert.Throws<ValidationException>(() => _service.PublishLayerVersion(new()
        {
            LayerName = "l", Content = new() { ZipFile = [1] }, CompatibleRuntimes = ["cobol"], CompatibleArchitectures = ["vax"],
        }));

        Assert.StartsWith("2 validation errors detected: Value '[cobol]' at 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Value '[vax]' at 'compatibleArchitectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("CTL-LAYER-POLICY")]
    public void A_policy_lives_from_its_first_statement_to_its_last()
    {
        Publish("l");
        var none = Assert.Throws<ResourceNotFoundException>(() => _service.GetLayerVersionPolicy(Of("l", 1)));
        Allow("s1", "*");
        var policy = _service.GetLayerVersionPolicy(Of("l", 1)).Policy;
        _service.RemoveLayerVersionPermission(new() { LayerName = "l", VersionNumber = 1, StatementId = "s1" });

        Assert.Equal("No policy is associated with the given resource.", none.Message);
        Assert.Equal("""{"Version":"2012-10-17","Id":"default","Statement":[{"Sid":"s1","Effect":"Allow","Principal":"*","Action":"lambda:GetLayerVersion","Resource":"arn:aws:lambda:us-east-1:111111111111:layer:l:1"}]}""", policy);
        Assert.Throws<ResourceNotFoundException>(() => _service.GetLayerVersionPolicy(Of("l", 1)));
    }

    [Fact]
    [Pins("CTL-LAYER-POLICY-REVISION")]
    public void A_change_of_a_policy_may_name_the_revision_it_means()
    {
        Publish("l");
        var first = Allow("s1", "222222222222");
        var second = Allow("s2", "*", first.RevisionId);
        var stale = Assert.Throws<PreconditionFailedException>(() => Allow("s3", "*", first.RevisionId));

        Assert.NotEqual(first.RevisionId, second.RevisionId);
        Assert.Equal("The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id", stale.Message);
        Assert.Contains("\"AWS\":\"arn:aws:iam::222222222222:root\"", first.Statement, StringComparison.Ordinal);
    }

    private LayerVersionResponse Publish(string name, string? runtime = null) =>
        _service.PublishLayerVersion(new() { LayerName = name, Content = new() { ZipFile = Archive() }, CompatibleRuntimes = runtime is null ? null : [runtime] });

    private AddLayerVersionPermissionResponse Allow(string sid, string principal, string? revision = null) =>
        _service.AddLayerVersionPermission(new() { LayerName = "l", VersionNumber = 1, StatementId = sid, Action = "lambda:GetLayerVersion", Principal = principal, RevisionId = revision });

    private IEnumerable<(string?, long)> Listed(string? runtime) =>
        _service.ListLayers(new() { CompatibleRuntime = runtime }).Layers.Select(l => (l.LayerName, l.LatestMatchingVersion!.Version));

    private static LayerVersionRequest Of(string name, long number) => new() { LayerName = name, VersionNumber = number };

    private static byte[] Archive() => Conformance.Archives.Of(System.Text.Json.Nodes.JsonValue.Create("some archive of 136 bytes"), 0, []);
}
