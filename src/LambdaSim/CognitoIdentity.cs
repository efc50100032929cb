namespace LambdaSim;

/// <summary>The Amazon Cognito identity whose credentials a caller has, as its mobile application got them.</summary>
/// <param name="IdentityId">Such as <c>us-east-1:12345678-1234-1234-1234-123456789012</c>.</param>
/// <param name="IdentityPoolId">The pool that it is of.</param>
public sealed record CognitoIdentity(string IdentityId, string IdentityPoolId)
{
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(IdentityId) || string.IsNullOrWhiteSpace(IdentityPoolId))
        {
            throw new ArgumentException("a Cognito identity has an IdentityId and an IdentityPoolId: give both, or leave InvokeOptions.CognitoIdentity null");
        }
    }
}
