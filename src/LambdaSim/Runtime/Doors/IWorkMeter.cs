namespace LambdaSim.Runtime;

/// <summary>Measures work of a process's code that it declares none of; what it says is not the same in each run.</summary>
internal interface IWorkMeter
{
    /// <summary>Code begins to run on this thread.</summary>
    void Begin();

    /// <summary>Virtual nanoseconds that it took since it began, or since it was asked last.</summary>
    long Lap();

    /// <summary>It has ended.</summary>
    /// <returns>As <see cref="Lap"/>.</returns>
    long End();
}
