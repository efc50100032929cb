namespace LambdaSim.Wire.Codecs;

/// <summary>A request or answer that is none: the only error of a codec.</summary>
/// <param name="what">What is wrong, in words that follow the path.</param>
/// <param name="path">Of the member, such as <c>Entries[2].Id</c>; empty: the whole document.</param>
/// <param name="place">Where it stands: a byte, a line and column, a header; empty: the path tells all.</param>
internal sealed class WireFormatException(string what, string path, string place)
    : FormatException($"{(path.Length == 0 ? "The document" : path)} {what}{(place.Length == 0 ? "" : $" ({place})")}.")
{
    public string What { get; } = what;

    public string Path { get; } = path;

    public string Place { get; } = place;
}
