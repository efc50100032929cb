// A real thread, once: the only public way to a context that carries nothing at all.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>The default execution context: no sandbox, no test output, no activity.</summary>
internal static class RootContext
{
    internal static readonly ExecutionContext Value = Capture();

    private static ExecutionContext Capture()
    {
        ExecutionContext? context = null;
        var thread = new Thread(() => context = ExecutionContext.Capture()) { IsBackground = true, Name = "LambdaSim root context" };
        thread.UnsafeStart();
        thread.Join();
        return context!;
    }
}
