using System.Runtime.CompilerServices;
using TortureParts;

namespace Torture;

public class Outer<T>
{
    public static int Count;
    public static readonly string Name = "outer of " + typeof(T).Name;

    public static int Add() => ++Count;

    public class Inner
    {
        public static int Count = 10;
        public static List<T> Seen = [];
    }

    public class Inner<TOther>
    {
        public static int Count = 100;
        public static KeyValuePair<T, TOther?> Pair;
        public static Dictionary<TOther, List<T>>? Map;
    }
}

public class BaseOf<TSelf>
    where TSelf : BaseOf<TSelf>, new()
{
    private static TSelf? _instance;
    protected static int Calls;

    public static TSelf Instance => _instance ??= new TSelf();

    public static string Say() => typeof(TSelf).Name + ++Calls;
}

public sealed class Left : BaseOf<Left>
{
    public int Own() => Calls += 10;
}

public sealed class Right : BaseOf<Right>;

public interface IProduces<out T>
{
    static int Made = 7;

    static virtual int Next() => ++Made;

    T? Get();
}

public interface IConsumes<in T>
{
    static string Last = "nothing";

    void Take(T value) => Last = typeof(T).Name + value;

    string Told => Last;
}

public sealed class Producer : IProduces<string>, IConsumes<object>
{
    public string? Get() => "made";
}

public static class Refers<TKey, TList, TItem>
    where TList : class, IEnumerable<TItem>, new()
    where TItem : struct, IComparable<TKey>
    where TKey : notnull
{
    public static TList List = new();
    public static int Count = 1;
}

public static class Unmanaged<T>
    where T : unmanaged
{
    public static T Value;

    public static unsafe int Size => sizeof(T);
}

public static class RefLike<T>
    where T : allows ref struct
{
    public static int Count;

    public static string Name = typeof(T).Name;
}

public static class Generics
{
    public static string Nested()
    {
        Outer<int>.Add();
        Outer<string>.Count += 5;
        Outer<int>.Inner.Count++;
        Outer<int>.Inner.Seen.Add(4);
        Outer<string>.Inner.Seen.Add("x");
        Outer<int>.Inner<long>.Count++;
        Outer<int>.Inner<long>.Pair = new(1, 2);
        (Outer<int>.Inner<string>.Map ??= [])["a"] = [1];
        return $"{Outer<int>.Count} {Outer<string>.Count} {Outer<long>.Count} {Outer<int>.Name} {Outer<int>.Inner.Count} {Outer<int>.Inner.Seen.Count} {Outer<string>.Inner.Seen.Count} {Outer<int>.Inner<long>.Count} {Outer<int>.Inner<long>.Pair} {Outer<long>.Inner<int>.Count} {Outer<int>.Inner<string>.Map.Count}";
    }

    public static string OfAnotherAssembly()
    {
        Generic<int>.Last++;
        Generic<int>.Nested<string>.Count++;
        _ = new Generic<int>();
        _ = new Derived();
        return $"{Generic<int>.Last} {Generic<int>.Nested<string>.Name} {Generic<int>.Nested<string>.Count} {Generic<string>.Nested<string>.Count} {Derived.Total}";
    }

    public static string Bases() => $"{Left.Say()} {BaseOf<Left>.Say()} {Right.Say()} {Left.Instance.Own()} {ReferenceEquals(Left.Instance, Left.Instance)} {Left.Say()}";

    public static string Variance()
    {
        IConsumes<object> consumer = new Producer();
        IConsumes<string> narrow = consumer;
        narrow.Take("s");
        IConsumes<string>.Last += "!";
        return $"{IProduces<string>.Made++} {IProduces<object>.Made} {Next<Producer, string>()} {IConsumes<object>.Last} {IConsumes<string>.Last} {narrow.Told}";
    }

    public static string Constraints()
    {
        Refers<int, List<int>, int>.List.Add(1);
        Refers<int, List<int>, int>.Count++;
        Unmanaged<long>.Value++;
        RefLike<Span<int>>.Count++;
        return $"{Refers<int, List<int>, int>.List.Count} {Refers<int, HashSet<int>, int>.Count} {Unmanaged<long>.Value} {Unmanaged<long>.Size} {RefLike<Span<int>>.Count} {RefLike<int>.Count} {RefLike<Span<int>>.Name}";
    }

    public static string Methods() => $"{OfMethod<int>(1)} {OfMethod<string>("s")} {OfMethod<string>("t")} {Local<long>()}";

    private static string OfMethod<T>(T value)
    {
        Outer<T>.Inner.Seen.Add(value);
        ref var count = ref Outer<T[]>.Count;
        count += 2;
        Func<string> said = () => $"{Outer<T>.Inner.Seen.Count}/{Outer<T[]>.Count}";
        return said();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Local<T>()
    {
        return Add() + Add();

        static string Add() => (++Outer<T>.Inner<T>.Count).ToString();
    }

    private static int Next<TProducer, T>()
        where TProducer : IProduces<T> => TProducer.Next();

    private sealed class Derived : Generic<int>
    {
        public static int Total => Made * 100 + Made++;
    }
}
