using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Policies;

/// <summary>SAM's policy templates.</summary>
internal static class PolicyTemplates
{
    public static bool Knows(string name) => name.EndsWith("Policy", StringComparison.Ordinal);

    public static Node Document(string owner, string name, Node parameters, SamContext context) => RoleDraft.Document();
}
