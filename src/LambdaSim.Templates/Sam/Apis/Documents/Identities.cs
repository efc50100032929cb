using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>Where an authorizer finds the caller's identity in a request.</summary>
internal static class Identities
{
    public static void Check(MapNode identity, string api, string authorizer)
    {
        foreach (var member in new[] { "Headers", "QueryStrings", "StageVariables", "Context" })
        {
            if (identity[member] is { } list && !Make.IsNull(list))
            {
                var path = $"Authorizers.{authorizer}.Identity.{member}";
                foreach (var (index, item) in Expect.List(list, api, path).Items.Index())
                {
                    Expect.Text(item, api, $"{path}[{Text.Of(index)}]");
                }
            }
        }
    }
}
