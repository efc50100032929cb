using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaSim.Functions;

/// <summary>
/// AWS Lambda of one account in one region, as its API shows it: functions, versions, aliases and what belongs to them. Each operation checks everything
/// before it changes anything, takes no virtual time, and is an event in the log (rule CTL-LOGGED).
/// </summary>
public sealed partial class LambdaService
{
    private readonly ControlPlane _plane;
    private readonly IServiceHost _host;

    internal LambdaService(ControlPlane plane, IServiceHost host)
    {
        _plane = plane;
        _host = host;
    }

    /// <summary>Account and region.</summary>
    public ServiceAddress Address => _plane.Address;

    internal ControlPlane Plane => _plane;

    /// <summary>Whether a function has an alias; a question of this process, no call of the API.</summary>
    internal bool HasAlias(string function, string alias) => _plane.Functions.TryGetValue(function, out var entry) && entry.Aliases.ContainsKey(alias);

    /// <summary>An operation as the endpoint calls it: members in, members out.</summary>
    internal JsonNode? Call(Operation operation, JsonElement input)
    {
        try
        {
            return operation.Call(this, input);
        }
        catch (SerializationException e)
        {
            // It was refused before it had a request.
            _host.Called(Address, operation.Name, null, e);
            throw;
        }
    }

    private TOut Run<TIn, TOut>(TIn request, string? resource, Func<TIn, TOut> run, [CallerMemberName] string operation = "")
    {
        ArgumentNullException.ThrowIfNull(request);
        _host.Enter(operation);
        try
        {
            var answer = run(request);
            _host.Called(Address, operation, resource, null);
            return answer;
        }
        catch (LambdaServiceException e)
        {
            _host.Called(Address, operation, resource, e);
            throw;
        }
    }

    private void Run<TIn>(TIn request, string? resource, Action<TIn> run, [CallerMemberName] string operation = "") =>
        Run(request, resource, r =>
        {
            run(r);
            return true;
        }, operation);
}
