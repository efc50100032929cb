using System.Text;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Values of keys as bytes: their order is the keys' order, and AWS hashes them (rule DDB-KEY-BYTES).</summary>
internal static class KeyBytes
{
    public static bool IsKey(this AttributeValue value) => value.Kind is AttributeKind.S or AttributeKind.N or AttributeKind.B;

    /// <summary>Of a text, number or bytes.</summary>
    public static byte[] Of(AttributeValue value) => value switch
    {
        TextValue text => Encoding.UTF8.GetBytes(text.Text),
        NumberValue number => NumberBytes.Of(number.Number),
        BytesValue bytes => bytes.Bytes.ToArray(),
        _ => throw new ArgumentException($"A key is a text, a number or bytes, not {value.Kind}.", nameof(value)),
    };
}
