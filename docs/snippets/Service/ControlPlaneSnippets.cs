using System.IO.Compression;
using System.Text;
using LambdaSim.Assertions;
using LambdaSim.Functions.Model;
using LambdaSim.Units;
using Xunit;

namespace LambdaSim.Snippets.Service;

/// <summary>The snippets of docs/control-plane.md by name, to be run by the tests; each writes what the text quotes.</summary>
public static class ControlPlaneSnippets
{
    public static IReadOnlyDictionary<string, Action<TextWriter>> All { get; } = new Dictionary<string, Action<TextWriter>>(StringComparer.Ordinal)
    {
        ["service-create"] = Create,
        ["service-alias"] = Alias,
        ["service-new-code"] = NewCode,
        ["service-throttle"] = Throttle,
        ["service-revision"] = Revision,
        ["service-accounts"] = Accounts,
    };

    public static void Create(TextWriter output)
    {
        // begin-snippet: service-create
        using var code = new MemoryStream();
        using (var zip = new ZipArchive(code, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var file = zip.CreateEntry("lambdasim-standin.json").Open();
            file.Write("""{"standIn": 1, "behavior": "wait", "params": {"wait": 2}}"""u8);
        }

        using var simulation = new Simulation();
        var created = simulation.Lambda.CreateFunction(new CreateFunctionRequest
        {
            FunctionName = "import",
            Runtime = "python3.13",
            Handler = "app.handler",
            Role = "arn:aws:iam::123456789012:role/import",
            Code = new FunctionCode { ZipFile = code.ToArray() },
            Timeout = 10,
        });

        simulation.Run(() => simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "import" }));

        Assert.Equal("Pending", created.State);
        simulation.Log.Of("import").ShouldHave(1, "import ok");
        output.WriteLine(created.FunctionArn);
        // end-snippet
    }

    public static void Alias(TextWriter output)
    {
        // begin-snippet: service-alias
        using var simulation = new Simulation();
        simulation.AddFunction("greet", (string name, LambdaContext context) => $"version {context.FunctionVersion} greets {name}");
        var lambda = simulation.Lambda;

        lambda.PublishVersion(new PublishVersionRequest { FunctionName = "greet" });
        lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "greet", MemorySize = 512 });
        lambda.PublishVersion(new PublishVersionRequest { FunctionName = "greet" });
        lambda.CreateAlias(new CreateAliasRequest
        {
            FunctionName = "greet",
            Name = "live",
            FunctionVersion = "1",
            RoutingConfig = new AliasRoutingConfiguration { AdditionalVersionWeights = new Dictionary<string, double> { ["2"] = 0.25 } },
        });

        simulation.Run(async () =>
        {
            var answers = new List<InvokeResponse>();
            for (var i = 0; i < 100; i++)
            {
                answers.Add(await lambda.InvokeAsync(new InvokeRequest { FunctionName = "greet:live", Payload = "\"Ada\""u8.ToArray() }));
            }

            output.WriteLine(Encoding.UTF8.GetString(answers[0].Payload.Span));
            output.WriteLine($"{answers.Count(a => a.ExecutedVersion == "2")} of 100 calls went to version 2");
        });
        // end-snippet
    }

    public static void NewCode(TextWriter output)
    {
        // begin-snippet: service-new-code
        using var simulation = new Simulation();
        var pay = simulation.AddFunction("pay", (int cents) => $"old code: {cents}");
        pay.ShiftAlias("live", pay.Publish());

        pay.UpdateCode((int cents) => $"new code: {cents}");
        var version = pay.Publish();
        pay.ShiftAlias("live", version, weight: 0.1);

        var answers = Enumerable.Range(0, 100).Select(_ => pay.Invoke(240, new InvokeOptions { Qualifier = "live" }).Value<string>()!);
        output.WriteLine($"{answers.Count(a => a.StartsWith("new", StringComparison.Ordinal))} of 100 calls ran the new code");
        // end-snippet
    }

    public static void Throttle(TextWriter output)
    {
        // begin-snippet: service-throttle
        using var simulation = new Simulation();
        simulation.AddFunction("import", 2.Seconds);
        var lambda = simulation.Lambda;
        lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "import", ReservedConcurrentExecutions = 1 });

        simulation.Run(async () =>
        {
            var running = lambda.InvokeAsync(new InvokeRequest { FunctionName = "import" });
            var refused = await Assert.ThrowsAsync<TooManyRequestsException>(() => lambda.InvokeAsync(new InvokeRequest { FunctionName = "import" }));

            Assert.Equal("ReservedFunctionConcurrentInvocationLimitExceeded", refused.Reason);
            Assert.Equal(200, (await running).StatusCode);
        });
        // end-snippet
    }

    public static void Revision(TextWriter output)
    {
        // begin-snippet: service-revision
        using var simulation = new Simulation();
        simulation.AddFunction("orders", 10.Milliseconds);
        var lambda = simulation.Lambda;

        var seen = lambda.GetFunctionConfiguration(new FunctionRequest { FunctionName = "orders" });
        lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "orders", Timeout = 10, RevisionId = seen.RevisionId });

        var stale = new UpdateFunctionConfigurationRequest { FunctionName = "orders", Timeout = 20, RevisionId = seen.RevisionId };
        var refused = Assert.Throws<PreconditionFailedException>(() => lambda.UpdateFunctionConfiguration(stale));
        output.WriteLine(refused.Message);
        // end-snippet
    }

    public static void Accounts(TextWriter output)
    {
        // begin-snippet: service-accounts
        using var simulation = new Simulation(new SimulationOptions { AccountId = "111111111111", Region = "eu-west-1" });
        simulation.AddFunction("orders", 10.Milliseconds);

        Assert.Single(simulation.Lambda.ListFunctions(new ListFunctionsRequest()).Functions!);
        Assert.Empty(simulation.LambdaAt("111111111111", "us-east-1").ListFunctions(new ListFunctionsRequest()).Functions!);
        Assert.Empty(simulation.LambdaAt("222222222222", "eu-west-1").ListFunctions(new ListFunctionsRequest()).Functions!);
        // end-snippet
    }
}
