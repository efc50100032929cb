using System.Globalization;

namespace LambdaSim.Wire.Codecs;

/// <summary>Where in a request something stands. It becomes a text only when an error tells it.</summary>
internal readonly record struct DocumentPlace
{
    private readonly string? _what;
    private readonly string? _name;
    private readonly long _number;
    private readonly long _column;

    private DocumentPlace(string what, string? name, long number, long column) => (_what, _name, _number, _column) = (what, name, number, column);

    /// <summary>A byte, counted from 0.</summary>
    public static DocumentPlace Byte(long offset) => new("byte", null, offset, -1);

    /// <summary>Both counted from 1.</summary>
    public static DocumentPlace Line(long line, long column) => new("line", null, line, column);

    /// <summary>Such as a header.</summary>
    public static DocumentPlace Named(string what, string name = "") => new(what, name, 0, -1);

    /// <inheritdoc/>
    public override string ToString() =>
        _what is null ? "" : _name is not null ? $"{_what} {_name}".TrimEnd()
        : _column < 0 ? string.Create(CultureInfo.InvariantCulture, $"{_what} {_number}")
        : string.Create(CultureInfo.InvariantCulture, $"{_what} {_number}, column {_column}");
}
