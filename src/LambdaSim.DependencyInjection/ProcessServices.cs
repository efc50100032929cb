using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaSim.DependencyInjection;

/// <summary>The services of one process of an environment, and of the invocation it works on.</summary>
internal sealed class ProcessServices(ServiceProvider provider, IExternalScopeProvider logScopes) : IAsyncDisposable
{
    private AsyncServiceScope? _scope;

    public IServiceProvider Provider => provider;

    /// <summary>The handler; null: there is none to keep.</summary>
    public object? Handler { get; set; }

    /// <summary>An invocation begins. A process works on one at a time.</summary>
    public IServiceProvider BeginScope()
    {
        var scope = provider.CreateAsyncScope();
        _scope = scope;
        return scope.ServiceProvider;
    }

    /// <summary>Log lines from here on, of all loggers, stand in the scope of a request.</summary>
    public IDisposable BeginLogScope(LambdaContext context) => logScopes.Push(new RequestScope(context.AwsRequestId));

    /// <summary>The invocation is over.</summary>
    public ValueTask EndScope()
    {
        var scope = _scope;
        _scope = null;
        return scope?.DisposeAsync() ?? default;
    }

    /// <summary>The end of the process. A scope is open still when the process was killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndScope().ConfigureAwait(false);
        }
        finally
        {
            await provider.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The scope of a request in structured logs.</summary>
    private sealed class RequestScope(string id) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 1;

        public KeyValuePair<string, object?> this[int index] => index == 0 ? new("AwsRequestId", id) : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return this[0];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"AwsRequestId:{id}";
    }
}
