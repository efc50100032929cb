using System.Reflection;
using System.Runtime.CompilerServices;

namespace LambdaSim.Woven.Reflection;

/// <summary>A type's initialiser is run on demand where its statics are.</summary>
[Hidden]
[Redirects(typeof(RuntimeHelpers))]
public static class RuntimeHelpersShims
{
    public static void RunClassConstructor(RuntimeTypeHandle type)
    {
        if (MovedStatics.TypeOf(Type.GetTypeFromHandle(type)) is { } fields)
        {
            MovedStatics.Of(fields, BindingFlags.DoNotWrapExceptions);
        }
        else
        {
            RuntimeHelpers.RunClassConstructor(type);
        }
    }
}
