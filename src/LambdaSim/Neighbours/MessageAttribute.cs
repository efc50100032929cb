namespace LambdaSim.Neighbours;

/// <summary>An attribute of a message.</summary>
/// <param name="DataType"><c>String</c>, <c>Number</c> or <c>Binary</c>, and a dot with more if the sender likes.</param>
/// <param name="Value">Its value as text; bytes as base64.</param>
public sealed record MessageAttribute(string DataType, string Value)
{
    internal const string TextType = "String";
    internal const string NumberType = "Number";
    internal const string BinaryType = "Binary";

    /// <summary>A text.</summary>
    public static implicit operator MessageAttribute(string value) => new(TextType, value);

    /// <summary>A whole number.</summary>
    public static implicit operator MessageAttribute(long value) => new(NumberType, Configuration.Text.Of(value));

    /// <summary>A text.</summary>
    public static MessageAttribute FromString(string value) => value;

    /// <summary>A whole number.</summary>
    public static MessageAttribute FromInt64(long value) => value;

    /// <summary>Type and value.</summary>
    public override string ToString() => $"({DataType}) {Value}";

    internal bool IsBinary => DataType == BinaryType || DataType.StartsWith(BinaryType + ".", StringComparison.Ordinal);
}
