using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Torture;

public struct Mutable
{
    public int X;

    public int Move() => ++X;
}

public ref struct Cursor
{
    public ref int At;

    public static int Made;

    public Cursor(ref int at)
    {
        At = ref at;
        Made++;
    }
}

public interface ISpeaks
{
    private static int _said;

    static abstract string Name { get; }

    string Say() => "said " + ++_said;

    static string Shout<T>()
        where T : ISpeaks => T.Name + ++_said;
}

public sealed class Dog : ISpeaks
{
    private static int _asked;

    static string ISpeaks.Name => "dog" + ++_asked;
}

public record Money(decimal Amount)
{
    public static Money Zero { get; } = new(0);

    public static int Made { get; private set; }

    public Money Plus(decimal more)
    {
        Made++;
        return this with { Amount = Amount + more };
    }
}

public readonly record struct Tag(string Name)
{
    public static readonly Tag None = new("none");
}

[InlineArray(4)]
public struct Four
{
    private int _first;
}

public enum Colour
{
    Red,
    Green,
}

// A user may call his own types as he likes.
public static class StaticFields
{
    public static int Statics = 1;

    public static int Set(int value) => Statics = value;
}

public class Hides
{
    private int _hidden = 9;
}

public static class Native
{
    public static bool Ready;

    static Native()
    {
        Ready = true;
        NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, static (name, assembly, path) => name == "ours" ? NativeLibrary.Load("libc.so.6") : 0);
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, static (_, _, _) => 0);
        }
        catch (InvalidOperationException e)
        {
            Journal.Lines.Add(e.Message);
        }

        Journal.Lines.Add("native");
    }

    [DllImport("ours", EntryPoint = "abs")]
    public static extern int Absolute(int value);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = nameof(Precise.Field))]
    public static extern ref int FieldOf(Precise? precise);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_hidden")]
    public static extern ref int HiddenOf(Hides hides);
}

public static class Language
{
    private static readonly Mutable _fixed = new() { X = 5 };
    private static readonly int[] _table = [3, 1, 2];
    private static readonly Lazy<string> _lazy = new(() => "lazy" + ++_count);
    private static readonly Func<int, int> _add = x => x + _count;
    private static readonly AsyncLocal<int> _local = new();
    private static Mutable _mutable;
    private static Four _four;
    private static Money _money = Money.Zero;
    private static volatile int _volatile;
    private static long _long = 1;
    private static string? _text;
    private static int _count;
    private static object? _gate = new();
    private static unsafe delegate*<int, int> _pointer = &Twice;

    [ThreadStatic]
    private static int _ofThread;

    private static event Action<string>? Happened;

    private static ReadOnlySpan<byte> Bytes => "abc"u8;

    public static string Structs()
    {
        _mutable.Move();
        _mutable.X += 10;
        _fixed.Move();
        ref readonly var seen = ref Seen();
        ref var mine = ref _mutable.X;
        mine++;
        return $"{_mutable.X} {_fixed.X} {_fixed.Move()} {seen.X} {Unsafe.AsRef(in seen).Move()}";
    }

    public static string RefStructs()
    {
        var cursor = new Cursor(ref _count);
        cursor.At += 3;
        ref var again = ref cursor.At;
        again++;
        return $"{_count} {Cursor.Made}";
    }

    public static string Threads()
    {
        _volatile++;
        Volatile.Write(ref _volatile, Volatile.Read(ref _volatile) + 1);
        Interlocked.Add(ref _long, 5);
        var before = Interlocked.CompareExchange(ref _text, "set", null);
        Interlocked.Exchange(ref _gate, new object());
        lock (_gate!)
        {
            _ofThread++;
        }

        return $"{_volatile} {_long} {before} {_text} {_ofThread > 0} {Interlocked.Increment(ref TortureParts.Shared.Count)} {++TortureParts.Shared.Volatile} {TortureParts.Shared.Next()} {TortureParts.Shared.Hidden}";
    }

    public static string Lambdas()
    {
        Happened += OnHappened;
        Happened += static text => _text += text.Length;
        Happened("e");
        Happened -= OnHappened;
        Func<int> cached = static () => ++_count;
        return $"{_lazy.Value} {_lazy.IsValueCreated} {_add(2)} {cached()} {_text} {Happened.GetInvocationList().Length} {Local()} {nameof(_count)}";

        static int Local() => _count++ * 10;

        static void OnHappened(string text) => _text = text + _count;
    }

    public static async Task<string> Async()
    {
        _local.Value++;
        var sum = 0;
        await foreach (var n in Numbers())
        {
            sum += n;
        }

        foreach (var n in Squares())
        {
            sum += n;
        }

        return $"{sum} {_count} {_local.Value} {await Valued()}";
    }

    public static string Exceptions()
    {
        for (var i = 0; i < 2; i++)
        {
            try
            {
                throw new InvalidOperationException("x" + _count);
            }
            catch (InvalidOperationException) when (_count++ % 2 == 0)
            {
                _text += "even;";
            }
            catch (InvalidOperationException e) when (Filter(e))
            {
                _text += "odd;";
            }
            finally
            {
                _long *= 2;
            }
        }

        return $"{_text} {_count} {_long}";
    }

    public static string Switches(){
        string[] keys = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"];
        return string.Join(',', keys.Select(static k => k switch
        {
            "alpha" => ++_count,
            "beta" => _count += 2,
            "gamma" => _count *= 2,
            "delta" => _table[0],
            "epsilon" => (int)Colour.Green,
            "zeta" => Bytes.Length,
            "eta" => _table.Length,
            _ => -_count,
        }));
    }

    public static unsafe string Memory()
    {
        Span<int> stack = stackalloc int[] { 1, 2, 3, ++_count };
        _four[2] = stack[3];
        Span<int> four = _four;
        four[0]++;
        List<int> list = [.. stack, .. _table, _count];
        fixed (int* p = &_mutable.X)
        {
            *p += 7;
        }

        fixed (int* p = _table)
        {
            p[0]++;
        }

        delegate*<ref int, int> by = &By;
        return $"{list.Count} {list.Sum()} {_four[0]} {_four[2]} {_mutable.X} {_pointer(4)} {by(ref _count)} {_count} {_table[0]}";
    }

    public static string Members()
    {
        ISpeaks dog = new Dog();
        _money = _money.Plus(2);
        StaticFields.Set(StaticFields.Statics + 1);
        return $"{dog.Say()} {ISpeaks.Shout<Dog>()} {_money} {Money.Made} {Money.Zero.Amount} {Tag.None.Name} {Colour.Red} {StaticFields.Statics}";
    }

    public static string Trees()
    {
        _count++;
        Expression<Func<int>> read = () => _count + TortureParts.Shared.Count;
        var assign = Expression.Lambda<Func<int>>(Expression.Assign(Expression.Field(null, typeof(Language).GetField(nameof(_count), BindingFlags.NonPublic | BindingFlags.Static)!), Expression.Constant(41))).Compile();
        return $"{read.Compile()()} {assign()} {_count} {read.Compile(preferInterpretation: true)()} {((MemberExpression)((BinaryExpression)read.Body).Left).Member.Name}";
    }

    public static string Reflection()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var field = typeof(Language).GetField(nameof(_count), All)!;
        field.SetValue(null, (int)field.GetValue(null)! + 5);
        var generic = typeof(Outer<int>.Inner<long>).GetField("Count")!;
        generic.SetValue(null, (int)generic.GetValue(null)! + 1);
        var property = typeof(Money).GetProperty(nameof(Money.Zero))!.GetValue(null);
        var names = typeof(Tag).GetFields(All).Select(static f => f.Name + f.GetValue(null));
        string refused;
        try
        {
            typeof(Tag).GetField("None")!.SetValue(null, new Tag("other"));
            refused = Tag.None.Name;
        }
        catch (FieldAccessException e)
        {
            refused = e.Message;
        }

        return $"{_count} {Outer<int>.Inner<long>.Count} {property} {string.Join(',', names)} {refused} {typeof(Colour).GetField("Green")!.GetRawConstantValue()} {typeof(Colour).GetField("Green")!.GetValue(null)}";
    }

    public static string Scans()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var types = typeof(Language).Assembly.GetTypes().Where(static t => t.IsClass && t.Name.Contains("Static", StringComparison.Ordinal)).Select(static t => t.Name).Order(StringComparer.Ordinal);
        return $"{string.Join(',', types)}; {typeof(Language).Assembly.GetExportedTypes().Count(static t => t.Name.StartsWith('<'))}; {string.Join(',', typeof(Money).GetMethods(All).Select(static m => m.Name).Order(StringComparer.Ordinal))}; {typeof(Language).GetNestedTypes().Length}; {string.Join(',', typeof(StaticFields).GetMembers(All).Select(static m => m.Name).Order(StringComparer.Ordinal))}";
    }

    public static string Emitted()
    {
        var field = typeof(Language).GetField(nameof(_count), BindingFlags.NonPublic | BindingFlags.Static)!;
        var method = new DynamicMethod("Add", typeof(int), [typeof(int)], typeof(Language), skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, field);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stsfld, field);
        il.Emit(OpCodes.Ldsflda, field);
        il.Emit(OpCodes.Ldind_I4);
        il.Emit(OpCodes.Ret);
        return $"{method.CreateDelegate<Func<int, int>>()(5)} {_count}";
    }

    public static string Dynamic()
    {
        dynamic money = _money;
        dynamic text = "abc";
        _money = money.Plus(1);
        return $"{_money.Amount} {text.Length} {Money.Made}";
    }

    public static string Interop() => $"{Native.Absolute(-3)} {string.Join(',', Journal.Lines)} {Native.Ready} {++Native.HiddenOf(new Hides())} {Marshal.SizeOf<Mutable>()} {Unsafe.SizeOf<Four>()}";

    public static string Resources() => $"{TortureParts.Texts.Embedded()} {TortureParts.Texts.Of("de")} {TortureParts.Texts.Of("en")} {typeof(TortureParts.Texts).Assembly.GetName().GetPublicKeyToken()!.Length}";

    public static string Traces()
    {
        try
        {
            _count++;
            return Deep(_count);
        }
        catch (InvalidOperationException e)
        {
            return string.Join(';', e.StackTrace!.Split('\n').Select(static l => l.Trim()).Select(static l => l.IndexOf(" in ", StringComparison.Ordinal) is var i and >= 0 ? l[..i] + l[l.LastIndexOf(':')..] : l));
        }
    }

    public static string Forwarded() => (++TortureParts.MovedElsewhere.Count).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Deep(int n)
    {
        _text = DateTime.UtcNow.ToString();
        _count += n;
        Outer<int>.Count++;
        throw new InvalidOperationException(_text);
    }

    private static ref readonly Mutable Seen() => ref _fixed;

    private static int Twice(int value) => value * 2 + _count;

    private static int By(ref int value) => value += 100;

    private static bool Filter(Exception e) => e.Message.Length > 0 && _count++ > 0;

    private static ValueTask<int> Valued() => new(++_count);

    private static async IAsyncEnumerable<int> Numbers()
    {
        for (var i = 0; i < 3; i++)
        {
            await Task.Yield();
            yield return ++_count;
        }
    }

    private static IEnumerable<int> Squares()
    {
        while (_count % 5 != 0)
        {
            yield return _count * _count++;
        }
    }
}
