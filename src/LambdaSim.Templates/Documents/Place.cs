namespace LambdaSim.Templates.Documents;

/// <summary>Where a value stands in a template's text; lines and columns count from 1, 0 is "made by the program".</summary>
internal readonly record struct Place(string File, int Line, int Column)
{
    public static readonly Place Nowhere = new(string.Empty, 0, 0);

    public override string ToString() =>
        Line == 0 ? File : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
