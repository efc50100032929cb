using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// The account.
public sealed partial class LambdaService
{
    /// <summary>Limits and use of the account.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public GetAccountSettingsResponse GetAccountSettings(GetAccountSettingsRequest request) => Run(request, null, _plane.GetAccountSettings);
}
