using LambdaSim.Deployed.Weaving;

namespace LambdaSim.Tests.Deployed.Weaving;

/// <summary>
/// Each member of the table, called by woven code: the environment is asked. That no member leaves the table is told by its page and by the scan of the
/// framework.
/// </summary>
public sealed class AskingTests : IClassFixture<CallingAssembly>
{
    // What asks only whether there is an environment, or asks later.
    private static readonly string[] _unseen = File.ReadAllLines(Unseen());

    private readonly CallingAssembly _calls;

    public AskingTests(CallingAssembly calls) => _calls = calls;

    public static TheoryData<string> Members() => [.. RedirectionTable.Current.Members.Keys.Where(k => !RedirectionTable.Current.IsOfBase(k)).Except(_unseen)];

    public static TheoryData<string> Others() => [.. _unseen];

    [Theory]
    [MemberData(nameof(Members))]
    public void Woven_code_asks_the_environment(string key) => Assert.True(_calls.Ask(key) > 0, $"{key} asked nothing of the environment");

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_not_seen_to_ask_is_in_the_table(string key) => Assert.Contains(key, RedirectionTable.Current.Members.Keys);

    private static string Unseen([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "unseen.txt");
}
