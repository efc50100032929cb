using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Runtime;

/// <summary>Tells, from inside a context callback, whether the pool resets its thread after an item or whether code inside the item changes contexts.</summary>
internal static class PoolFrames
{
    /// <summary>Frames have no names here (native AOT), so ends are taken from the context alone.</summary>
    internal static bool Unknown { get; private set; }

    /// <returns>Null where frames have no names (native AOT).</returns>
    internal static bool? AtTheEndOfAnItem()
    {
        var trace = new StackTrace(2, fNeedFileInfo: false);
        for (var i = 0; i < trace.FrameCount; i++)
        {
            if (TypeOf(trace.GetFrame(i)) is not { } type)
            {
                Unknown = true;
                return null;
            }

            if (type.Namespace == "System.Threading" && (type.Name.StartsWith("AsyncLocal", StringComparison.Ordinal) || type.Name == nameof(ExecutionContext)))
            {
                continue;
            }

            return type.Namespace == "System.Threading" && type.Name is "ThreadPoolWorkQueue" or "WorkerThread";
        }

        Unknown = true;
        return null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Without the method the answer is 'unknown', and the callers have another way.")]
    private static Type? TypeOf(StackFrame? frame) => frame?.GetMethod()?.DeclaringType;
}
