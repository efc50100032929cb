namespace LambdaSim.Snippets.Testing;

/// <summary>The snippets of docs/testing.md, and the README's test, by name, to be run by the tests; each writes what the guide quotes.</summary>
public static class TestingSnippets
{
    public static IReadOnlyDictionary<string, Action<TextWriter>> All { get; } = new Dictionary<string, Action<TextWriter>>(StringComparer.Ordinal)
    {
        ["readme-test"] = LambdaSnippets.Readme,
        ["first-test"] = _ => new GreetingTests().A_greeting_names_the_guest_and_the_first_one_starts_cold(),
        ["run"] = TimeSnippets.Run,
        ["run-until-idle"] = TimeSnippets.RunUntilIdle,
        ["advance"] = TimeSnippets.Advance,
        ["run-until"] = TimeSnippets.RunUntil,
        ["nested"] = TimeSnippets.Nested,
        ["endless"] = TimeSnippets.Endless,
        ["fakes"] = TimeSnippets.Fakes,
        ["timeout"] = LambdaSnippets.Timeouts,
        ["remaining-time"] = LambdaSnippets.RemainingTime,
        ["cold-start"] = LambdaSnippets.ColdStarts,
        ["throttle"] = LambdaSnippets.Throttles,
        ["retries"] = LambdaSnippets.Retries,
        ["given-up"] = LambdaSnippets.DeadLetters,
        ["crash"] = LambdaSnippets.Crashes,
        ["error"] = LambdaSnippets.Errors,
        ["calls"] = LambdaSnippets.Calls,
        ["logs"] = LogSnippets.FunctionLog,
        ["event-log"] = LogSnippets.EventLog,
        ["should-succeed"] = LogSnippets.ShouldSucceed,
        ["metrics"] = _ => LogSnippets.Figures(),
        ["report"] = _ => LogSnippets.Report(),
        ["environment"] = _ => LogSnippets.Variables(),
        ["failing-story"] = LogSnippets.FailingStory,
        ["seed"] = LogSnippets.Seeds,
        ["difference"] = LogSnippets.Difference,
        ["pool"] = ThreadSnippets.Pool,
        ["external"] = ThreadSnippets.External,
        ["external-answers"] = ThreadSnippets.Recorded,
        ["blocking"] = ThreadSnippets.Blocking,
        ["spend"] = ThreadSnippets.Spend,
    };
}
