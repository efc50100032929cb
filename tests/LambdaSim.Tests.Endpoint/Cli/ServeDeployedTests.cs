using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LambdaSim.Tests.Endpoint;

namespace LambdaSim.Tests.Cli;

/// <summary>Build outputs that run behind an endpoint.</summary>
public sealed class ServeDeployedTests
{
    private const string Functions = "/2015-03-31/functions";

    [Fact]
    public async Task A_build_output_runs_for_functions_of_its_name_in_virtual_time()
    {
        await using var serve = await ServeRun.Start("--clock", "manual", "--deployed", $"orders={Folder("Everyday")}::Everyday::Everyday.Function::Handle");
        await Create(serve, "orders");

        var answer = JsonNode.Parse(await serve.Post($"{Functions}/orders/invocations", """{"Id": "a", "Customer": "c"}"""))!;

        Assert.Equal((1_200, 1), ((double)answer["WaitedMs"]!, (int)answer["Calls"]!));
        Assert.InRange((double)JsonNode.Parse(await serve.Client.GetStringAsync("/_lambdasim/now", TestContext.Current.CancellationToken))!["elapsedSeconds"]!, 1.2, 2);
    }

    [Fact]
    public async Task An_executable_runs_too_also_after_a_reset()
    {
        await using var serve = await ServeRun.Start("--deployed", $"orders={Folder("Bootstrap")}::Bootstrap");
        await Create(serve, "orders");
        await serve.Post($"{Functions}/orders/invocations", """{"id": "a"}""");
        await serve.Post("/_lambdasim/reset", "");
        await Create(serve, "orders");

        var answer = JsonNode.Parse(await serve.Post($"{Functions}/orders/invocations", """{"id": "b"}"""))!;

        Assert.Equal(("b", 1), ((string)answer["id"]!, (int)answer["calls"]!));
    }

    [Fact]
    public async Task A_configuration_file_names_build_outputs_too()
    {
        using var cli = new CliRun();
        var file = cli.File("config.yaml", $"deployed:\n  orders:\n    folder: {Path.GetRelativePath(cli.Folder, Folder("Everyday"))}\n    handler: Everyday::Everyday.Function::Handle\n");
        await using var serve = await ServeRun.Start("--config", Path.Combine(cli.Folder, file));
        await Create(serve, "orders");

        Assert.Equal(1, (int)JsonNode.Parse(await serve.Post($"{Functions}/orders/invocations", """{"Id": "a", "Customer": "c"}"""))!["Calls"]!);
    }

    [Theory]
    [InlineData("deployed: [a]", "deployed: expected an object with one entry a function")]
    [InlineData("deployed: {orders: {folder: here}}", "the key \"handler\" is missing")]
    [InlineData("deployed: {orders: {folder: '', handler: A}}", "expected a folder, relative to the file's own")]
    [InlineData("deployed: {orders: {folder: here, handler: A}}", "config.yaml: deployed.orders: The folder")]
    [InlineData("deployed: {'a/b': {folder: here, handler: A}}", "deployed[\"a/b\"]")]
    public void What_a_file_names_and_is_not_there_is_refused(string text, string says)
    {
        using var cli = new CliRun();

        cli.Run("serve", "--port", "0", "--config", cli.File("config.yaml", text)).Refused(says);
    }

    [Fact]
    public void A_replay_refuses_build_outputs()
    {
        using var cli = new CliRun();
        var trace = cli.File("trace.csv", "time,function\n0,orders\n");

        cli.Run("replay", trace, "--config", cli.File("config.yaml", "seed: 1\ndeployed: {orders: {folder: here, handler: A}}")).Refused("build outputs run behind lambdasim serve only");
    }

    [Theory]
    [InlineData("orders", "--deployed orders: expected NAME=FOLDER::HANDLER, such as")]
    [InlineData("orders=here", "expected NAME=FOLDER::HANDLER")]
    [InlineData("orders=here::", "expected NAME=FOLDER::HANDLER")]
    [InlineData("=here::Orders", "expected NAME=FOLDER::HANDLER")]
    [InlineData("a/b=here::Orders", "--deployed a/b=here::Orders: ")]
    [InlineData("orders=here::Orders", "of function orders does not exist; build or publish the project first")]
    public void What_names_no_code_is_refused(string argument, string says)
    {
        using var cli = new CliRun();

        cli.Run("serve", "--port", "0", "--deployed", argument).Refused(says);
    }

    [Theory]
    [InlineData("Everyday::Everyday.Function", "--deployed orders: Invalid lambda function handler")]
    [InlineData("Everyda", "did you mean 'Everyday'?")]
    [InlineData("Everyday", "has no Main")]
    public void What_a_folder_does_not_have_is_refused(string handler, string says)
    {
        using var cli = new CliRun();

        cli.Run("serve", "--port", "0", "--deployed", $"orders={Folder("Everyday")}::{handler}").Refused(says);
    }

    [Fact]
    public void A_name_has_one_build_output()
    {
        using var cli = new CliRun();

        cli.Run("serve", "--port", "0", "--deployed", "f=a::B", "--deployed", "f=c::D").Refused("f has a build output already");
    }

    [Fact]
    public async Task A_build_output_that_a_client_uploads_runs_where_it_is_trusted()
    {
        await using var serve = await ServeRun.Start("--trust-uploads", "orders");
        await Upload(serve, "orders");
        await Upload(serve, "others");

        Assert.Equal(1, (int)JsonNode.Parse(await serve.Post($"{Functions}/orders/invocations", """{"Id": "a", "Customer": "c"}"""))!["Calls"]!);
        Assert.Contains("LambdaSim.NoHandler", await serve.Post($"{Functions}/others/invocations", "{}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b", "--trust-uploads a/b: ", "127.0.0.1")]
    [InlineData("orders=abc", "is no SHA-256 of a zip", "127.0.0.1")]
    [InlineData("orders", "other machines reach 0.0.0.0", "0.0.0.0")]
    public void Trust_that_makes_no_sense_is_refused(string argument, string says, string host)
    {
        using var cli = new CliRun();

        cli.Run("serve", "--port", "0", "--host", host, "--trust-uploads", argument).Refused(says);
    }

    private static async Task Upload(ServeRun serve, string name)
    {
        using var zip = new MemoryStream();
        await System.IO.Compression.ZipFile.CreateFromDirectoryAsync(Folder("Everyday"), zip, TestContext.Current.CancellationToken);
        var body = EndpointWorld.CreateBody(name);
        body["Timeout"] = 10;
        body["Runtime"] = "dotnet10";
        body["Handler"] = "Everyday::Everyday.Function::Handle";
        body["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(zip.ToArray()) };
        var answer = await serve.Client.PostAsJsonAsync(Functions, body, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task Create(ServeRun serve, string name)
    {
        var body = EndpointWorld.CreateBody(name);
        body["Timeout"] = 10;
        var answer = await serve.Client.PostAsJsonAsync(Functions, body, TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)answer.StatusCode);
    }

#if DEBUG
    private static string Folder(string project, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../Corpus", project, "bin/Debug/net10.0"));
#else
    private static string Folder(string project, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../Corpus", project, "bin/Release/net10.0"));
#endif
}
