using System.Runtime.CompilerServices;

namespace LambdaSim.Woven;

/// <summary>Finds the static fields of a type in the environment whose code runs, so that one copy of the code serves all environments.</summary>
[Hidden]
public static class StaticFields
{
    private static int _slots;

    // Of code that runs in no environment.
    private static object?[] _nobodys = [];

    public static T Of<T>()
        where T : class, IStaticFields, new()
    {
        var items = WovenEnvironment.Current is { } environment ? environment.Statics : _nobodys;
        var slot = Slot<T>.Index;
        return (uint)slot < (uint)items.Length && items[slot] is T fields ? fields : Create<T>(slot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Create<T>(int slot)
        where T : class, IStaticFields, new()
    {
        ref var items = ref WovenEnvironment.Current is { } environment ? ref environment.Statics : ref _nobodys;
        if (slot >= items.Length)
        {
            Array.Resize(ref items, Math.Max(slot + 1, _slots + 64));
        }

        if (items[slot] is TypeInitializationException failed)
        {
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
        catch (Exception error)
        {
            var wrapped = new TypeInitializationException(typeof(T).DeclaringType?.FullName, error);
            (WovenEnvironment.Current is { } owner ? owner.Statics : _nobodys)[slot] = wrapped;
            throw wrapped;
        }
    }

    [Hidden]
    private static class Slot<T>
    {
        public static readonly int Index = Interlocked.Increment(ref _slots) - 1;
    }
}
