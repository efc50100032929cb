using System.Runtime.CompilerServices;

namespace Torture;

public static class Ring
{
    public static class A
    {
        public static int Value = B.Value + 1;
    }

    public static class B
    {
        public static int Value = C.Value + 10;
    }

    public static class C
    {
        public static int Value;

        static C() => Value = A.Value + 100;
    }
}

public static class Journal
{
    public static readonly List<string> Lines = [];
}

public class Precise
{
    public static int Field = 4;

    static Precise() => Journal.Lines.Add("precise");

    public Precise() => Journal.Lines.Add("new");

    public static void Touch() => Journal.Lines.Add("touch");

    public void Instance() => Journal.Lines.Add("instance");
}

public sealed class DerivedOfPrecise : Precise
{
    static DerivedOfPrecise() => Journal.Lines.Add("derived");
}

public struct PreciseStruct
{
    public int X;

    static PreciseStruct() => Journal.Lines.Add("struct");

    public PreciseStruct(int x) => X = x;
}

public static class FirstIsTarget
{
    private static int _start = 3;

    static FirstIsTarget() => Journal.Lines.Add("first");

    // The first instruction of the loop is the first of the method.
    public static int Loop(int n)
    {
        do
        {
            n--;
        }
        while (n > 0);
        return n + _start;
    }

    public static string Try()
    {
        try
        {
            return _start.ToString()[7..];
        }
        catch (ArgumentOutOfRangeException)
        {
            return "caught";
        }
        finally
        {
            _start++;
        }
    }
}

public static class Throws
{
    public static readonly int Value = Compute();

    private static int Compute() => throw new InvalidOperationException("no value");
}

public class ThrowsOf<T>
{
    public static int Value = int.Parse(typeof(T).Name);

    public static class Within
    {
        public static int Value = int.Parse(typeof(T).Name);
    }
}

public static class ThrowsThrough
{
    public static int Value = Throws.Value;

    static ThrowsThrough()
    {
    }

    public static void Touch()
    {
    }
}

public static class Exits
{
    public static int Value = Leave();

    private static int Leave()
    {
        Environment.Exit(3);
        return 1;
    }
}

public static class Starts
{
    public static int Times;

    [ModuleInitializer]
    internal static void First()
    {
        Times++;
        TortureParts.Shared.ByInitializer += "torture;";
    }
}

public static class Initializers
{
    public static string Exiting()
    {
        try
        {
            return Exits.Value.ToString();
        }
        catch (TypeInitializationException)
        {
            return "went on";
        }
    }

    public static string Circular() => $"{Ring.B.Value} {Ring.A.Value} {Ring.C.Value}";

    public static string Order()
    {
        Journal.Lines.Add("begin");
        Precise.Touch();
        new DerivedOfPrecise().Instance();
        _ = new PreciseStruct(3);
        return $"{string.Join(' ', Journal.Lines)} {Precise.Field} {FirstIsTarget.Loop(3)} {FirstIsTarget.Try()} {string.Join(' ', Journal.Lines)}";
    }

    public static string ByActivator()
    {
        Activator.CreateInstance(typeof(Precise));
        Activator.CreateInstance<DerivedOfPrecise>();
        return string.Join(' ', Journal.Lines);
    }

    public static string ByRunClassConstructor()
    {
        RuntimeHelpers.RunClassConstructor(typeof(Precise).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Precise).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Journal).TypeHandle);
        return string.Join(' ', Journal.Lines);
    }

    public static string Throwing() => string.Join(" | ", Failure(() => Throws.Value), Failure(() => Throws.Value), Failure(() => ThrowsOf<int>.Value), Failure(() => ThrowsOf<int>.Within.Value), Failure(() => { ThrowsThrough.Touch(); return 0; }), Failure(() => (int)typeof(Throws).GetField("Value")!.GetValue(null)!));

    public static string Modules() => $"{Starts.Times} {TortureParts.Shared.ByInitializer}";

    public static string Traces()
    {
        try
        {
            return Throws.Value.ToString();
        }
        catch (TypeInitializationException e)
        {
            return $"{Frames(e)} inner: {Frames(e.InnerException!)}";
        }
    }

    private static string Frames(Exception e) => string.Join(';', e.StackTrace!.Split('\n').Select(static l => l.Trim()).Select(static l => l.IndexOf(" in ", StringComparison.Ordinal) is var i and >= 0 ? l[..i] + l[l.LastIndexOf(':')..] : l));

    private static string Failure(Func<int> read)
    {
        try
        {
            return read().ToString();
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name} {(e as TypeInitializationException)?.TypeName}: {e.Message}; {e.InnerException?.GetType().Name} {e.InnerException?.Message}; {e.InnerException?.InnerException?.GetType().Name}";
        }
    }
}
