namespace LambdaSim.Templates.Documents;

/// <summary>Errors at a value's place.</summary>
internal static class Fault
{
    public static TemplateException At(Node node, string message, string? remedy = null, string? logicalId = null) =>
        At(node.Place, message, remedy, logicalId);

    public static TemplateException At(Place place, string message, string? remedy = null, string? logicalId = null, Exception? inner = null) =>
        new(Error(place, message, remedy, logicalId), inner);

    public static TemplateError Error(Place place, string message, string? remedy = null, string? logicalId = null) =>
        new(place.File ?? string.Empty, place.Line, place.Column, logicalId, message, remedy);
}
