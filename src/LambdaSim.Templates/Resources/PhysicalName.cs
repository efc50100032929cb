using LambdaSim.Randomness;

namespace LambdaSim.Templates.Resources;

/// <summary>
/// Names of resources that a template does not name: stack, logical id, and letters. CloudFormation draws the letters; here they follow from the stack,
/// so that the same template gives the same names.
/// </summary>
internal sealed class PhysicalName(StackInputs inputs)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", Hexadecimal = "0123456789abcdef";

    private const int Drawn = 12;

    /// <param name="logicalId">The resource.</param>
    /// <param name="longest">Letters that its service allows.</param>
    /// <param name="lower">Whether its service knows small letters alone.</param>
    public string Of(string logicalId, int longest = 64, bool lower = false)
    {
        var end = Text(logicalId, Drawn, Letters);
        var room = longest - Drawn - 1;
        var id = logicalId.Length > room - 2 ? logicalId[..Math.Max(1, room - 2)] : logicalId;
        var stack = inputs.StackName.Length + 1 + id.Length > room ? inputs.StackName[..Math.Max(0, room - id.Length - 1)] : inputs.StackName;
        var name = stack.Length == 0 ? $"{id}-{end}" : $"{stack}-{id}-{end}";
        return lower ? name.ToLowerInvariant() : name;
    }

    /// <summary>Hexadecimal digits of a resource, such as those of a subnet's id.</summary>
    public string Digits(string logicalId, int count) => Text(logicalId, count, Hexadecimal);

    public string Guid(string logicalId)
    {
        var hex = Digits(logicalId, 32);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
    }

    private string Text(string logicalId, int count, string alphabet)
    {
        var stream = StableHash.Of($"{inputs.Account}/{inputs.Region}/{inputs.StackName}/{logicalId}");
        return string.Create(count, (stream, alphabet), static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = from.alphabet[(int)(Draw.At(from.stream, (ulong)i) % (ulong)from.alphabet.Length)];
            }
        });
    }
}
