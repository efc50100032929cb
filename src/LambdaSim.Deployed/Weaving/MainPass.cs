using LambdaSim.Woven.Process;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LambdaSim.Deployed.Weaving;

/// <summary>
/// A synchronous <c>Main</c> waits for its calls with a thread, in its own class or in the host's <c>Run</c>: there it is left instead, past its handlers of
/// exceptions (rule DEP-PROGRAM).
/// </summary>
internal sealed class MainPass(RedirectionTable table, ModuleDefinition module)
{
    // Of the generic host, by which an ASP.NET Core application waits.
    private const string Host = "Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions";

    private readonly TypeDefinition _waits = table.Module.GetType(typeof(MainWaits).FullName);

    /// <summary>Redirects its waits.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Run()
    {
        List<MethodDefinition> methods = [.. module.EntryPoint is { Name: not "<Main>" } entry ? entry.DeclaringType.Methods.Where(static m => m is { IsStatic: true, HasBody: true }) : []];
        if (module.GetType(Host) is { } host)
        {
            methods.AddRange(host.Methods.Where(static m => m is { Name: "Run", HasBody: true }));
        }

        var changed = false;
        foreach (var method in methods)
        {
            var waits = method.Body.Instructions.Where(static i => i.OpCode.Code is Code.Call or Code.Callvirt && WaitOf((MethodReference)i.Operand) is not null).ToList();
            foreach (var wait in waits)
            {
                (wait.OpCode, wait.Operand) = (OpCodes.Call, Member(WaitOf((MethodReference)wait.Operand)!));
            }

            changed |= waits.Count > 0;
        }

        if (changed)
        {
            methods.ForEach(PassOn);
        }

        return changed;
    }

    private static string? WaitOf(MethodReference target) => (target.DeclaringType.FullName, target.Name, target.Parameters.Count) switch
    {
        ("System.Runtime.CompilerServices.TaskAwaiter", "GetResult", 0) => nameof(MainWaits.GetResult),
        ("System.Threading.Tasks.Task", "Wait", 0) => nameof(MainWaits.Wait),
        _ => null,
    };

    private void PassOn(MethodDefinition method)
    {
        if (!method.Body.HasExceptionHandlers)
        {
            return;
        }

        method.Body.SimplifyMacros();
        var il = method.Body.GetILProcessor();
        foreach (var handler in method.Body.ExceptionHandlers)
        {
            var first = handler.HandlerStart;
            Instruction[] added = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter
                ? [Instruction.Create(OpCodes.Dup), Instruction.Create(OpCodes.Call, Member(nameof(MainWaits.IsLeave))), Instruction.Create(OpCodes.Brfalse, first), Instruction.Create(OpCodes.Rethrow)]
                : [Instruction.Create(OpCodes.Call, Member(nameof(MainWaits.IsLeft))), Instruction.Create(OpCodes.Brtrue, LastOf(method, handler))];
            foreach (var instruction in added)
            {
                il.InsertBefore(first, instruction);
            }

            foreach (var other in method.Body.ExceptionHandlers)
            {
                Begin(other, first, added[0], handler);
            }
        }

        method.Body.OptimizeMacros();
    }

    // What ended where the handler begins ends before what was put there.
    private static void Begin(ExceptionHandler other, Instruction first, Instruction added, ExceptionHandler handler)
    {
        if (other.TryEnd == first)
        {
            other.TryEnd = added;
        }

        if (other.HandlerEnd == first)
        {
            other.HandlerEnd = added;
        }

        if (other == handler)
        {
            other.HandlerStart = added;
        }
    }

    // Its endfinally.
    private static Instruction LastOf(MethodDefinition method, ExceptionHandler handler) => handler.HandlerEnd?.Previous ?? method.Body.Instructions[^1];

    private MethodReference Member(string name) => module.ImportReference(_waits.Methods.First(m => m.Name == name));
}
