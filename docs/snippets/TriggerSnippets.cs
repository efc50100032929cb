using System.Text.Json;
using LambdaSim.Triggers;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/triggers.md, compiled and run by the tests.</summary>
public static class TriggerSnippets
{
    public static void Triggers(TextWriter output)
    {
        // begin-snippet: triggers
        using var simulation = new Simulation(seed: 1);
        var signUp = simulation.AddFunction("sign-up", (JsonElement request) => request.GetProperty("userName").GetString() == "ada" ? request : default);
        var charge = simulation.AddFunction("charge", string (JsonElement order) => throw new TimeoutException("the bank is closed"));

        simulation.Run(async () =>
        {
            output.WriteLine((await simulation.Triggers.CognitoUserPool(signUp, "PreSignUp_SignUp", userName: "ada")).Succeeded);

            var retry = new TaskRetry("TimeoutException") { MaxAttempts = 2 };
            var task = await simulation.Triggers.StepFunctionsTask(charge, """{"order":7}""", new TaskSettings { Retry = [retry], Catch = ["States.ALL"] });
            output.WriteLine($"{task.Error} after {task.Attempts} attempts, caught: {task.IsCaught}");
        });
        // end-snippet
    }
}
