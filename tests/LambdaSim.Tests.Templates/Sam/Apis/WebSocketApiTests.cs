namespace LambdaSim.Tests.Templates.Sam.Apis;

public sealed class WebSocketApiTests
{
    [Fact]
    public void Each_route_has_an_integration_and_a_permission()
    {
        var made = With("Routes: { $connect: { FunctionArn: arn }, say: { FunctionArn: arn, IntegrationTimeout: 900 } }");
        Assert.Equal("say", made.At("AsayRoute", "Properties", "RouteKey")!.ToString());
        Assert.Equal("900", made.At("AsayIntegration", "Properties", "TimeoutInMillis")!.ToString());
        Assert.Equal(
            "{'Fn::Sub':'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${A.ApiId}/default/$connect'}",
            made.At("AConnectPermission", "Properties", "SourceArn").Json());
    }

    [Fact]
    public void Only_the_route_that_connects_has_the_authorizer()
    {
        var made = With("Routes: { $connect: { FunctionArn: arn }, $default: { FunctionArn: arn } }, Auth: { AuthType: CUSTOM, AuthArn: arn }");
        Assert.Equal("CUSTOM", made.At("AConnectRoute", "Properties", "AuthorizationType")!.ToString());
        Assert.Null(made.At("ADefaultRoute", "Properties", "AuthorizationType"));
        Assert.NotNull(made["AAuthorizerPermission"]);
    }

    [Fact]
    public void A_stage_with_settings_of_routes_waits_for_the_routes() => Assert.Equal(
        "['AConnectRoute']",
        With("Routes: { $connect: { FunctionArn: arn } }, RouteSettings: { $connect: { ThrottlingBurstLimit: 1 } }").At("ADefaultStage", "DependsOn").Json());

    [Theory]
    [InlineData("Routes: { $nonsense: { FunctionArn: arn } }", "Route key '$nonsense' must be alphanumeric. Only $connect, $disconnect, and $default special routes are supported.")]
    [InlineData("Routes: { $default: { IntegrationTimeout: 1 } }", "Route must have associated function.")]
    [InlineData("Routes: { $default: { FunctionArn: arn } }, StageName: $default", "Stages cannot be named $default for WebSocket APIs.")]
    [InlineData("Routes: { $connect: { FunctionArn: arn } }, Auth: { AuthType: NONE, AuthArn: arn }", "No additional configurations supported for AuthType NONE.")]
    public void What_cannot_be_is_refused(string properties, string error) => Assert.Equal(
        ["Resource with id [A] is invalid. " + error], ApiTemplate.Errors(Text(properties)));

    private static System.Text.Json.Nodes.JsonObject With(string properties) => ApiTemplate.Resources(Text(properties));

    private static string Text(string properties) =>
        $"Resources:\n  A: {{ Type: AWS::Serverless::WebSocketApi, Properties: {{ RouteSelectionExpression: $request.body.action, {properties} }} }}\n";
}
