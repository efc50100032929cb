using System.Text;
using LambdaSim.Functions.Model;
using LambdaSim.Tests.Functions;

namespace LambdaSim.Tests.StandIns;

/// <summary>Stand-ins that came by the API.</summary>
public class DeployedStandInTests
{
    [Fact]
    public void Each_version_runs_the_stand_in_it_was_published_with()
    {
        using var simulation = new Simulation();
        Create(simulation, """{"standIn":1,"behavior":"version","params":{"id":"first"}}""");
        simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "fn" });
        simulation.Lambda.UpdateFunctionCode(new UpdateFunctionCodeRequest { FunctionName = "fn", ZipFile = Zip("""{"standIn":1,"behavior":"version","params":{"id":"second"}}""") });

        Assert.Equal("""{"version_id":"first","invoked_arn":"arn:aws:lambda:us-east-1:123456789012:function:fn:1","version_from_ctx":"1"}""", Invoke(simulation, "1"));
        Assert.Equal("""{"version_id":"second","invoked_arn":"arn:aws:lambda:us-east-1:123456789012:function:fn","version_from_ctx":"$LATEST"}""", Invoke(simulation));
    }

    [Fact]
    public void A_callback_sees_the_variables_and_the_handler_of_its_function()
    {
        var callbacks = new FakeCallbacks("""{"result":null}""");
        using var simulation = new Simulation { Callbacks = callbacks };
        Create(simulation, """{"standIn":1,"callback":"http://127.0.0.1:9000/"}""", new Dictionary<string, string?> { ["STAGE"] = "é" });

        Assert.Equal("null", Invoke(simulation));
        var env = Assert.Single(callbacks.Posted).GetProperty("env");
        Assert.Equal(("é", "index.handler"), (env.GetProperty("STAGE").GetString(), env.GetProperty("_HANDLER").GetString()));
    }

    [Fact]
    public void Code_that_is_no_stand_in_is_created_and_its_calls_say_what_to_do()
    {
        using var simulation = new Simulation();
        simulation.Lambda.CreateFunction(FunctionSamples.Create());

        Assert.StartsWith("""{"errorType":"LambdaSim.NoHandler","errorMessage":"The code of fn was stored""", Invoke(simulation), StringComparison.Ordinal);
    }

    private static byte[] Zip(string json) => FunctionSamples.Zip(("lambdasim-standin.json", Encoding.UTF8.GetBytes(json)));

    private static void Create(Simulation simulation, string json, Dictionary<string, string?>? variables = null) => simulation.Lambda.CreateFunction(FunctionSamples.Create() with
    {
        Code = new FunctionCode { ZipFile = Zip(json) },
        Environment = variables is null ? null : new() { Variables = variables },
    });

    private static string Invoke(Simulation simulation, string? qualifier = null)
    {
        var answer = "";
        simulation.Run(async () => answer = Encoding.UTF8.GetString((await simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "fn", Qualifier = qualifier })).Payload.Span));
        return answer;
    }
}
