using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

public class FunctionSettingsTests
{
    private const string Subnet = "arn:aws:ec2:us-east-1:111111111111:subnet/subnet-1";
    private const string Group = "arn:aws:ec2:us-east-1:111111111111:security-group/sg-1";

    private static readonly VpcConfig _network = new() { SubnetIds = ["subnet-1"], SecurityGroupIds = ["sg-1"] };

    [Fact]
    [Pins("CTL-SETTINGS")]
    public void What_an_update_does_not_give_stays()
    {
        var world = new ServiceWorld().With(FunctionSamples.Create() with { Timeout = 7, Environment = Variables(("AB", "1")) });

        var changed = world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", MemorySize = 256 });

        Assert.Equal((7, 256, "1"), (changed.Timeout, changed.MemorySize, changed.Environment!.Variables!["AB"]));
    }

    [Fact]
    [Pins("CTL-SETTINGS")]
    public void Environment_variables_are_replaced_as_a_whole()
    {
        var world = new ServiceWorld().With(FunctionSamples.Create() with { Environment = Variables(("AB", "1")) });

        var changed = world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", Environment = Variables(("CD", "2")) });

        Assert.Equal("CD", Assert.Single(changed.Environment!.Variables!).Key);
    }

    [Fact]
    public void An_empty_map_of_variables_is_shown_and_an_absent_one_is_not()
    {
        Assert.Empty(new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Environment = Variables() }).Environment!.Variables!);
        Assert.Null(new ServiceWorld().Service.CreateFunction(FunctionSamples.Create()).Environment);
    }

    [Fact]
    [Pins("CTL-ENVIRONMENT")]
    public void Environment_variables_may_take_4096_bytes_of_JSON()
    {
        var created = new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Environment = Variables(("LARGE_VAR", new string('x', 4_080))) });

        Assert.Equal(4_080, created.Environment!.Variables!["LARGE_VAR"]!.Length);
    }

    [Fact]
    [Pins("CTL-ENVIRONMENT")]
    public void One_byte_more_is_refused_with_the_JSON_that_was_measured() =>
        Assert.Equal($$"""400 InvalidParameterValueException: Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"LARGE_VAR":"{{new string('x', 4_081)}}"}""",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Environment = Variables(("LARGE_VAR", new string('x', 4_081))) })));

    [Fact]
    [Pins("CTL-RESERVED-KEYS")]
    public void Keys_that_Lambda_sets_itself_are_refused() =>
        Assert.EndsWith("Reserved keys used in this request: AWS_REGION, LAMBDA_TASK_ROOT", FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(
            FunctionSamples.Create() with { Environment = Variables(("AWS_REGION", "x"), ("OK", "y"), ("LAMBDA_TASK_ROOT", "z")) })), StringComparison.Ordinal);

    [Fact]
    public void A_key_of_one_letter_is_a_model_error() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Environment = Variables(("A", "x")) })));

    [Theory]
    [InlineData("java8")]
    [InlineData("go1.x")]
    [InlineData("nodejs12.x")]
    [Pins("CTL-RUNTIME")]
    public void A_retired_runtime_is_refused_by_name(string runtime) =>
        Assert.Equal($"400 InvalidParameterValueException: The runtime parameter of {runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Runtime = runtime })));

    [Theory]
    [InlineData("non-existent-runtime")]
    [InlineData("PYTHON3.9")]
    [Pins("CTL-RUNTIME")]
    public void An_unknown_runtime_is_told_all_known_ones(string runtime) =>
        Assert.StartsWith($"400 InvalidParameterValueException: Value {runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, ",
            FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", Runtime = runtime })), StringComparison.Ordinal);

    [Fact]
    [Pins("CTL-RUNTIME")]
    public void A_runtime_has_one_version_and_another_runtime_another()
    {
        var world = new ServiceWorld().WithFunction();
        var before = world.Get().RuntimeVersionConfig!.RuntimeVersionArn;

        Assert.Equal(before, world.Changed(new() { FunctionName = "fn", Timeout = 9 }).Get().RuntimeVersionConfig!.RuntimeVersionArn);
        Assert.NotEqual(before, world.Changed(new() { FunctionName = "fn", Runtime = "python3.13" }).Get().RuntimeVersionConfig!.RuntimeVersionArn);
    }

    [Fact]
    [Pins("CTL-RUNTIME")]
    public void A_runtime_has_a_version_for_each_architecture()
    {
        var world = new ServiceWorld();
        world.Service.CreateFunction(FunctionSamples.Create() with { FunctionName = "intel" });
        world.Service.CreateFunction(FunctionSamples.Create() with { FunctionName = "arm", Architectures = ["arm64"] });

        Assert.NotEqual(
            world.Service.GetFunctionConfiguration(new() { FunctionName = "intel" }).RuntimeVersionConfig!.RuntimeVersionArn,
            world.Service.GetFunctionConfiguration(new() { FunctionName = "arm" }).RuntimeVersionConfig!.RuntimeVersionArn);
    }

    [Fact]
    [Pins("CTL-SNAPSTART")]
    public void SnapStart_needs_a_runtime_that_has_it() =>
        Assert.Equal("400 InvalidParameterValueException: python3.11 is not supported for SnapStart enabled functions.",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Runtime = "python3.11", SnapStart = new() { ApplyOn = "PublishedVersions" } })));

    [Fact]
    [Pins("CTL-SNAPSTART")]
    public void SnapStart_has_neither_file_systems_nor_more_than_512_MB_of_storage()
    {
        var world = new ServiceWorld();
        world.Existing.UnionWith([Subnet, Group]);
        var snapped = FunctionSamples.Create() with { SnapStart = new() { ApplyOn = "PublishedVersions" } };
        FileSystemConfig[] files = [new() { Arn = "arn:aws:elasticfilesystem:us-east-1:111111111111:access-point/fsap-0123456789abcdef0", LocalMountPath = "/mnt/a" }];
        const string Files = "400 InvalidParameterValueException: FileSystemConfigs is not supported for SnapStart enabled functions.";
        const string Storage = "400 InvalidParameterValueException: EphemeralStorage of more than 512 MB is not supported for SnapStart enabled functions.";

        Assert.Equal(Files, FunctionSamples.ErrorOf(() => world.Service.CreateFunction(snapped with { VpcConfig = _network, FileSystemConfigs = files })));
        Assert.Equal(Storage, FunctionSamples.ErrorOf(() => world.Service.CreateFunction(snapped with { EphemeralStorage = new() { Size = 513 } })));
        world.With(snapped with { EphemeralStorage = new() { Size = 512 } });
        Assert.Equal(Storage, FunctionSamples.ErrorOf(() => world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", EphemeralStorage = new() { Size = 600 } })));
        Assert.Equal(Files, FunctionSamples.ErrorOf(() => world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", VpcConfig = _network, FileSystemConfigs = files })));
    }

    [Fact]
    [Pins("CTL-TENANCY")]
    public void A_function_of_tenants_has_no_SnapStart_no_URL_no_mapping_and_no_provisioned_concurrency()
    {
        const string Queue = "arn:aws:sqs:us-east-1:111111111111:q";
        var world = new ServiceWorld();
        world.Existing.Add(Queue);
        var tenants = FunctionSamples.Create() with { TenancyConfig = new() { TenantIsolationMode = "PER_TENANT" } };
        world.With(tenants).Publish();
        string Refusal(Action call) => FunctionSamples.ErrorOf(call).Replace("400 InvalidParameterValueException: ", "", StringComparison.Ordinal).Replace(" is not supported for functions enabled with tenancy configuration.", "", StringComparison.Ordinal);

        Assert.Equal("SnapStart", Refusal(() => world.Service.CreateFunction(tenants with { FunctionName = "other", SnapStart = new() { ApplyOn = "PublishedVersions" } })));
        Assert.Equal("Function URL", Refusal(() => world.Service.CreateFunctionUrlConfig(new() { FunctionName = "fn", AuthType = "NONE" })));
        Assert.Equal("Event source mapping", Refusal(() => world.Service.CreateEventSourceMapping(new() { FunctionName = "fn", EventSourceArn = Queue })));
        Assert.Equal("Provisioned concurrency", Refusal(() => world.Service.PutProvisionedConcurrencyConfig(new() { FunctionName = "fn", Qualifier = "1", ProvisionedConcurrentExecutions = 1 })));
    }

    [Fact]
    [Pins("CTL-LOGGING")]
    public void JSON_logs_get_levels_and_text_logs_lose_them()
    {
        var world = new ServiceWorld().WithFunction();

        Assert.Equal(new LoggingConfig { LogFormat = "JSON", ApplicationLogLevel = "INFO", SystemLogLevel = "DEBUG", LogGroup = "/aws/lambda/fn" },
            world.Changed(new() { FunctionName = "fn", LoggingConfig = new() { LogFormat = "JSON", SystemLogLevel = "DEBUG" } }).Get().LoggingConfig);
        Assert.Equal(new LoggingConfig { LogFormat = "JSON", ApplicationLogLevel = "INFO", SystemLogLevel = "DEBUG", LogGroup = "own" },
            world.Changed(new() { FunctionName = "fn", LoggingConfig = new() { LogGroup = "own" } }).Get().LoggingConfig);
        Assert.Equal(new LoggingConfig { LogFormat = "Text", LogGroup = "own" },
            world.Changed(new() { FunctionName = "fn", LoggingConfig = new() { LogFormat = "Text" } }).Get().LoggingConfig);
    }

    [Fact]
    [Pins("CTL-LOGGING")]
    public void A_level_for_text_logs_is_refused() =>
        Assert.StartsWith("400 InvalidParameterValueException: LogLevel is not supported when LogFormat is set to \"Text\".",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { LoggingConfig = new() { SystemLogLevel = "WARN" } })), StringComparison.Ordinal);

    [Fact]
    [Pins("CTL-VPC")]
    public void A_network_is_attached_and_detached()
    {
        var world = new ServiceWorld();
        world.Existing.UnionWith([Subnet, Group]);
        world.With(FunctionSamples.Create() with { VpcConfig = _network });

        Assert.StartsWith("vpc-", world.Get().VpcConfig!.VpcId, StringComparison.Ordinal);
        var detached = world.Changed(new() { FunctionName = "fn", VpcConfig = new() { SubnetIds = [], SecurityGroupIds = [] } }).Get().VpcConfig!;
        Assert.Equal((0, 0, "", false), (detached.SubnetIds!.Count, detached.SecurityGroupIds!.Count, detached.VpcId, detached.Ipv6AllowedForDualStack));
    }

    [Fact]
    [Pins("CTL-VPC")]
    public void Groups_are_looked_for_before_subnets()
    {
        var world = new ServiceWorld();

        Assert.EndsWith("The security group 'sg-1' does not exist", FunctionSamples.ErrorOf(() => world.Service.CreateFunction(FunctionSamples.Create() with { VpcConfig = _network })), StringComparison.Ordinal);
        world.Existing.Add(Group);
        Assert.EndsWith("The subnet ID 'subnet-1' does not exist", FunctionSamples.ErrorOf(() => world.Service.CreateFunction(FunctionSamples.Create() with { VpcConfig = _network })), StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_of_network_ids_is_checked_before_they_are_looked_for() =>
        Assert.Equal("400 ValidationException: 1 validation error detected: Value '[bad-format]' at 'vpcConfig.subnetIds' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: subnet-[0-9a-z]*]",
            FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { VpcConfig = new() { SubnetIds = ["bad-format"], SecurityGroupIds = ["sg-1"] } })));

    [Fact]
    [Pins("CTL-LAYERS")]
    public void Layers_are_at_most_five_of_this_region_and_exist()
    {
        string ErrorOf(params string?[] layers) => FunctionSamples.ErrorOf(() => new ServiceWorld().Service.CreateFunction(FunctionSamples.Create() with { Layers = layers }));

        Assert.Equal("400 InvalidParameterValueException: Cannot reference more than 5 layers.", ErrorOf([.. Enumerable.Range(1, 6).Select(i => $"arn:aws:lambda:us-east-1:111111111111:layer:a{i}:1")]));
        Assert.Equal("400 InvalidParameterValueException: Layers are not in the same region as the function. Layers are expected to be in region us-east-1.", ErrorOf("arn:aws:lambda:us-west-2:111111111111:layer:a:1"));
        Assert.Equal("400 InvalidParameterValueException: Layer version arn:aws:lambda:us-east-1:111111111111:layer:a:1 does not exist.", ErrorOf("arn:aws:lambda:us-east-1:111111111111:layer:a:1"));
        Assert.StartsWith("400 ValidationException: 1 validation error detected: Value '[arn:aws:lambda:us-east-1:111111111111:layer:a]' at 'layers'", ErrorOf("arn:aws:lambda:us-east-1:111111111111:layer:a"), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("CTL-SETTINGS")]
    public void An_empty_value_clears_what_can_be_cleared()
    {
        var world = new ServiceWorld().With(FunctionSamples.Create() with { DeadLetterConfig = new() { TargetArn = "arn:aws:sqs:us-east-1:111111111111:q" }, KMSKeyArn = "arn:aws:kms:us-east-1:111111111111:key/k" });

        var cleared = world.Changed(new() { FunctionName = "fn", DeadLetterConfig = new() { TargetArn = "" }, KMSKeyArn = "" }).Get();

        Assert.Null(cleared.DeadLetterConfig);
        Assert.Null(cleared.KMSKeyArn);
    }

    [Fact]
    [Pins("CTL-SETTINGS")]
    public void A_dead_letter_configuration_without_a_target_says_nothing()
    {
        var world = new ServiceWorld().With(FunctionSamples.Create() with { DeadLetterConfig = new() { TargetArn = "arn:aws:sqs:us-east-1:111111111111:q" } });

        Assert.Equal("arn:aws:sqs:us-east-1:111111111111:q", world.Changed(new() { FunctionName = "fn", DeadLetterConfig = new() }).Get().DeadLetterConfig!.TargetArn);
    }

    private static FunctionEnvironment Variables(params (string Key, string Value)[] variables) =>
        new() { Variables = variables.ToDictionary(v => v.Key, string? (v) => v.Value, StringComparer.Ordinal) };
}
