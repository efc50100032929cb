namespace LambdaSim.Templates.Documents;

/// <summary>How large a template may be. CloudFormation takes 1 MB from S3; the others keep a hostile text from costing more than it says.</summary>
internal static class DocumentLimits
{
    public const int Bytes = 1_000_000;

    /// <summary>Levels of nesting; the YAML parser's work grows with the square of it.</summary>
    public const int Depth = 64;

    /// <summary>Values after aliases are written out and loops are unrolled.</summary>
    public const int Nodes = 400_000;

    /// <summary>Characters of texts that aliases, loops and functions write again.</summary>
    public const long Characters = 20_000_000;
}
