using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LambdaSim.Deployed.Weaving;

/// <summary>
/// The console logger of .NET writes from a thread of its own, which the simulation does not know: woven, it writes where it logs, as if that thread had
/// always caught up.
/// </summary>
internal static class ConsoleLoggerPass
{
    private const string Processor = "Microsoft.Extensions.Logging.Console.ConsoleLoggerProcessor";

    /// <summary>Takes the thread away.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Run(ModuleDefinition module)
    {
        if (module.GetType(Processor) is not { } type
            || type.Methods.FirstOrDefault(static m => m is { Name: "EnqueueMessage", Parameters.Count: 1 }) is not { } enqueue
            || type.Methods.FirstOrDefault(static m => m is { Name: "WriteMessage", Parameters.Count: 1 }) is not { } write)
        {
            return false;
        }

        enqueue.Body = new MethodBody(enqueue);
        var il = enqueue.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Ret);
        foreach (var instruction in type.Methods.Where(static m => m is { IsConstructor: true, HasBody: true }).SelectMany(static m => m.Body.Instructions).Where(static i => i.Operand is MethodReference { Name: "Start", DeclaringType.FullName: "System.Threading.Thread", Parameters.Count: 0 }))
        {
            (instruction.OpCode, instruction.Operand) = (OpCodes.Pop, null);
        }

        return true;
    }
}
