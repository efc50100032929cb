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
    /// <example>
    /// <code>
    /// using static LambdaSim.Assertions.Row;
    ///
    /// simulation.Log.Of("import").ShouldBe(
    ///     At(30.Seconds, "import timed out"),
    ///     At(2.Minutes + 2.Seconds, "import ok"));
    /// </code>
    /// </example>
    public static Row At(TimeLength time, string text) => new(time.ToDuration(), text);

    /// <inheritdoc/>
    public override string ToString() => LambdaSim.Configuration.Text.Invariant($"{Time.TotalSeconds:0.###} s  {Text}");
}
