using NodaTime;

namespace LambdaSim.Assertions;

/// <summary>One line of a story: when, and what.</summary>
/// <param name="Time">Virtual time since the run's start.</param>
/// <param name="Text">Function, what happened, detail, such as <c>import failed FormatException</c>. In what is expected, <c>*</c> stands for anything.</param>
public readonly record struct Row(Duration Time, string Text)
{
    /// <summary>A row that is expected.</summary>
    /// <param name="time">Virtual time since the run's start.</param>
    /// <param name="text">What is expected then; <c>*</c> stands for anything.</param>
    public static Row At(Duration time, string text) => new(time, text);
}
