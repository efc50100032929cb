using System.Runtime.CompilerServices;

namespace LambdaSim.Woven;

/// <summary>Finds the static fields of a type in the environment whose code runs, so that one copy of the code serves all environments.</summary>
[Hidden]
public static class StaticFields
{
    private static readonly Lock _nobody = new();

    private static int _slots;

    // Of code that runs in no environment.
    private static object?[] _nobodys = [];

    [Hidden]
    public static T Of<T>()
        where T : class, IStaticFields, new()
    {
        var items = WovenEnvironment.Current is { } environment ? environment.Statics : _nobodys;
        var slot = Slot<T>.Index;
        return (uint)slot < (uint)items.Length && items[slot] is T fields ? fields : Create<T>(slot);
    }

    [Hidden]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Create<T>(int slot)
        where T : class, IStaticFields, new()
    {
        if (WovenEnvironment.Current is { } environment)
        {
            return Create<T>(ref environment.Statics, slot);
        }

        // Any thread of the test's may come here.
        lock (_nobody)
        {
            return Create<T>(ref _nobodys, slot);
        }
    }

    [Hidden]
    private static T Create<T>(ref object?[] items, int slot)
        where T : class, IStaticFields, new()
    {
        if (slot >= items.Length)
        {
            Array.Resize(ref items, Math.Max(slot + 1, _slots + 64));
        }

        switch (items[slot])
        {
            case T known:
                return known;
            case TypeInitializationException failed:
                throw failed;
        }

        // There before its initialiser runs, which may come here again.
        var made = new T();
        items[slot] = made;
        try
        {
            made.Initialize();
            return made;
        }
        catch (Exception error) when (WovenEnvironment.Current is not { HasExited: true })
        {
            var wrapped = new TypeInitializationException(NameOf(typeof(T).DeclaringType!), error);
            items[slot] = wrapped;
            throw wrapped;
        }
    }

    // As .NET names it there: a nested type has no namespace.
    private static string NameOf(Type type) => type is { IsNested: false, Namespace.Length: > 0 } ? $"{type.Namespace}.{type.Name}" : type.Name;

    [Hidden]
    private static class Slot<T>
    {
        public static readonly int Index = Interlocked.Increment(ref _slots) - 1;
    }
}
