namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>A set of texts.</summary>
internal sealed class TextSet(string[] sorted) : SetValue<string>(AttributeKind.SS, sorted, sorted.Sum(Utf8Order.LengthOf))
{
    private protected override IComparer<string> Order => Utf8Order.Instance;

    public override bool Contains(AttributeValue element) => element is TextValue text && Has(text.Text);

    private protected override SetValue Make(string[] elements) => new TextSet(elements);
}

/// <summary>A set of numbers.</summary>
internal sealed class NumberSet(TableNumber[] sorted) : SetValue<TableNumber>(AttributeKind.NS, sorted, sorted.Sum(NumberBytes.LengthOf))
{
    private protected override IComparer<TableNumber> Order => Comparer<TableNumber>.Default;

    public override bool Contains(AttributeValue element) => element is NumberValue number && Has(number.Number);

    private protected override SetValue Make(TableNumber[] elements) => new NumberSet(elements);
}

/// <summary>A set of bytes.</summary>
internal sealed class BytesSet(byte[][] sorted) : SetValue<byte[]>(AttributeKind.BS, sorted, sorted.Sum(static e => e.Length))
{
    /// <summary>Unsigned, and of two of which one begins with the other the shorter first.</summary>
    public static IComparer<byte[]> ByteOrder { get; } = Comparer<byte[]>.Create(static (x, y) => x.AsSpan().SequenceCompareTo(y));

    private protected override IComparer<byte[]> Order => ByteOrder;

    public override bool Contains(AttributeValue element) => element is BytesValue bytes && Has(bytes.Bytes.ToArray());

    private protected override SetValue Make(byte[][] elements) => new BytesSet(elements);
}
