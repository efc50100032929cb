using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>The code that runs where a zip holds a stand-in (rule CTL-STAND-IN).</summary>
internal static class StandInCode
{
    /// <summary>Code for a stand-in that its reader accepted.</summary>
    /// <param name="standIn">What the zip says.</param>
    /// <param name="settings">The function version's settings; null: it has none of its own.</param>
    /// <param name="callbacks">The way to callbacks; null: there is none, and calling one fails.</param>
    public static HandlerCode Of(StandIn standIn, FunctionSettings? settings, ICallbacks? callbacks) => standIn.Behavior switch
    {
        null => new CallbackCode(new Uri(standIn.Callback!), standIn.Init, settings, callbacks),
        "fail" => new FailCode(standIn, settings?.Runtime),
        "wait" => new WaitCode(standIn),
        "exit" => new ExitCode(standIn),
        _ => new AnswerCode(standIn, settings),
    };

    /// <summary>Reads the short form of a command line: <c>echo</c>, <c>fail:boom</c>, <c>wait:2.5</c>, <c>constant:{"a":1}</c>, a URL to call back.</summary>
    /// <exception cref="FormatException">It is no behaviour; the message says what is.</exception>
    public static StandIn Parse(string text) => StandInText.Parse(text);
}
