using System.Text.Json;
using LambdaSim.Handlers;

namespace LambdaSim.Tests.Handlers;

/// <summary>Handlers written for AWS's packages run unmodified.</summary>
public class AwsHandlerTests
{
    private const string Prefix = "LambdaSim.Tests.AwsHandlers::AwsHandlers.Function::";

    [Fact]
    public async Task A_handler_string_leads_to_its_method_and_the_assemblys_serializer()
    {
        var context = new FakeContext();
        var handler = HandlerString.Bind(Prefix + "FunctionHandler");

        Assert.Equal("""{"order_id":"a","line_count":3}""", await handler.Once("""{"order_id":"a","line_count":2}""", context));
        Assert.Equal("info: order a", Assert.Single(context.Lines));
        Assert.Equal("Function.FunctionHandler", handler.Description);
    }

    [Fact]
    public async Task Every_member_of_AWSs_context_is_there()
    {
        var members = JsonSerializer.Deserialize<string[]>(await HandlerString.Bind(Prefix + "Describe").Once());

        Assert.Equal(
            [
                "11111111-2222-4333-8444-555555555555", "orders", "$LATEST", "arn:aws:lambda:us-east-1:123456789012:function:orders", "/aws/lambda/orders",
                "2026/01/01/[$LATEST]0", "512", "2500", "Root=1-0-0", "none", "none", "SnakeCaseSerializer",
            ],
            members!);
    }

    [Fact]
    public async Task Client_context_arrives_in_AWSs_shape()
    {
        var context = new FakeContext
        {
            ClientContextJson = """{"client":{"installation_id":"i","app_title":"t","app_version_name":"n","app_version_code":"1","app_package_name":"p"},"custom":{"shop":"berlin"},"env":{"locale":"de"}}""",
        };

        Assert.Equal("""["i","t","n","1","p","berlin","de"]""", await HandlerString.Bind(Prefix + "Client").Once(context: context));
        Assert.Equal("[]", await HandlerString.Bind(Prefix + "Client").Once());
    }

    [Fact]
    [Pins("INV-IDENTITY")]
    public void The_callers_Cognito_identity_is_in_the_context_of_a_synchronous_call()
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddFunction("f", Prefix + "Identity");
        var options = new InvokeOptions { CognitoIdentity = new CognitoIdentity("us-east-1:ada", "us-east-1:pool") };

        Assert.Equal("\"us-east-1:ada of us-east-1:pool\"", function.InvokeRaw("{}", options).PayloadText);
        Assert.Equal("\" of \"", function.InvokeRaw("{}").PayloadText);
        function.SendRaw("{}", options);
        Assert.Contains(simulation.Unsimulated, line => line.Contains("Cognito identity of an event", StringComparison.Ordinal));
    }

    [Fact]
    public void A_Cognito_identity_without_its_pool_is_refused()
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddFunction("f", () => 1);

        Assert.Throws<ArgumentException>(() => function.InvokeRaw("{}", new InvokeOptions { CognitoIdentity = new CognitoIdentity("us-east-1:ada", "") }));
    }

    [Fact]
    public async Task Each_way_to_log_writes_a_line_with_its_level()
    {
        var context = new FakeContext();
        await HandlerString.Bind(Prefix + "LogAll").Once(context: context);

        Assert.Equal(
            [": raw", "info: line", "trce: t", "dbug: d", "info: 007 of x", "warn: w", "fail: order 5\nSystem.FormatException: bad", "crit: c", "warn: by name", "fail: by enum"],
            context.Lines);
    }

    [Fact]
    public async Task A_methods_serializer_comes_before_the_assemblys() =>
        Assert.Equal("\"LOUD\"", await HandlerString.Bind(Prefix + "Loud").Once("\"x\""));

    [Fact]
    public async Task A_stream_handler_sees_and_sends_raw_bytes() =>
        Assert.Equal("[1, 2]", await HandlerString.Bind(Prefix + "Raw").Once("[1, 2]"));

    [Fact]
    public async Task A_static_method_needs_no_object()
    {
        var handler = HandlerString.Bind(Prefix + "Shared");

        Assert.False(handler.HasInit);
        Assert.Equal("\"aa\"", await handler.Once("\"a\""));
    }

    [Fact]
    public async Task A_signature_chooses_between_overloads() =>
        Assert.Equal("null", await HandlerString.Bind(Prefix + "Void Twice(Int32)").Once("1"));

    [Fact]
    public async Task SnapStart_hooks_are_listed_as_not_simulated()
    {
        var handler = HandlerString.Bind("LambdaSim.Tests.AwsHandlers::AwsHandlers.SnapStarted::Handle");
        Assert.Empty(handler.Unsimulated);
        await handler.Once();

        Assert.Contains("SnapStart hooks of SnapStarted.Handle", Assert.Single(handler.Unsimulated), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delegate_may_take_AWSs_context_too() =>
        Assert.Equal("\"orders\"", await HandlerBinder.Bind((Amazon.Lambda.Core.ILambdaContext c) => c.FunctionName).Once());

    [Theory]
    [InlineData("", "Empty lambda function handler: ''. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [InlineData("A::B", "Invalid lambda function handler: 'A::B'. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [InlineData("A::::C", "Invalid lambda function handler: 'A::::C', the type is missing. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [InlineData("NoSuch::B::C", "Could not find the specified handler assembly with the file name 'NoSuch'.")]
    [InlineData("LambdaSim.Tests.AwsHandlers::Aws.Function::C", "Unable to find type 'Aws.Function' in assembly 'LambdaSim.Tests.AwsHandlers'. Did you mean 'AwsHandlers.Function'?")]
    [InlineData(Prefix + "Nope", "Unable to find method 'Nope' in type 'AwsHandlers.Function'")]
    [InlineData(Prefix + "FunctionHandlr", "Unable to find method 'FunctionHandlr' in type 'AwsHandlers.Function' from assembly 'LambdaSim.Tests.AwsHandlers'. Did you mean 'FunctionHandler'?")]
    [InlineData("LambdaSim.Tests.AwsHandlers::AwsHandlers.Funktion::C", "Unable to find type 'AwsHandlers.Funktion' in assembly 'LambdaSim.Tests.AwsHandlers'. Did you mean 'AwsHandlers.Function'?")]
    [InlineData(Prefix + "Twice", "More than one method named 'Twice' in type 'AwsHandlers.Function': give a signature, such as 'Void Twice(Int32)'.")]
    [Pins("INIT-HANDLER-NET")]
    public void A_handler_string_that_leads_nowhere_says_where_it_ends(string handler, string message)
    {
        var e = Assert.Throws<InvalidHandlerException>(() => HandlerString.Bind(handler));

        Assert.Equal(handler, e.Handler);
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_async_void_handler_is_refused() =>
        Assert.Contains("'async void'", Assert.Throws<UnsupportedHandlerException>(() => HandlerString.Bind(Prefix + "Fire")).Message, StringComparison.Ordinal);
}
