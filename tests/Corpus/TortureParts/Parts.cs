using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Torture, PublicKey=0024000004800000940000000602000000240000525341310004000001000100756f02592fa2f660791f1acafb47064960e68398e52ee2b4d86e862f91d54d7e179efa09cb49815fa88fe110869b1208efc3a1fa3ce4133fe4f519ad0678790d9da4f786cf8f1eac9b53b5a228f123c2bc0397ded975d49a727402af7353022699b1874fa5e7544f7e9c3b4ed79f2c1d3602d33b3bf4c2813b30a7c5ea3714bf")]

namespace TortureParts;

/// <summary>Statics that another assembly reads, writes and takes by reference.</summary>
public static class Shared
{
    public static int Count = 3;
    public static volatile int Volatile;
    public static string? ByInitializer;
    internal static int Hidden = 5;
    internal static int Next() => ++Hidden;
}

public class Generic<T>
{
    public static T? Last;
    protected static int Made;

    public Generic() => Made++;

    public class Nested<TOther>
    {
        public static string Name = typeof(T).Name + typeof(TOther).Name;
        public static int Count;
    }
}

public class MovedElsewhere
{
    public static int Count = 40;
}

internal static class Starts
{
    [ModuleInitializer]
    internal static void Begin() => Shared.ByInitializer += "parts;";
}

public static class Texts
{
    public static string? Of(string culture)
    {
        var manager = new System.Resources.ResourceManager("TortureParts.Texts", typeof(Texts).Assembly);
        return manager.GetString("Greeting", new System.Globalization.CultureInfo(culture));
    }

    public static string Embedded()
    {
        using var reader = new StreamReader(typeof(Texts).Assembly.GetManifestResourceStream("TortureParts.Note.txt")!);
        return reader.ReadToEnd().Trim();
    }
}

public class PartsFunction
{
    private static int _calls;

    public string Handle(string input) => $"{input} {++_calls} {Shared.Count}";
}
