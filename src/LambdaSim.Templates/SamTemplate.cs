using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam;

namespace LambdaSim.Templates;

/// <summary>A SAM template as the CloudFormation that AWS's transform makes of it.</summary>
public static class SamTemplate
{
    /// <summary>
    /// Translates a template. Parameters that decide what is made (an alias's name, a deployment's type) are put in; all other functions stay. Values that
    /// no parameter of the template asks for are left alone.
    /// </summary>
    /// <param name="text">The template, YAML or JSON.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="inputs">Values of parameters, and the Region.</param>
    /// <returns>Indented JSON: sections and untouched resources in the template's order, then what was made, in the order of making.</returns>
    /// <exception cref="TemplateException">The text cannot be read, or SAM refuses the template: the message begins with SAM's own.</exception>
    public static string Translate(string text, string file, StackInputs inputs)
    {
        var parameters = inputs.Parameters.ToDictionary(p => p.Key, p => (Node)Node.Of(p.Value), StringComparer.Ordinal);
        return JsonOutput.Of(SamTransform.Translate(DocumentText.Read(text, file), new SamInputs(parameters, inputs.Region)), indented: true);
    }
}
