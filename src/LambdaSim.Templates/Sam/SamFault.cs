using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>What SAM refuses, in its words. A fault ends the translation of its resource; the other resources are still looked at.</summary>
internal sealed class SamFault : Exception
{
    private SamFault(string? logicalId, string message, Place place)
        : base(message) => (LogicalId, Place) = (logicalId, place);

    public string? LogicalId { get; }

    public Place Place { get; }

    /// <summary>A resource is wrong.</summary>
    public static SamFault Resource(string logicalId, string text, Node? at = null) =>
        new(logicalId, $"Resource with id [{logicalId}] is invalid. {text}", at?.Place ?? default);

    /// <summary>An event of a resource is wrong.</summary>
    public static SamFault Event(string logicalId, string eventId, string text, Node? at = null) =>
        Resource(logicalId, $"Event with id [{eventId}] is invalid. {text}", at);

    /// <summary>The document as a whole is wrong.</summary>
    public static SamFault Document(string text, Node? at = null) =>
        new(null, "Structure of the SAM template is invalid. " + text, at?.Place ?? default);

    /// <summary>A fault whose text stands for itself.</summary>
    public static SamFault Plain(string? logicalId, string text, Node? at = null) => new(logicalId, text, at?.Place ?? default);

    public TemplateError ToError() => Fault.Error(Place, Message);
}
