namespace LambdaSim.Deployed.Weaving;

/// <summary>A file that should be an assembly and is not a whole one.</summary>
internal static class DamagedFile
{
    /// <summary>Of a damaged file the reader says many things.</summary>
    public static bool Is(Exception e) => e is BadImageFormatException or EndOfStreamException or ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException;

    /// <summary>Says which.</summary>
    public static InvalidHandlerException Refusal(string file, Exception e) =>
        new(file, $"'{file}' is not a whole assembly of .NET ({e.Message.TrimEnd('.')}); build or publish the project again.", e);
}
