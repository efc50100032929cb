using System.Text;

namespace LambdaSim.Tests.Simulations;

/// <summary>The object API of Invoke.</summary>
public class InvokeTests
{
    [Fact]
    public void The_answer_says_everything_about_the_call()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static async (string name, LambdaContext c) =>
        {
            await c.Delay(Duration.FromMilliseconds(12.3));
            c.Log("greeting");
            return $"Hello, {name}!";
        });

        var result = f.Invoke("Ada", new InvokeOptions { LogTail = true });

        Assert.Equal("Hello, Ada!", result.Value<string>());
        Assert.Equal("\"Hello, Ada!\"", result.PayloadText);
        Assert.Equal("$LATEST", result.ExecutedVersion);
        Assert.Equal(200, result.StatusCode);
        Assert.Equal(Duration.FromMilliseconds(13), result.BilledDuration);
        Assert.Contains("greeting", result.LogTail, StringComparison.Ordinal);
        Assert.Contains("REPORT RequestId: " + result.RequestId, result.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_is_the_error_document_of_the_dotnet_runtime()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static object () => throw new FormatException("not a number"));

        var result = f.Invoke();

        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.Equal("Unhandled", result.FunctionErrorKind);
        Assert.Equal("FormatException", result.Error!.Type);
        Assert.Contains("\"errorMessage\": \"not a number\"", result.PayloadText, StringComparison.Ordinal);
        Assert.IsType<FormatException>(result.Error.Exception);
    }

    [Fact]
    public void A_dry_run_runs_nothing()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static object () => throw new InvalidOperationException());

        var result = f.Invoke(1, new InvokeOptions { DryRun = true });

        Assert.Equal(204, result.StatusCode);
        Assert.Empty(simulation.Log);
    }

    [Fact]
    public void A_qualifier_names_the_version()
    {
        using var simulation = new Simulation();
        var latest = simulation.AddFunction("f", static () => "latest");
        simulation.AddFunction("f:3", static (LambdaContext c) => $"{c.FunctionVersion} {c.InvokedFunctionArn}");

        Assert.Equal("3 arn:aws:lambda:us-east-1:123456789012:function:f:3", latest.Invoke(0, new InvokeOptions { Qualifier = "3" }).Value<string>());
        var error = Assert.Throws<ResourceNotFoundException>(() => latest.Invoke(0, new InvokeOptions { Qualifier = "9" }));
        Assert.Equal("Function not found: arn:aws:lambda:us-east-1:123456789012:function:f:9", error.Message);
    }

    [Fact]
    public void A_name_that_no_function_has_is_told_beside_the_nearest()
    {
        using var simulation = new Simulation();
        Assert.Equal("Function not found: order; this simulation has no function yet", Assert.Throws<ResourceNotFoundException>(() => simulation["order"]).Message);
        simulation.AddFunction("orders", static () => 1);

        Assert.Equal("Function not found: order; nearest is orders", Assert.Throws<ResourceNotFoundException>(() => simulation["order"]).Message);
    }

    [Fact]
    public void An_answer_of_another_type_is_shown_with_the_function_that_gave_it()
    {
        using var simulation = new Simulation();
        var result = simulation.AddFunction("price", static () => new { Cents = "many" }).Invoke();

        var error = Assert.Throws<System.Text.Json.JsonException>(() => result.Value<Price>());

        Assert.StartsWith("price answered {\"Cents\":\"many\"}, which is no LambdaSim.Tests.Simulations.InvokeTests+Price: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("$.Cents", error.Path);
    }

    [Fact]
    public void A_configuration_that_is_null_is_refused_and_adds_nothing()
    {
        using var simulation = new Simulation();

        Assert.Throws<ArgumentException>(() => simulation.AddFunction("f", static () => 1, static _ => null!));

        Assert.Empty(simulation.Functions);
    }

    [Fact]
    public void A_run_that_has_ended_takes_no_function()
    {
        using var simulation = new Simulation();
        simulation.End();

        var error = Assert.Throws<InvalidOperationException>(() => simulation.AddFunction("f", static () => 1));

        Assert.StartsWith("function 'f' cannot be added: the run has ended", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_context_reaches_the_handler()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (LambdaContext c) => c.ClientContext);

        Assert.Equal("{\"custom\":{}}", f.Invoke(0, new InvokeOptions { ClientContext = "{\"custom\":{}}" }).Value<string>());
    }

    [Fact]
    public void A_payload_that_is_no_JSON_is_refused_before_anything_changes()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static () => 1);

        Assert.Throws<InvalidRequestContentException>(() => f.InvokeRaw("{nope"u8.ToArray()));
        Assert.Empty(simulation.Log);
    }

    [Fact]
    public void A_payload_over_the_limit_is_refused_in_AWSs_words()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static () => 1);

        var sync = Assert.Throws<RequestTooLargeException>(() => f.InvokeRaw(new byte[6_291_457]));
        var async = Assert.Throws<RequestTooLargeException>(() => f.SendRaw(new byte[1_048_577]));

        Assert.Equal("Request must be smaller than 6291456 bytes for the InvokeFunction operation", sync.Message);
        Assert.Equal("1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)", async.Message);
    }

    [Fact]
    public void A_response_over_six_megabytes_is_a_function_error_and_the_environment_stays_warm()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (int size) => new string('x', size));

        var result = f.Invoke(7_000_000);

        Assert.Equal("Function.ResponseSizeTooLarge", result.Error!.Type);
        Assert.False(f.Invoke(1).ColdStart);
    }

    [Fact]
    public void A_handler_that_returns_null_answers_null()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static () => (string?)null);

        Assert.Equal("null", f.Invoke().PayloadText);
    }

    [Fact]
    public void A_delegate_that_throws_before_its_first_await_fails_like_any_other()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static Task () => throw new ArgumentException("at once"));

        Assert.Equal("ArgumentException", f.Invoke().Error!.Type);
    }

    [Fact]
    public void A_function_calls_another_through_the_client()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("leaf", static async (int n, LambdaContext c) =>
        {
            await c.Delay(Duration.FromMilliseconds(10));
            return n * 2;
        });
        var root = simulation.AddFunction("root", static async (int n, LambdaContext c) =>
        {
            var both = await Task.WhenAll(c.Client.InvokeAsync("leaf", n), c.Client.InvokeAsync("leaf", n + 1));
            return both.Sum(r => r.Value<int>());
        });

        var result = root.Invoke(3);

        Assert.Equal(14, result.Value<int>());
        Assert.Equal(Duration.FromMilliseconds(10), result.Duration);
    }

    [Fact]
    public void Recursion_through_the_client_stays_flat()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static async (int n, LambdaContext c) =>
            n == 0 ? 0 : 1 + (await c.Client.InvokeAsync("f", n - 1)).Value<int>(), static f => f with { RecursiveLoop = LambdaSim.Configuration.RecursiveLoop.Allow });

        Assert.Equal(300, f.Invoke(300).Value<int>());
    }

    [Fact]
    public void Payload_text_is_UTF8()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (byte[] e) => Encoding.UTF8.GetString(e));

        Assert.Equal("\"ü\"", f.InvokeRaw("\"ü\""u8.ToArray()).Value<string>());
    }

    private sealed record Price(int Cents);
}
