using LambdaSim.Deployed.Weaving;

namespace LambdaSim.Tests.Deployed.Framework;

/// <summary>What the weaver does about a member of the framework.</summary>
internal static class Redirections
{
    /// <summary>In words; null: nothing.</summary>
    public static string? Of(Touch touch)
    {
        var table = RedirectionTable.Current;
        return table.Members.ContainsKey(touch.Key) ? "redirected"
            : table.Files.ContainsKey(touch.Key) ? "paths translated"
            : table.Types.ContainsKey(touch.Type) ? "substituted"
            : Unredirected.All.GetValueOrDefault(touch.Member);
    }
}
