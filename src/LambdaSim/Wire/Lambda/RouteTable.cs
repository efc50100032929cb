using LambdaSim.Functions;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Lambda;

/// <summary>Every operation of the service's API, whether LambdaSim has it or not.</summary>
internal static class RouteTable
{
    public const string Invoke = "Invoke";
    public const string InvokeAsync = "InvokeAsync";
    public const string InvokeWithResponseStream = "InvokeWithResponseStream";

    private static readonly WireMember _qualifier = new("Qualifier", WireShape.String) { Location = MemberLocation.Query };

    private static readonly WireMember[] _invocation =
    [
        _qualifier,
        Header("InvocationType", "X-Amz-Invocation-Type"),
        Header("LogType", "X-Amz-Log-Type"),
        Header("ClientContext", "X-Amz-Client-Context"),
        Header("TenantId", "X-Amz-Tenant-Id"),
        Header("DurableExecutionName", "X-Amz-Durable-Execution-Name"),
    ];

    private static readonly WireMember _status = new("StatusCode", WireShape.Integer) { Location = MemberLocation.Status };

    private static readonly WireMember _version = Header("ExecutedVersion", "X-Amz-Executed-Version");

    public static IReadOnlyList<Route> All { get; } =
    [
        .. Operations.All.Values.Select(Route.Of),
        Route.Invoking(Invoke, "/2015-03-31/functions/{FunctionName}/invocations", _invocation,
            WireShape.Structure("InvocationResponse", _status, _version, Header("FunctionError", "X-Amz-Function-Error"), Header("LogResult", "X-Amz-Log-Result"))),
        Route.Invoking(InvokeAsync, "/2014-11-13/functions/{FunctionName}/invoke-async", [], WireShape.Structure("InvokeAsyncResponse", _version), status: 202),
        Route.Invoking(InvokeWithResponseStream, "/2021-11-15/functions/{FunctionName}/response-streaming-invocations", _invocation,
            WireShape.Structure("InvokeWithResponseStreamResponse", _status, _version)),
        .. UnsupportedOperations.All.Select(static u => Route.Unsupported(u.Name, u.Method, u.Path)),
    ];

    private static readonly RestRoutes _routes = new(All.Select(static r => r.Wire));

    private static readonly Dictionary<string, Route> _byName = All.ToDictionary(static r => r.Name, StringComparer.Ordinal);

    /// <summary>Null: no operation is asked for like this.</summary>
    public static Route? Find(string method, RequestTarget target) => _routes.Find(method, target.RawPath, target.Query) is { } found ? _byName[found.Name] : null;

    /// <summary>The methods that a path has.</summary>
    public static IEnumerable<string> Methods(RequestTarget target) => _routes.Methods(target.RawPath, target.Query);

    private static WireMember Header(string name, string wireName) => new(name, WireShape.String) { WireName = wireName, Location = MemberLocation.Header };
}
