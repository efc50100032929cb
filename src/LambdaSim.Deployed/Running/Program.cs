using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LambdaSim.Deployed.Running;

/// <summary>The <c>Main</c> of an executable assembly.</summary>
internal sealed class Program
{
    // What C# calls the entry point that waits for an asynchronous Main.
    private const string Waiting = "<Main>";

    private readonly MethodInfo _main;

    /// <exception cref="InvalidHandlerException">There is none that can run in virtual time.</exception>
    [RequiresUnreferencedCode(DeployedFunctions.Loads)]
    public Program(Assembly assembly, string handler)
    {
        var entry = assembly.EntryPoint ?? throw new InvalidHandlerException(
            handler,
            $"The assembly '{handler}' has no Main that could run. The handler string of a class library is 'ASSEMBLY::TYPE::METHOD'; an assembly name alone is that of an executable (<OutputType>Exe</OutputType>).");
        _main = entry.Name == Waiting ? Awaited(entry) : entry;
        if (!typeof(Task).IsAssignableFrom(_main.ReturnType))
        {
            throw new InvalidHandlerException(handler, $"Main of '{handler}' is synchronous: it would wait for its calls with a thread, and virtual time cannot pass meanwhile. Make it asynchronous, and await RunAsync.");
        }
    }

    /// <summary>Runs it. Its result is its exit code.</summary>
    public Task<int> Start()
    {
        string[] arguments = [];
        var started = (Task)(_main.GetParameters().Length == 0 ? _main.CreateDelegate<Func<object>>()() : _main.CreateDelegate<Func<string[], object>>()(arguments));
        return started as Task<int> ?? CodeOf(started);
    }

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
