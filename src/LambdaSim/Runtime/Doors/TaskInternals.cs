using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LambdaSim.Runtime;

/// <summary>
/// What .NET keeps in its tasks and shows to debuggers only. Everything here is for messages and for refusing earlier what would be refused later: where
/// the runtime has other fields, or none (native AOT), the answer is "unknown" and real time decides.
/// </summary>
internal static class TaskInternals
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What goes on when a task is over; null: nobody awaits it.</summary>
    internal static object? ContinuationOf(Task task)
    {
        try
        {
            return Continuation(task);
        }
        catch (MissingFieldException)
        {
            return null;
        }
    }

    /// <summary>Ends a task that .NET made, such as that of a delay.</summary>
    internal static bool Fail(Task task, Exception exception)
    {
        try
        {
            return TrySetException(task, exception);
        }
        catch (MissingMethodException)
        {
            return false;
        }
    }

    /// <summary>A field of an object's class or of one it derives from; null where there is none.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Without the field the answer is 'unknown', and the callers have another way.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Without the field the answer is 'unknown', and the callers have another way.")]
    internal static object? Read(object of, string field)
    {
        for (var type = of.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            if (type.GetField(field, Fields) is { } found)
            {
                return found.GetValue(of);
            }
        }

        return null;
    }

    /// <summary>The values of all fields that a class declares itself.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Without the fields the answer is 'unknown', and the callers have another way.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Without the fields the answer is 'unknown', and the callers have another way.")]
    internal static IEnumerable<object> ValuesOf(object of) => of.GetType().GetFields(Fields).Select(f => f.GetValue(of)).OfType<object>();

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_continuationObject")]
    private static extern ref object? Continuation(Task task);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "TrySetException")]
    private static extern bool TrySetException(Task task, object exception);
}
