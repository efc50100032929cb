using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LambdaSim.Runtime;

/// <summary>Tells, from inside a context callback, whether the pool resets its thread after an item or whether code inside the item changes contexts.</summary>
internal static class PoolFrames
{
    private const string Threading = "System.Threading";

    /// <returns>Null where frames have no names (native AOT): the thread's name tells the end there.</returns>
    internal static bool? AtTheEndOfAnItem()
    {
        var trace = new StackTrace(1, fNeedFileInfo: false);
        for (var i = 0; i < trace.FrameCount; i++)
        {
            if (MethodOf(trace.GetFrame(i)) is not { DeclaringType: { } type } method)
            {
                break;
            }

            if (type == typeof(ContextDoor) || (type.Namespace == Threading && type.Name.StartsWith(nameof(AsyncLocal<>), StringComparison.Ordinal)))
            {
                continue;
            }

            if (type == typeof(ExecutionContext))
            {
                if (method.Name.StartsWith("Run", StringComparison.Ordinal))
                {
                    // Somebody's code ran in a context and is back: the item's own end is still to come.
                    return false;
                }

                continue;
            }

            return type.Namespace == Threading && type.Name == "ThreadPoolWorkQueue";
        }

        return null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Without the method the answer is 'unknown', and the callers have another way.")]
    internal static MethodBase? MethodOf(StackFrame? frame) => frame?.GetMethod();
}
