using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

public class CreateFunctionTests
{
    [Fact]
    [Pins("CTL-CREATE")]
    public void A_new_function_has_AWS_defaults_and_is_pending()
    {
        var created = new ServiceWorld().Service.CreateFunction(FunctionSamples.Create());

        Assert.Equal("arn:aws:lambda:us-east-1:111111111111:function:fn", created.FunctionArn);
        Assert.Equal((3, 128, 512, "", "$LATEST"), (created.Timeout, created.MemorySize, created.EphemeralStorage!.Size, created.Description, created.Version));
        Assert.Equal(("Zip", "x86_64", "PassThrough", "None", "Off"), (created.PackageType, created.Architectures![0], created.TracingConfig!.Mode, created.SnapStart!.ApplyOn, created.SnapStart.OptimizationStatus));
        Assert.Equal(new LoggingConfig { LogFormat = "Text", LogGroup = "/aws/lambda/fn" }, created.LoggingConfig);
        Assert.Equal(("Pending", "The function is being created.", "Creating", null), (created.State, created.StateReason, created.StateReasonCode, created.LastUpdateStatus));
        Assert.Equal("2026-01-02T03:04:05.000+0000", created.LastModified);
    }

    [Fact]
    [Pins("CTL-STATE")]
    public void It_becomes_active_with_another_revision()
    {
        var world = new ServiceWorld();
        var created = world.Service.CreateFunction(FunctionSamples.Create());

        var active = world.Settle().Get();

        Assert.Equal(("Active", null, null, "Successful"), (active.State, active.StateReason, active.StateReasonCode, active.LastUpdateStatus));
        Assert.NotEqual(created.RevisionId, active.RevisionId);
    }

    [Fact]
    [Pins("CTL-DWELL")]
    public void It_stays_pending_for_as_long_as_a_creation_takes()
    {
        var world = new ServiceWorld();
        world.Plane.Dwell = new() { Create = Duration.FromSeconds(5) };
        world.Service.CreateFunction(FunctionSamples.Create());

        Assert.Equal("Pending", world.Advance(Duration.FromSeconds(4)).Get().State);
        Assert.Equal("Active", world.Advance(Duration.FromSeconds(1)).Get().State);
    }

    [Fact]
    public void A_name_in_use_is_a_conflict() =>
        Assert.Equal("409 ResourceConflictException: Function already exist: fn",
            FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.CreateFunction(FunctionSamples.Create())));

    [Fact]
    [Pins("CTL-CREATE")]
    public void A_failed_creation_leaves_nothing()
    {
        var world = new ServiceWorld();

        FunctionSamples.ErrorOf(() => world.Service.CreateFunction(FunctionSamples.Create() with { Code = new FunctionCode { ZipFile = [1, 2, 3] }, Publish = true }));

        Assert.Empty(world.Service.ListFunctions(new()).Functions!);
        Assert.Equal("1", world.Service.CreateFunction(FunctionSamples.Create() with { Publish = true }).Version);
    }

    [Theory]
    [InlineData("111111111111:function:other")]
    [InlineData("function:other")]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function:other")]
    [InlineData("other:qualifier")]
    [Pins("CTL-NAME")]
    public void A_name_may_be_written_in_four_ways_and_its_qualifier_means_nothing(string name) =>
        Assert.Equal("other", new ServiceWorld().Service.CreateFunction(FunctionSamples.Create(name)).FunctionName);

    [Fact]
    [Pins("CTL-NAME")]
    public void A_name_beyond_64_letters_is_no_model_error()
    {
        var name = new string('a', 65);

        Assert.Equal($"400 InvalidParameterValueException: 1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create(name))));
    }

    [Fact]
    public void A_name_parameter_beyond_140_letters_is_a_model_error() =>
        Assert.StartsWith("400 ValidationException: 1 validation error detected: Value 'aaaa", FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create(new string('a', 141)))), StringComparison.Ordinal);

    [Fact]
    [Pins("CTL-VALIDATION")]
    public void Every_violation_is_told_in_one_message() =>
        Assert.Equal("400 ValidationException: 2 validation errors detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900; Value '127' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Timeout = 901, MemorySize = 127 })));

    [Fact]
    public void Members_that_would_matter_and_are_not_simulated_are_refused() =>
        Assert.Equal("400 InvalidParameterValueException: LambdaSim does not simulate DurableConfig. Leave it out of the request.",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Call("CreateFunction", $$"""{"FunctionName":"fn","Role":"{{FunctionSamples.Role}}","Code":{},"DurableConfig":{"ExecutionTimeout":1} }""")));

    [Fact]
    public void Over_the_wire_members_have_AWS_names_and_absent_ones_are_left_out()
    {
        var zip = Convert.ToBase64String(FunctionSamples.Zip());

        var answer = new ServiceWorld().Call("CreateFunction", $$"""{"FunctionName":"fn","Role":"{{FunctionSamples.Role}}","Runtime":"python3.12","Handler":"a.b","Code":{"ZipFile":"{{zip}}"},"Timeout":5}""")!.AsObject();

        Assert.Equal(5, (int)answer["Timeout"]!);
        Assert.False(answer.ContainsKey("Environment"));
        Assert.False(answer.ContainsKey("LastUpdateStatus"));
    }

    [Fact]
    public void At_most_50_tags_are_taken() =>
        Assert.Equal("400 InvalidParameterValueException: Number of tags exceeds resource tag limit.",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Tags = Enumerable.Range(0, 51).ToDictionary(i => $"k{i}", string? (_) => "v", StringComparer.Ordinal) })));
}
