using LambdaSim.Randomness;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>A text.</summary>
internal sealed class TextValue(string text) : AttributeValue(AttributeKind.S, Utf8Order.LengthOf(text))
{
    public string Text { get; } = text;

    public override bool Equals(AttributeValue? other) => other is TextValue text && text.Text == Text;

    public override int GetHashCode() => unchecked((int)StableHash.Of(Text));

    public override int? CompareTo(AttributeValue other) => other is TextValue text ? Utf8Order.Compare(Text, text.Text) : null;
}

/// <summary>A number.</summary>
internal sealed class NumberValue(TableNumber number) : AttributeValue(AttributeKind.N, NumberBytes.LengthOf(number))
{
    private readonly TableNumber _number = number;

    public ref readonly TableNumber Number => ref _number;

    public override bool Equals(AttributeValue? other) => other is NumberValue number && number._number.Equals(_number);

#pragma warning disable RS0030 // Its own, which is no seeded one.
    public override int GetHashCode() => _number.GetHashCode();
#pragma warning restore RS0030

    public override int? CompareTo(AttributeValue other) => other is NumberValue number ? _number.CompareTo(number._number) : null;
}

/// <summary>Bytes.</summary>
internal sealed class BytesValue(byte[] bytes) : AttributeValue(AttributeKind.B, bytes.Length)
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public override bool Equals(AttributeValue? other) => other is BytesValue bytes && bytes.Bytes.Span.SequenceEqual(Bytes.Span);

    public override int GetHashCode() => unchecked((int)System.IO.Hashing.XxHash3.HashToUInt64(Bytes.Span));

    public override int? CompareTo(AttributeValue other) => other is BytesValue bytes ? Bytes.Span.SequenceCompareTo(bytes.Bytes.Span) : null;
}

/// <summary>True or false.</summary>
internal sealed class BoolValue(bool flag) : AttributeValue(AttributeKind.BOOL, 1)
{
    public bool Flag { get; } = flag;

    public override bool Equals(AttributeValue? other) => other is BoolValue flag && flag.Flag == Flag;

    public override int GetHashCode() => Flag ? 1 : 0;
}

/// <summary>Null, which is a value.</summary>
internal sealed class NullValue() : AttributeValue(AttributeKind.NULL, 1)
{
    public override bool Equals(AttributeValue? other) => other is NullValue;

    public override int GetHashCode() => (int)AttributeKind.NULL;
}
