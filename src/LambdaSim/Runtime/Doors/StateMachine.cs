using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LambdaSim.Runtime;

/// <summary>The code of an async method at an await, as its compiler keeps it.</summary>
internal static class StateMachine
{
    /// <summary>The state machine in a task or value task source; null: it is none of an async method.</summary>
    internal static object? Of(object node) => node.GetType().Name.Contains("StateMachineBox", StringComparison.Ordinal) ? TaskInternals.Read(node, "StateMachine") : null;

    /// <summary>What it awaits: at most one thing in C#.</summary>
    internal static IEnumerable<object> AwaitedOf(object machine) =>
        TaskInternals.ValuesOf(machine).Where(static v => v is INotifyCompletion).SelectMany(static awaiter => Sources(awaiter, 0));

    /// <summary>The method in words: <c>Checkout.Pay</c>, or <c>a lambda in Checkout.Pay</c>.</summary>
    internal static string NameOf(object machine)
    {
        var type = machine.GetType();
        var (method, isLambda) = Method(type.Name);
        var owner = type.DeclaringType;
        while (owner is { DeclaringType: { } outer } && owner.Name.StartsWith("<>c", StringComparison.Ordinal))
        {
            owner = outer;
        }

        var name = owner is null ? method : $"{Plain(owner.Name)}.{method}";
        return isLambda ? $"a lambda in {name}" : name;
    }

    // <Pay>d__3, <<Pay>b__0>d, <<Pay>g__Local|0_1>d.
    private static (string Method, bool IsLambda) Method(string name)
    {
        // The method of top-level statements.
        name = name.Replace("<Main>$", "Main", StringComparison.Ordinal);
        var inner = name.StartsWith("<<", StringComparison.Ordinal);
        var from = inner ? 2 : 1;
        var to = name.IndexOf('>', StringComparison.Ordinal);
        if (!name.StartsWith('<') || to < from)
        {
            return (name, false);
        }

        var method = name[from..to];
        var local = name.IndexOf(">g__", StringComparison.Ordinal);
        return local >= 0 && name.IndexOf('|', local) is > 0 and var bar ? ($"{method}.{name[(local + 4)..bar]}", false) : (method, inner);
    }

    internal static string Plain(string type) => type.IndexOf('`', StringComparison.Ordinal) is > 0 and var tick ? type[..tick] : type;

    // An awaiter holds a task or a value task, one of .NET's in a field or two of structures.
    private static IEnumerable<object> Sources(object holder, int depth)
    {
        foreach (var value in TaskInternals.ValuesOf(holder))
        {
            if (value is Task or System.Threading.Tasks.Sources.IValueTaskSource || IsSource(value))
            {
                yield return value;
            }
            else if (depth < 3 && value.GetType() is { IsValueType: true, IsPrimitive: false, IsEnum: false })
            {
                foreach (var inner in Sources(value, depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Without the interfaces the answer is 'unknown', and the callers have another way.")]
    private static bool IsSource(object value) => !value.GetType().IsValueType && Array.Exists(
        value.GetType().GetInterfaces(), static i => i is { IsGenericType: true } && i.GetGenericTypeDefinition() == typeof(System.Threading.Tasks.Sources.IValueTaskSource<>));
}
