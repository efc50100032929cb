namespace LambdaSim.Neighbours;

/// <summary>An attribute of a message.</summary>
/// <param name="DataType"><c>String</c>, <c>Number</c> or <c>Binary</c>, and a dot with more if the sender likes.</param>
/// <param name="Value">Its value as text; bytes as base64.</param>
public sealed record MessageAttribute(string DataType, string Value)
{
    internal const string BinaryType = "Binary";

    /// <summary>Type and value.</summary>
    public override string ToString() => $"({DataType}) {Value}";

    internal bool IsBinary => DataType == BinaryType || DataType.StartsWith(BinaryType + ".", StringComparison.Ordinal);
}
