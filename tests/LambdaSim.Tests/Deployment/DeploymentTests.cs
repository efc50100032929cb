using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Deployment;

/// <summary>What is configured over the API, and what runs by it.</summary>
public sealed class DeploymentTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("CTL-IN-PROCESS")]
    public void A_function_added_in_process_is_visible_over_the_api()
    {
        _simulation.AddFunction("orders", (int x) => x + 1, f => f with { MemoryMb = 512, ReservedConcurrency = 7 });

        var found = _simulation.Lambda.GetFunction(new FunctionRequest { FunctionName = "orders" });

        Assert.Equal((512, "Active", 7), (found.Configuration!.MemorySize, found.Configuration.State, found.Concurrency!.ReservedConcurrentExecutions));
    }

    [Fact]
    [Pins("CTL-TENANCY")]
    public void A_call_names_a_tenant_where_the_function_has_tenants()
    {
        _simulation.AddHandler("tenants", (int x) => x + 1);
        _simulation.Lambda.CreateFunction(Functions.FunctionSamples.Create("tenants") with { TenancyConfig = new TenancyConfig { TenantIsolationMode = "PER_TENANT" } });
        _simulation.AddFunction("f", (int x) => x + 1);
        InvokeResponse Call(string function, string? tenant) =>
            _simulation.Run(() => _simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = function, TenantId = tenant, Payload = "1"u8.ToArray() }));

        Assert.Equal("2", Encoding.UTF8.GetString(Call("tenants", "blue").Payload.Span));
        Assert.StartsWith("The invoked function is enabled with tenancy configuration.", Assert.Throws<InvalidParameterValueException>(() => Call("tenants", null)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The invoked function is not enabled with tenancy configuration.", Assert.Throws<InvalidParameterValueException>(() => Call("f", "blue")).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("ENV-UPDATED")]
    public void An_update_over_the_api_changes_what_the_handler_sees_and_ends_the_old_environment()
    {
        var f = _simulation.AddFunction("f", (LambdaContext context) => context.MemoryLimitInMB);
        Assert.Equal(128, f.Invoke().Value<int>());

        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 1024 });
        _simulation.Lambda.GetFunction(new FunctionRequest { FunctionName = "f" });
        var after = f.Invoke();

        Assert.Equal((1024, true), (after.Value<int>(), after.ColdStart));
        Assert.Contains(_simulation.Log, e => e is { Kind: EventKind.EnvironmentEnded, EndCause: EndCause.Updated });
        Assert.Equal(1024, f.Config.MemoryMb);
    }

    [Fact]
    [Pins("ENV-UPDATED")]
    public void A_call_that_runs_ends_on_the_old_configuration()
    {
        _simulation.AddFunction("f", async (LambdaContext context) =>
        {
            await context.Delay(Duration.FromSeconds(2));
            return context.MemoryLimitInMB;
        });
        var running = _simulation["f"].InvokeAsync();
        _simulation.AdvanceBy(Duration.FromSeconds(1));
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 1024 });
        _simulation.RunUntilIdle();

        Assert.Equal(128, running.GetAwaiter().GetResult().Value<int>());
        Assert.Equal(1024, _simulation["f"].Invoke().Value<int>());
        Assert.Empty(Balance().Violations);
    }

    [Fact]
    public void Events_sent_before_and_after_an_update_all_run_on_what_it_made()
    {
        var ran = new List<string>();
        _simulation.AddFunction("f", async (string name, LambdaContext context) =>
        {
            ran.Add($"{name} {context.MemoryLimitInMB}");
            await context.Delay(Duration.FromSeconds(name == "a" ? 22 : 0));
        }, f => f with { Timeout = Duration.FromSeconds(30) });
        _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "f", ReservedConcurrentExecutions = 1 });
        Send("a");
        _simulation.AdvanceBy(Duration.FromSeconds(2));
        Send("b", "c", "d");
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 256 });
        Send("e", "f", "g");
        _simulation.RunUntilIdle();

        Assert.Equal(["a 128", "b 256", "c 256", "d 256", "e 256", "f 256", "g 256"], ran.Order(StringComparer.Ordinal));
        Assert.Empty(Balance().Violations);
    }

    [Fact]
    public void Versions_keep_what_they_were_published_with()
    {
        _simulation.AddFunction("f", (LambdaContext context) => $"{context.FunctionVersion} {context.MemoryLimitInMB}");
        var version = _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" }).Version;
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 256 });

        Assert.Equal("1 128", Text(Invoke("f", version)));
        Assert.Equal("$LATEST 256", Text(Invoke("f")));
    }

    [Fact]
    [Pins("CTL-ALIAS-ROUTING")]
    public void An_alias_routes_by_weight_and_the_handler_sees_how_it_was_addressed()
    {
        _simulation.AddFunction("f", (LambdaContext context) => $"{context.FunctionVersion} {context.InvokedFunctionArn.Split(':')[^1]}");
        PublishTwo();
        _simulation.Lambda.CreateAlias(new CreateAliasRequest
        {
            FunctionName = "f",
            Name = "live",
            FunctionVersion = "1",
            RoutingConfig = new AliasRoutingConfiguration { AdditionalVersionWeights = new Dictionary<string, double> { ["2"] = 0.25 } },
        });

        var answers = Enumerable.Range(0, 400).Select(_ => Invoke("f", "live")).ToList();
        var second = answers.Count(a => a.ExecutedVersion == "2");

        Assert.All(answers, a => Assert.Equal($"{a.ExecutedVersion} live", Text(a)));
        Assert.InRange(second, 70, 130);
        Assert.Equal(400, _simulation.Log.Count(e => e.Kind == EventKind.Routed));
    }

    [Fact]
    public void Reserved_concurrency_acts_from_the_moment_it_is_put()
    {
        _simulation.AddFunction("f", () => 1);
        _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "f", ReservedConcurrentExecutions = 0 });
        var refused = Assert.Throws<TooManyRequestsException>(() => Invoke("f"));
        _simulation.Lambda.DeleteFunctionConcurrency(new DeleteFunctionConcurrencyRequest { FunctionName = "f" });

        Assert.Equal("ReservedFunctionConcurrentInvocationLimitExceeded", refused.Reason);
        Assert.Equal("1", Text(Invoke("f")));
    }

    [Fact]
    public void A_reservation_put_while_calls_run_counts_them_in()
    {
        _simulation.AddFunction("f", async (LambdaContext context) => await context.Delay(Duration.FromSeconds(2)));
        var running = _simulation["f"].InvokeAsync();
        _simulation.AdvanceBy(Duration.FromSeconds(1));
        _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "f", ReservedConcurrentExecutions = 1 });
        var refused = _simulation["f"].Invoke();
        _simulation.RunUntilIdle();

        Assert.Equal(ThrottleCause.ReservedConcurrency, refused.Throttle);
        Assert.True(running.GetAwaiter().GetResult().Succeeded);
        Assert.True(_simulation["f"].Invoke().Succeeded);
    }

    [Fact]
    public void Provisioned_concurrency_is_prepared_serves_and_goes()
    {
        _simulation.AddFunction("f", (LambdaContext context) => context.Environment["AWS_LAMBDA_FUNCTION_VERSION"]);
        PublishTwo();
        var put = _simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1", ProvisionedConcurrentExecutions = 2 });
        _simulation.RunUntilIdle();
        var ready = _simulation.Lambda.GetProvisionedConcurrencyConfig(new GetProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1" });
        Invoke("f", "1");
        var started = _simulation.Log.Last(e => e.Kind == EventKind.Started);
        _simulation.Lambda.DeleteProvisionedConcurrencyConfig(new DeleteProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1" });
        Invoke("f", "1");
        var later = _simulation.Log.Last(e => e.Kind == EventKind.Started);

        Assert.Equal(("IN_PROGRESS", "READY", 2), (put.Status, ready.Status, ready.AvailableProvisionedConcurrentExecutions));
        Assert.Equal((true, false), (started.IsProvisioned, later.IsProvisioned));
        Assert.Equal(2, _simulation.Log.Count(e => e is { Kind: EventKind.EnvironmentEnded, EndCause: EndCause.Deprovisioned }));
        Assert.Empty(Balance().Violations);
    }

    [Fact]
    public void Provisioned_concurrency_whose_init_fails_fails()
    {
        _simulation.AddFunction("f", (LambdaContext _) => 1, init: Fail);
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        _simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1", ProvisionedConcurrentExecutions = 2 });
        _simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest());
        _simulation.RunUntilIdle();
        var failed = _simulation.Lambda.GetProvisionedConcurrencyConfig(new GetProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1" });

        Assert.Equal(("FAILED", "FUNCTION_ERROR_INIT_FAILURE"), (failed.Status, failed.StatusReason));
    }

    [Fact]
    public void What_was_prepared_for_a_version_that_its_alias_has_left_goes()
    {
        _simulation.AddFunction("f", async (LambdaContext context) => await context.Delay(Duration.FromSeconds(1)), init: async () => await Task.Delay(TimeSpan.FromSeconds(5), _simulation.Time));
        PublishTwo();
        _simulation.Lambda.CreateAlias(new CreateAliasRequest { FunctionName = "f", Name = "live", FunctionVersion = "1" });
        _simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "live", ProvisionedConcurrentExecutions = 2 });
        _simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest());
        _simulation.AdvanceBy(Duration.FromSeconds(2));
        _simulation.Lambda.UpdateAlias(new UpdateAliasRequest { FunctionName = "f", Name = "live", FunctionVersion = "2" });
        _simulation.RunUntilIdle();
        Invoke("f", "1");
        var first = _simulation.Log.Last(e => e.Kind == EventKind.Started);
        Invoke("f", "2");
        var second = _simulation.Log.Last(e => e.Kind == EventKind.Started);

        Assert.Equal((false, true), (first.IsProvisioned, second.IsProvisioned));
        Assert.Equal(2, _simulation.Log.Count(e => e is { Kind: EventKind.EnvironmentEnded, EndCause: EndCause.Deprovisioned }));
        Assert.Empty(Balance().Violations);
    }

    [Fact]
    public void A_modelled_function_with_many_environments_can_be_updated()
    {
        var f = _simulation.AddFunction("f", Duration.FromSeconds(2));
        for (var i = 0; i < 20; i++)
        {
            f.Send();
        }

        _simulation.RunUntilIdle();
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 256 });

        Assert.True(f.Invoke().ColdStart);
        Assert.Equal(20, _simulation.Log.Count(e => e is { Kind: EventKind.EnvironmentEnded, EndCause: EndCause.Updated }));
    }

    [Fact]
    public void Provisioned_concurrency_of_a_function_added_in_process_outlives_an_update()
    {
        var f = _simulation.AddFunction("f", (LambdaContext context) => context.MemoryLimitInMB, c => c with { Provisioned = new ProvisionedConcurrency(2) });
        _simulation.AdvanceBy(Duration.FromSeconds(1));
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 512 });
        _simulation.RunUntilIdle();

        Assert.Equal(512, f.Invoke().Value<int>());
        Assert.True(_simulation.Log.Last(e => e.Kind == EventKind.Started).IsProvisioned);
        Assert.Empty(Balance().Violations);
    }

    [Fact]
    public void Provisioned_concurrency_that_is_deleted_before_time_passes_never_comes()
    {
        _simulation.AddFunction("f", () => 1);
        PublishTwo();
        _simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1", ProvisionedConcurrentExecutions = 2 });
        _simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest());
        _simulation.Lambda.DeleteProvisionedConcurrencyConfig(new DeleteProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1" });
        _simulation.RunUntilIdle();

        Assert.DoesNotContain(_simulation.Log, e => e.Kind == EventKind.EnvironmentCreated);
    }

    [Fact]
    public void The_event_invoke_config_of_the_moment_decides_what_becomes_of_an_event()
    {
        var queue = _simulation.AddQueue("failed");
        _simulation.AddFunction("f", (LambdaContext _) => Fail());
        _simulation.Lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest
        {
            FunctionName = "f",
            MaximumRetryAttempts = 0,
            DestinationConfig = new DestinationConfig { OnFailure = new OnFailure { Destination = queue.Arn } },
        });
        _simulation["f"].Send();
        _simulation.RunUntilIdle();

        Assert.Contains("\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":1", Assert.Single(queue.Messages).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("ASY-DELETED")]
    public void Events_that_wait_are_dropped_when_their_function_is_deleted()
    {
        _simulation.AddFunction("f", (LambdaContext _) => Fail());
        _simulation["f"].Send();
        _simulation.AdvanceBy(Duration.FromSeconds(5));
        _simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = "f" });
        _simulation.RunUntilIdle();

        Assert.Contains(_simulation.Log, e => e is { Kind: EventKind.Dropped, DropCause: DropCause.FunctionDeleted });
        Assert.Throws<ResourceNotFoundException>(() => _simulation["f"]);
        _simulation.End();
        Assert.Empty(Balance().Violations);
    }

    [Fact]
    [Pins("CTL-LOGGED")]
    public void Each_call_of_the_api_is_an_event_with_its_refusal()
    {
        Assert.Throws<ResourceNotFoundException>(() => _simulation.Lambda.GetFunction(new FunctionRequest { FunctionName = "none" }));

        var called = Assert.Single(_simulation.Log);
        Assert.Equal(
            "GetFunction 123456789012/us-east-1 none -> 404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:123456789012:function:none",
            _simulation.Log.TextOf(called.TextNumber));
    }

    private void Send(params string[] events)
    {
        foreach (var name in events)
        {
            _simulation.Run(() => _simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "f", InvocationType = "Event", Payload = Encoding.UTF8.GetBytes($"\"{name}\"") }));
        }
    }

    [Fact]
    [Pins("CTL-INVOKE")]
    public void An_invocation_is_checked_before_its_function_is_looked_for()
    {
        _simulation.AddFunction("f", () => 1);

        Assert.Throws<ValidationException>(() => Ask(new InvokeRequest { FunctionName = "none", InvocationType = "Later" }));
        Assert.Throws<InvalidRequestContentException>(() => Ask(new InvokeRequest { FunctionName = "none", ClientContext = "x" }));
        Assert.Throws<ResourceNotFoundException>(() => Ask(new InvokeRequest { FunctionName = "none" }));
        Assert.Equal(204, Ask(new InvokeRequest { FunctionName = "f", InvocationType = "DryRun" }).StatusCode);
        Assert.DoesNotContain(_simulation.Log, e => e.Kind == EventKind.Arrived);

        InvokeResponse Ask(InvokeRequest request) => _simulation.Run(() => _simulation.Lambda.InvokeAsync(request));
    }

    [Fact]
    public void A_handler_given_for_a_name_runs_what_was_uploaded_under_it()
    {
        Create("uploaded");
        Assert.Contains("LambdaSim.NoHandler", Text(Invoke("uploaded")), StringComparison.Ordinal);

        _simulation.AddHandler("uploaded", (LambdaContext context) => context.Environment["COLOUR"]);

        Assert.Equal("red", Text(Invoke("uploaded")));
        Assert.Equal("red", _simulation["uploaded"].Invoke().Value<string>());
    }

    [Fact]
    public void Where_request_rates_are_ignored_the_run_says_so()
    {
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { Account = new AccountConfig { ConcurrencyLimit = 110 } } });
        var f = simulation.AddFunction("f", () => 1);
        simulation.IgnoreRequestRates();

        Assert.All(Enumerable.Range(0, 1_200), _ => Assert.True(f.Invoke().Succeeded));
        Assert.Contains(simulation.Unsimulated, u => u.StartsWith("request rates", StringComparison.Ordinal));
    }

    [Fact]
    public void Accounts_and_regions_have_functions_and_concurrency_of_their_own()
    {
        _simulation.AddFunction("f", () => 1);
        var other = _simulation.LambdaAt("123456789012", "eu-west-1");
        _simulation.AddHandler("uploaded", (LambdaContext context) => context.InvokedFunctionArn);
        Create("uploaded", other);
        _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "f", ReservedConcurrentExecutions = 900 });

        Assert.Throws<ResourceNotFoundException>(() => other.GetFunction(new FunctionRequest { FunctionName = "f" }));
        Assert.Equal(1_000, other.GetAccountSettings(new GetAccountSettingsRequest()).AccountLimit!.UnreservedConcurrentExecutions);
        Assert.Equal(
            "arn:aws:lambda:eu-west-1:123456789012:function:uploaded",
            Text(_simulation.Run(() => other.InvokeAsync(new InvokeRequest { FunctionName = "uploaded" }))));
    }

    [Fact]
    public void The_same_calls_give_the_same_log()
    {
        static string Fingerprint()
        {
            using var simulation = new Simulation();
            simulation.AddHandler("f", (LambdaContext context) => context.NewGuid());
            Create("f", simulation.Lambda);
            for (var i = 0; i < 5; i++)
            {
                simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
                simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", Timeout = 10 + i });
                simulation.Run(() => simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "f" }));
            }

            return simulation.Fingerprint;
        }

        Assert.Equal(Fingerprint(), Fingerprint());
    }

    [Fact]
    [Pins("CTL-RESOURCES")]
    public void Resources_of_services_that_are_not_here_exist_until_one_of_them_is_declared()
    {
        const string Files = "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-";
        Assert.NotNull(_simulation.Directory.Find(Files + "1"));

        _simulation.DeclareResource(Files + "2");

        Assert.Null(_simulation.Directory.Find(Files + "1"));
        Assert.NotNull(_simulation.Directory.Find(Files + "2"));
    }

    [Fact]
    public void A_stream_that_is_read_was_made_or_declared()
    {
        const string Streams = "arn:aws:kinesis:us-east-1:123456789012:stream/";
        _simulation.DeclareResource(Streams + "declared");
        _simulation.AddStream("made");
        Create("uploaded");
        void Map(string stream) => _simulation.Lambda.CreateEventSourceMapping(new CreateEventSourceMappingRequest { FunctionName = "uploaded", EventSourceArn = Streams + stream, StartingPosition = "LATEST" });

        Map("declared");
        Map("made");
        Assert.Equal($"Stream not found: {Streams}none", Assert.Throws<InvalidParameterValueException>(() => Map("none")).Message);
    }

    private void Create(string name) => Create(name, _simulation.Lambda);

    private static void Create(string name, LambdaSim.Functions.LambdaService service) => service.CreateFunction(new CreateFunctionRequest
    {
        FunctionName = name,
        Runtime = "python3.12",
        Handler = "app.handler",
        Role = "arn:aws:iam::123456789012:role/r",
        Environment = new FunctionEnvironment { Variables = new Dictionary<string, string?> { ["COLOUR"] = "red" } },
        Code = new FunctionCode { ZipFile = Conformance.Archives.Of(new System.Text.Json.Nodes.JsonObject { ["function"] = "something of its own" }, 0, []) },
    });

    private void PublishTwo()
    {
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", Description = "second" });
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
    }

    private InvokeResponse Invoke(string function, string? qualifier = null) =>
        _simulation.Run(() => _simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = function, Qualifier = qualifier }));

    private LambdaSim.Projections.LedgerBalance Balance()
    {
        _simulation.End();
        var ledger = new LambdaSim.Projections.Ledger(strict: true);
        _simulation.Log.Replay(ledger);
        return ledger.Balance();
    }

    private static string Text(InvokeResponse response) => Encoding.UTF8.GetString(response.Payload.Span).Trim('"');

    private static int Fail() => throw new InvalidOperationException("no");
}
