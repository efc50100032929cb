using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using LambdaSim.Woven.Process;

namespace LambdaSim.Deployed.Running;

/// <summary>The <c>Main</c> of an executable assembly.</summary>
internal sealed class Program
{
    // What C# calls the entry point that waits for an asynchronous Main.
    private const string Waiting = "<Main>";

    private readonly MethodInfo _main;

    /// <exception cref="InvalidHandlerException">There is none.</exception>
    [RequiresUnreferencedCode(DeployedFunctions.Loads)]
    public Program(Assembly assembly, string handler)
    {
        var entry = assembly.EntryPoint ?? throw new InvalidHandlerException(
            handler,
            $"The assembly '{handler}' has no Main that could run. The handler string of a class library is 'ASSEMBLY::TYPE::METHOD'; an assembly name alone is that of an executable (<OutputType>Exe</OutputType>).");
        _main = entry.Name == Waiting ? Awaited(entry) : entry;
    }

    /// <summary>Runs it. Its result is its exit code.</summary>
    public Task<int> Start()
    {
        object?[] arguments = _main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
        if (!typeof(Task).IsAssignableFrom(_main.ReturnType))
        {
            return MainWaits.Run(() => Call(arguments) as int? ?? 0);
        }

        var started = (Task)Call(arguments)!;
        return started as Task<int> ?? CodeOf(started);
    }

    private object? Call(object?[] arguments) => _main.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, CultureInfo.InvariantCulture);

    private static async Task<int> CodeOf(Task started)
    {
        await started.ConfigureAwait(false);
        return 0;
    }

    [RequiresUnreferencedCode(DeployedFunctions.Loads)]
    private static MethodInfo Awaited(MethodInfo entry) =>
        entry.DeclaringType!.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .FirstOrDefault(m => m.Name is "<Main>$" or "Main" && typeof(Task).IsAssignableFrom(m.ReturnType) && m.GetParameters().Length == entry.GetParameters().Length) ?? entry;
}
