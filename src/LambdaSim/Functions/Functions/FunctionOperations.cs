using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Create, update, get, list, delete; versions; the account's settings.</summary>
internal static class FunctionOperations
{
    private const string Path = "/2015-03-31/functions";
    private const string One = $"{Path}/{{FunctionName}}";

    private static readonly FunctionJson _json = FunctionJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("CreateFunction", "POST", Path, 201, _json.CreateFunctionRequest, _json.FunctionConfiguration, static (s, r) => s.CreateFunction(r)),
        Operation.Of("UpdateFunctionCode", "PUT", $"{One}/code", 200, _json.UpdateFunctionCodeRequest, _json.FunctionConfiguration, static (s, r) => s.UpdateFunctionCode(r)),
        Operation.Of("UpdateFunctionConfiguration", "PUT", $"{One}/configuration", 200, _json.UpdateFunctionConfigurationRequest, _json.FunctionConfiguration, static (s, r) => s.UpdateFunctionConfiguration(r)),
        Operation.Of("GetFunction", "GET", One, 200, _json.FunctionRequest, _json.GetFunctionResponse, static (s, r) => s.GetFunction(r)) with { Query = ["Qualifier"] },
        Operation.Of("GetFunctionConfiguration", "GET", $"{One}/configuration", 200, _json.FunctionRequest, _json.FunctionConfiguration, static (s, r) => s.GetFunctionConfiguration(r)) with { Query = ["Qualifier"] },
        Operation.Of("ListFunctions", "GET", Path, 200, _json.ListFunctionsRequest, _json.ListFunctionsResponse, static (s, r) => s.ListFunctions(r)) with { Query = ["MasterRegion", "FunctionVersion", "Marker", "MaxItems"] },
        Operation.Of("DeleteFunction", "DELETE", One, 204, _json.FunctionRequest, static (s, r) => s.DeleteFunction(r)) with { Query = ["Qualifier"] },
        Operation.Of("PublishVersion", "POST", $"{One}/versions", 201, _json.PublishVersionRequest, _json.FunctionConfiguration, static (s, r) => s.PublishVersion(r)),
        Operation.Of("ListVersionsByFunction", "GET", $"{One}/versions", 200, _json.ListVersionsByFunctionRequest, _json.ListVersionsByFunctionResponse, static (s, r) => s.ListVersionsByFunction(r)) with { Query = ["Marker", "MaxItems"] },
        Operation.Of("GetAccountSettings", "GET", "/2016-08-19/account-settings", 200, _json.GetAccountSettingsRequest, _json.GetAccountSettingsResponse, static (s, r) => s.GetAccountSettings(r)),
    ];
}
