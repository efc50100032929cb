using LambdaSim.Handlers.StandIns;

namespace LambdaSim.Tests.StandIns;

/// <summary>The headers of the Lambda Runtime API.</summary>
public sealed class RuntimeMessageTests
{
    [Fact]
    [Pins("INV-IDENTITY")]
    public void The_callers_Cognito_identity_is_in_a_header()
    {
        var call = new RuntimeEvent("id", "arn", null, default) { Trace = "", Remaining = TimeSpan.Zero, EndsWithDeadline = true, Identity = new CognitoIdentity("ada", "pool") };

        Assert.Equal("""{"cognitoIdentityId":"ada","cognitoIdentityPoolId":"pool"}""", RuntimeMessages.Headers(call, default).Single(static h => h.Name == "Lambda-Runtime-Cognito-Identity").Value);
        Assert.DoesNotContain(RuntimeMessages.Headers(call with { Identity = null }, default), static h => h.Name == "Lambda-Runtime-Cognito-Identity");
    }
}
