namespace LambdaSim.Woven.Process;

/// <summary>The flow of an environment's code is not suppressed: without it code would not know whose it is.</summary>
[Redirects(typeof(ExecutionContext))]
[Hidden]
public static class ExecutionContextShims
{
    public static FlowControl SuppressFlow() => WovenEnvironment.Current is null ? new FlowControl(ExecutionContext.SuppressFlow()) : default;

    public static void RestoreFlow()
    {
        if (WovenEnvironment.Current is null)
        {
            ExecutionContext.RestoreFlow();
        }
    }

    public static bool IsFlowSuppressed() => WovenEnvironment.Current is null && ExecutionContext.IsFlowSuppressed();
}

/// <summary>What ends a suppressed flow, if one was.</summary>
[Substitutes(typeof(AsyncFlowControl))]
[Hidden]
public struct FlowControl : IEquatable<FlowControl>, IDisposable
{
    private AsyncFlowControl? _real;

    internal FlowControl(AsyncFlowControl real) => _real = real;

    public static bool operator ==(FlowControl a, FlowControl b) => a.Equals(b);

    public static bool operator !=(FlowControl a, FlowControl b) => !a.Equals(b);

    public void Undo()
    {
        _real?.Undo();
        _real = null;
    }

    public void Dispose() => Undo();

    public readonly bool Equals(FlowControl obj) => Nullable.Equals(_real, obj._real);

    public override readonly bool Equals(object? obj) => obj is FlowControl other && Equals(other);

    public override readonly int GetHashCode() => _real.GetHashCode();
}
