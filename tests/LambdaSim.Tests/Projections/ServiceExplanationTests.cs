using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Projections;

/// <summary>Why an invocation went as it did where the API had a part in it.</summary>
public sealed class ServiceExplanationTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void A_refusal_tells_the_reserved_concurrency_as_it_was_put()
    {
        _simulation.AddFunction("f", () => 1, f => f with { ReservedConcurrency = 9 });
        Reserve(0);
        _simulation["f"].Invoke();

        Assert.Contains("refused: the reserved concurrency of f, put over the API, is 0, which stops it (rule ", Lines(0)[^1], StringComparison.Ordinal);
        Assert.Contains("(reserved concurrency 0, put over the API)", Lines(0)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_put_while_calls_run_counts_from_then_on()
    {
        _simulation.AddFunction("f", async (LambdaContext context) => await context.Delay(Duration.FromSeconds(2)));
        _ = _simulation["f"].InvokeAsync();
        _simulation.AdvanceBy(Duration.FromSeconds(1));
        Reserve(1);
        _simulation["f"].Invoke();

        var claimed = Assert.Single(_simulation.Log, e => e.Kind == EventKind.Claimed);
        Assert.Equal((ClaimCause.Reserved, 1, 1), (claimed.ClaimCause, claimed.ClaimedConcurrency, claimed.ClaimRunning));
        Assert.Contains("refused: the reserved concurrency of f (1), put over the API, is used up, 1 running on demand", Lines(1)[^1], StringComparison.Ordinal);
        Assert.Contains("meanwhile, over the API: PutFunctionConcurrency 123456789012/us-east-1 f", Lines(0));
    }

    [Fact]
    public void What_is_deleted_again_is_not_told()
    {
        _simulation.AddFunction("f", () => 1);
        Reserve(1);
        _simulation.Lambda.DeleteFunctionConcurrency(new DeleteFunctionConcurrencyRequest { FunctionName = "f" });
        _simulation["f"].Invoke();

        Assert.DoesNotContain("reserved", Lines(0)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_alias_that_chose_the_version_is_told()
    {
        _simulation.AddFunction("f", () => 1);
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        _simulation.Lambda.CreateAlias(new CreateAliasRequest { FunctionName = "f", Name = "live", FunctionVersion = "1" });
        _simulation.Run(() => _simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "f", Qualifier = "live" }));

        Assert.Contains("came through the alias live, which chose version 1 (rule CTL-ALIAS-ROUTING)", Lines(0));
    }

    [Fact]
    public void A_cold_start_after_an_update_tells_of_the_update()
    {
        _simulation.AddFunction("f", () => 1);
        _simulation["f"].Invoke();
        _simulation.AdvanceBy(Duration.FromSeconds(3));
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 512 });
        _simulation.AdvanceBy(Duration.FromSeconds(4));
        _simulation["f"].Invoke();
        _simulation.AdvanceBy(Duration.FromSeconds(5));
        _simulation["f"].Invoke();

        Assert.Contains(Lines(1), l => l.Contains("there was none: the last had gone ", StringComparison.Ordinal) && l.Contains("because its function was updated or deleted (rule ENV-UPDATED)", StringComparison.Ordinal));
        Assert.DoesNotContain(Lines(2), l => l.Contains("created", StringComparison.Ordinal));
    }

    [Fact]
    public void The_retries_of_a_function_whose_rules_were_put_are_not_guessed()
    {
        _simulation.AddFunction("f", (LambdaContext _) => Fail());
        _simulation.Lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest { FunctionName = "f", MaximumRetryAttempts = 1 });
        _simulation["f"].Send();
        _simulation.RunUntilIdle();

        Assert.Contains(Lines(0), l => l.Contains("retry 1 comes after", StringComparison.Ordinal));
        Assert.Contains("the function allows no more retries", Lines(0)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_a_deleted_function_is_told()
    {
        _simulation.AddFunction("f", (LambdaContext _) => Fail());
        _simulation["f"].Send();
        _simulation.AdvanceBy(Duration.FromSeconds(5));
        _simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = "f" });
        _simulation.RunUntilIdle();

        Assert.Contains("f was deleted (rule ASY-DELETED)", Lines(0)[^1], StringComparison.Ordinal);
        Assert.Contains("meanwhile, over the API: DeleteFunction 123456789012/us-east-1 f", Lines(0));
    }

    [Fact]
    public void Calls_of_another_account_do_not_count()
    {
        var elsewhere = _simulation.LambdaAt("210987654321", "us-east-1");
        elsewhere.CreateFunction(LambdaSim.Tests.Functions.FunctionSamples.Create("g"));
        _simulation.AddFunction("f", async (LambdaContext context) => await context.Delay(Duration.FromSeconds(2)));
        _ = _simulation["f"].InvokeAsync();
        _simulation.AdvanceBy(Duration.FromSeconds(1));
        _simulation.Run(() => elsewhere.InvokeAsync(new InvokeRequest { FunctionName = "g" }));

        Assert.Contains("the account had 0 of 1000 running", Lines(1)[0], StringComparison.Ordinal);
    }

    private void Reserve(int amount) => _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "f", ReservedConcurrentExecutions = amount });

    private List<string> Lines(int invocation) =>
        [.. Explanation.Of(_simulation.Log, LambdaSim.Configuration.Text.Of(invocation), _simulation.Options.World.Start, _simulation.Options.World.Account).Lines.Select(l => l.Text)];

    private static int Fail() => throw new InvalidOperationException("no");
}
