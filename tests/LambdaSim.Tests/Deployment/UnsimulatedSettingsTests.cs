using LambdaSim.Functions.Model;
using LambdaSim.Tests.Functions;

namespace LambdaSim.Tests.Deployment;

/// <summary>What the API stores and no call feels is listed.</summary>
public sealed class UnsimulatedSettingsTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void Settings_of_a_function_are_listed_by_name()
    {
        _simulation.Lambda.CreateFunction(FunctionSamples.Create("plain"));
        _simulation.Lambda.CreateFunction(FunctionSamples.Create("f") with
        {
            VpcConfig = new VpcConfig { SubnetIds = ["subnet-01"], SecurityGroupIds = ["sg-01"] },
            KMSKeyArn = "arn:aws:kms:us-east-1:123456789012:key/k",
            TracingConfig = new TracingConfig { Mode = "Active" },
            SnapStart = new SnapStart { ApplyOn = "PublishedVersions" },
            LoggingConfig = new LoggingConfig { LogFormat = "JSON", SystemLogLevel = "WARN" },
        });

        Assert.Equal(
            ["KMSKeyArn of f: nothing is encrypted", "SnapStart of f: environments are initialised as without it", "SystemLogLevel of f: all system lines are written", "TracingConfig of f: no traces are recorded", "VpcConfig of f: there are no networks"],
            Listed(" of f: "));
        Assert.Empty(Listed("plain"));
    }

    [Fact]
    [Pins("CTL-STAND-IN")]
    public void A_behaviour_beside_a_callback_is_listed()
    {
        const string Manifest = """{"standIn":1,"behavior":"fail","params":{"errorType":"E"},"callback":"http://127.0.0.1:9/"}""";
        _simulation.Lambda.CreateFunction(FunctionSamples.Create("f") with { Code = new() { ZipFile = FunctionSamples.Zip(Manifest, "lambdasim-standin.json") } });

        Assert.Equal(["behavior fail of f: its stand-in names the callback http://127.0.0.1:9/ too, which is what runs"], Listed(" of f: "));
        Assert.Contains("The callback http://127.0.0.1:9/ was not called", _simulation["f"].Invoke().Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_belongs_to_a_function_is_listed_while_it_is_there()
    {
        _simulation.Lambda.CreateFunction(FunctionSamples.Create("f"));
        _simulation.Lambda.AddPermission(new AddPermissionRequest { FunctionName = "f", StatementId = "s", Action = "lambda:InvokeFunction", Principal = "s3.amazonaws.com" });
        _simulation.Lambda.CreateFunctionUrlConfig(new CreateFunctionUrlConfigRequest { FunctionName = "f", AuthType = "NONE" });
        Assert.Equal(["function URL of f: nothing is served at it", "resource policy of f: whoever calls as its own account may call, nobody else, whatever it says"], Listed(" of f: "));

        _simulation.Lambda.RemovePermission(new RemovePermissionRequest { FunctionName = "f", StatementId = "s" });
        _simulation.Lambda.DeleteFunctionUrlConfig(new DeleteFunctionUrlConfigRequest { FunctionName = "f" });
        Assert.Empty(Listed(" of f: "));
    }

    [Fact]
    public void Functions_of_other_accounts_are_listed_with_their_place()
    {
        _simulation.LambdaAt("210987654321", "eu-west-1").CreateFunction(FunctionSamples.Create("f") with { TracingConfig = new TracingConfig { Mode = "Active" } });

        Assert.Equal(["TracingConfig of 210987654321/eu-west-1/f: no traces are recorded"], Listed("/f: "));
    }

    [Fact]
    public void A_published_version_is_listed_with_its_function()
    {
        _simulation.Lambda.CreateFunction(FunctionSamples.Create("f") with { TracingConfig = new TracingConfig { Mode = "Active" } });
        _simulation.Lambda.GetFunction(new FunctionRequest { FunctionName = "f" });
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", TracingConfig = new TracingConfig { Mode = "PassThrough" } });

        Assert.Equal(["TracingConfig of f: no traces are recorded"], Listed(" of f: "));
    }

    [Fact]
    public void What_the_api_itself_leaves_out_is_listed_once_it_is_used()
    {
        Assert.Empty(_simulation.Unsimulated);
        _simulation.AddFunction("f", Duration.FromSeconds(1));
        _simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest());

        Assert.Single(Listed("API"));
    }

    private IEnumerable<string> Listed(string part) => _simulation.Unsimulated.Where(u => u.Contains(part, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
