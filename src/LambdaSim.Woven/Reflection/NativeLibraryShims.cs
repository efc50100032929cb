using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LambdaSim.Woven.Reflection;

/// <summary>Each process says where an assembly's native libraries are; its code is loaded once, and the first answer holds.</summary>
[Hidden]
[Redirects(typeof(NativeLibrary))]
public static class NativeLibraryShims
{
    private static readonly ConditionalWeakTable<Assembly, object> _set = [];

    public static void SetDllImportResolver(Assembly assembly, DllImportResolver resolver)
    {
        if (WovenEnvironment.OfProcess is not { } environment || assembly is null || resolver is null)
        {
            NativeLibrary.SetDllImportResolver(assembly!, resolver!);
            return;
        }

        var mine = new object();
        if (environment.Item((typeof(NativeLibraryShims), assembly), () => mine) != mine)
        {
            throw new InvalidOperationException("A resolver is already set for the assembly.");
        }

        lock (_set)
        {
            if (_set.TryAdd(assembly, mine))
            {
                NativeLibrary.SetDllImportResolver(assembly, resolver);
            }
        }
    }
}
