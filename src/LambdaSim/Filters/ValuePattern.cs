namespace LambdaSim.Filters;

/// <summary>One item of the list that a pattern has for a field.</summary>
internal abstract record ValuePattern
{
    /// <summary>Whether the value of a field that is there is meant.</summary>
    public abstract bool Matches(FieldValue value);

    /// <summary>A text (rule PAT-EQUALS).</summary>
    public sealed record TextEquals(string Text) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.IsString && value.Text == Text;
    }

    /// <summary>true, false, null, or a number as it is written.</summary>
    public sealed record LiteralEquals(string Text) : ValuePattern
    {
        public override bool Matches(FieldValue value) => !value.IsString && value.Text == Text;
    }

    /// <summary>Texts that begin with one (rule PAT-AFFIX).</summary>
    public sealed record Prefix(string Text) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.IsString && value.Text.StartsWith(Text, StringComparison.Ordinal);
    }

    public sealed record Suffix(string Text) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.IsString && value.Text.EndsWith(Text, StringComparison.Ordinal);
    }

    /// <summary>A text whatever the case of its letters (rule PAT-IGNORE-CASE).</summary>
    public sealed record IgnoreCase(string Text) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.IsString && value.Text.Length == Text.Length && Same(value.Text, Text);
    }

    public sealed record PrefixIgnoreCase(string Text) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.IsString && value.Text.Length >= Text.Length && Same(value.Text.AsSpan(0, Text.Length), Text);
    }

    public sealed record SuffixIgnoreCase(string Text) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.IsString && value.Text.Length >= Text.Length && Same(value.Text.AsSpan(value.Text.Length - Text.Length), Text);
    }

    public sealed record Like(Wildcard Wildcard) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.IsString && Wildcard.Matches(value.Text);
    }

    /// <summary>Numbers in millionths (rule PAT-NUMBER).</summary>
    public sealed record Numeric(long Lowest, long Highest) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.Number >= Lowest && value.Number <= Highest;
    }

    /// <summary>IP addresses (rule PAT-CIDR).</summary>
    public sealed record Address(IpRange Range) : ValuePattern
    {
        public override bool Matches(FieldValue value) => value.Address is { } address && Range.Contains(address);
    }

    /// <summary>Everything that none of some patterns means: also what is no text, where they are texts (rule PAT-ANYTHING-BUT).</summary>
    public sealed record AnythingBut(IReadOnlyList<ValuePattern> Patterns) : ValuePattern
    {
        public override bool Matches(FieldValue value) => !Patterns.Any(p => p.Matches(value));
    }

    /// <summary>Any value (rule PAT-EXISTS).</summary>
    public sealed record Present : ValuePattern
    {
        public override bool Matches(FieldValue value) => true;
    }

    /// <summary>The field must not be there.</summary>
    public sealed record Absent : ValuePattern
    {
        public override bool Matches(FieldValue value) => false;
    }

    private static bool Same(ReadOnlySpan<char> value, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (value[i] != text[i] && value[i] != char.ToLowerInvariant(text[i]) && value[i] != char.ToUpperInvariant(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
