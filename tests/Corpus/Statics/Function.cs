using System.Runtime.CompilerServices;

namespace Statics;

public static class Counter<T>
{
    public static int Count;

    public static readonly string Name = typeof(T).Name + Guid.NewGuid().ToString("N")[..4];

    [ThreadStatic]
    public static int OfThread;
}

public static class Eager
{
    public static readonly List<string> Order = [];

    static Eager() => Order.Add("eager at " + DateTime.UtcNow.ToString("O"));

    public static void Touch()
    {
    }
}

public static class Fails
{
    public static readonly int Value = int.Parse("not a number");
}

public struct Point
{
    public static Point Origin = new() { X = 1 };
    public int X;
}

public interface IHasDefault<TSelf>
    where TSelf : IHasDefault<TSelf>
{
    static abstract int Default { get; }

    static int Shared = 5;
}

public sealed class Seven : IHasDefault<Seven>
{
    public static int Default => ++Shared;

    public static int Shared;
}

public enum Kind
{
    One = 1,
}

// Statics of every kind: generic, thread's, of structs and interfaces, volatile, by reference, in lambdas and local functions.
public class Function
{
    private const string Constant = "same for all";
    private static readonly int[] _data = [1, 2, 3];
    private static readonly Lazy<DateTime> _lazy = new(() => DateTime.UtcNow);
    private static volatile int _volatile;
    private static int _referenced;
    private static event EventHandler? Happened;
    private static Func<int> _lambda = () => ++_referenced;

    public static int Property { get; set; } = 10;

    public object Handle(string input)
    {
        Counter<int>.Count++;
        Counter<string>.Count += 2;
        Counter<int>.OfThread++;
        Eager.Touch();
        _volatile++;
        Add(ref _referenced);
        Interlocked.Increment(ref _referenced);
        _lambda();
        Property++;
        Point.Origin.X++;
        IHasDefault<Seven>.Shared++;
        var happened = 0;
        Happened += (_, _) => happened++;
        Happened?.Invoke(this, EventArgs.Empty);
        var failed = "";
        for (var i = 0; i < 2; i++)
        {
            try
            {
                failed += Fails.Value;
            }
            catch (TypeInitializationException e)
            {
                failed += e.InnerException!.GetType().Name + ";";
            }
        }

        return new
        {
            ints = Counter<int>.Count,
            strings = Counter<string>.Count,
            thread = Counter<int>.OfThread,
            name = Counter<int>.Name,
            eager = Eager.Order,
            _volatile,
            _referenced,
            Property,
            origin = Point.Origin.X,
            shared = IHasDefault<Seven>.Shared,
            seven = Default<Seven>(),
            lazy = _lazy.Value,
            happened,
            failed,
            Constant,
            data = _data.Sum(),
            reflected = typeof(Function).GetField("_referenced", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null),
            kind = Kind.One.ToString(),
        };
    }

    private static int Default<T>()
        where T : IHasDefault<T> => T.Default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(ref int value) => value += 10;
}
