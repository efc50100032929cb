using System.Text;

namespace LambdaSim.Templates.Documents;

/// <summary>A template's text, read as JSON where it begins with a brace and as YAML else.</summary>
internal static class DocumentText
{
    public static MapNode Read(string text, string file)
    {
        var root = Root(text, file);
        return root switch
        {
            MapNode map => map,
            null => throw Fault.At(new Place(file, 1, 1), "the template is empty", "begin with Resources:"),
            _ => throw Fault.At(root, $"a template is a map at its top, and this is {root.Kind}", "begin with Resources:"),
        };
    }

    /// <summary>A text that need not be a map.</summary>
    public static Node ReadAny(string text, string file) => Root(text, file) ?? MapNode.Empty;

    private static Node? Root(string text, string file)
    {
        var place = new Place(file, 1, 1);
        if (text.Length > DocumentLimits.Bytes || Encoding.UTF8.GetByteCount(text) > DocumentLimits.Bytes)
        {
            throw Fault.At(place, Text.Invariant($"the template is larger than {DocumentLimits.Bytes} bytes, which is CloudFormation's limit"), "split it into nested stacks");
        }

        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        return start.StartsWith("{") ? JsonReader.Read(text, file) : YamlReader.Read(text, file);
    }
}
