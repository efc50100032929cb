using LambdaSim.Events;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Deployment;

/// <summary>A call of the API inside Run acts at its own instant, whether or not another one follows.</summary>
public sealed class ApiInsideRunTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void Provisioned_concurrency_is_prepared_from_then_on()
    {
        _simulation.AddFunction("f", static () => 1);
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });

        After(3, () => _simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1", ProvisionedConcurrentExecutions = 2 }));

        Assert.Equal([3, 3], SecondsOf(EventKind.EnvironmentCreated));
        Assert.Equal([3], SecondsOf(EventKind.ProvisionedReady));
    }

    [Fact]
    public void Provisioned_concurrency_that_is_taken_back_ends_then()
    {
        _simulation.AddFunction("f", static () => 1);
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        After(1, () => _simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1", ProvisionedConcurrentExecutions = 1 }));

        After(1, () => _simulation.Lambda.DeleteProvisionedConcurrencyConfig(new DeleteProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1" }));

        Assert.Equal([12], SecondsOf(EventKind.EnvironmentEnded));
    }

    [Fact]
    public void An_alias_with_provisioned_concurrency_that_moves_takes_it_along_then()
    {
        _simulation.AddFunction("f", static () => 1);
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 256 });
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        _simulation.Lambda.CreateAlias(new CreateAliasRequest { FunctionName = "f", Name = "live", FunctionVersion = "1" });
        After(1, () => _simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "live", ProvisionedConcurrentExecutions = 1 }));

        After(1, () => _simulation.Lambda.UpdateAlias(new UpdateAliasRequest { FunctionName = "f", Name = "live", FunctionVersion = "2" }));

        Assert.Equal([1, 12], SecondsOf(EventKind.EnvironmentCreated));
    }

    [Fact]
    public void An_update_of_the_configuration_replaces_environments_then()
    {
        _simulation.AddFunction("f", static () => 1).Invoke();

        After(4, () => _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 1024 }));

        Assert.Equal([4], SecondsOf(EventKind.EnvironmentEnded));
        Assert.Equal(1024, _simulation["f"].Config.MemoryMb);
    }

    [Fact]
    public void A_deleted_function_loses_its_environments_then()
    {
        _simulation.AddFunction("f", static () => 1).Invoke();

        After(4, () => _simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = "f" }));

        Assert.Equal([4], SecondsOf(EventKind.EnvironmentEnded));
    }

    [Fact]
    public void Reserved_concurrency_holds_from_then_on()
    {
        var f = _simulation.AddFunction("f", Duration.FromSeconds(1));
        InvokeResult[] answers = [];

        _simulation.Run(async () =>
        {
            var before = await f.InvokeAsync();
            _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "f", ReservedConcurrentExecutions = 0 });
            var closed = await f.InvokeAsync();
            _simulation.Lambda.DeleteFunctionConcurrency(new DeleteFunctionConcurrencyRequest { FunctionName = "f" });
            answers = [before, closed, await f.InvokeAsync()];
        });

        Assert.Equal([ThrottleCause.None, ThrottleCause.ReservedConcurrency, ThrottleCause.None], answers.Select(static a => a.Throttle));
    }

    [Fact]
    public void What_becomes_of_events_is_decided_by_what_was_put_before_it()
    {
        var f = _simulation.AddFunction("f", void () => throw new FormatException());

        _simulation.Run(async () =>
        {
            f.Send();
            await _simulation.Delay(Duration.FromSeconds(90));
            _simulation.Lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest { FunctionName = "f", MaximumRetryAttempts = 1 });
            await _simulation.Delay(Duration.FromSeconds(200));
        });

        Assert.Equal([180], SecondsOf(EventKind.Dropped));
    }

    [Fact]
    public void A_function_that_is_created_and_called_at_once_answers()
    {
        _simulation.AddHandler("late", static () => 7);

        var answer = _simulation.Run(async () =>
        {
            _simulation.Lambda.CreateFunction(new CreateFunctionRequest { FunctionName = "late", Role = "arn:aws:iam::123456789012:role/r", Runtime = "provided.al2023", Handler = "h", Code = new FunctionCode { ZipFile = Zip() } });
            await _simulation.Delay(Duration.FromSeconds(1));
            return await _simulation.Client.InvokeRawAsync("late", default);
        });

        Assert.Equal(7, answer.Value<int>());
    }

    [Fact]
    public void A_call_by_code_that_spends_time_acts_when_it_began_to_and_is_told()
    {
        var f = _simulation.AddFunction("f", (LambdaContext context) =>
        {
            context.Spend(Duration.FromSeconds(2));
            _simulation.Lambda.TagResource(new TagResourceRequest { Resource = _simulation["f"].Arn, Tags = new Dictionary<string, string> { ["a"] = "b" } });
        });

        f.Invoke();

        Assert.Contains(_simulation.Unsimulated, static u => u.StartsWith("TagResource by code that spends time:", StringComparison.Ordinal));
    }

    private void After(int seconds, Action act) => _simulation.Run(async () =>
    {
        await _simulation.Delay(Duration.FromSeconds(seconds));
        act();
        await _simulation.Delay(Duration.FromSeconds(10));
    });

    private IEnumerable<int> SecondsOf(EventKind kind) => _simulation.Log.Where(e => e.Kind == kind && e.Value >= 0).Select(static e => (int)(e.Time / 1_000_000_000));

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("bootstrap");
        }

        return bytes.ToArray();
    }
}
