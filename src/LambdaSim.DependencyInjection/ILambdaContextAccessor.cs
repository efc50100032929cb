namespace LambdaSim.DependencyInjection;

/// <summary>The context of the invocation or init phase that the running code belongs to; it flows with async code.</summary>
public interface ILambdaContextAccessor
{
    /// <summary>The context; null outside an environment.</summary>
    LambdaContext? Context { get; }
}

/// <summary>The services of a context.</summary>
public static class LambdaContextServices
{
    /// <summary>The services of the invocation's scope; in the init phase those of the process.</summary>
    /// <param name="context">The context that runs now.</param>
    /// <exception cref="InvalidOperationException">The context is not that of the running code, or its function has no services.</exception>
    public static IServiceProvider Services(this LambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return LambdaContextAccessor.Instance.ServicesOf(context) ?? throw new InvalidOperationException(
            $"there are no services for this context of '{context.FunctionName}': add the function with services.AddLambdaSim().AddFunction(...), and ask while its invocation runs");
    }
}

/// <summary>One for the process: what it holds belongs to the running code.</summary>
internal sealed class LambdaContextAccessor : ILambdaContextAccessor
{
    private readonly AsyncLocal<(LambdaContext Context, IServiceProvider Services)?> _current = new();

    private LambdaContextAccessor()
    {
    }

    public static LambdaContextAccessor Instance { get; } = new();

    public LambdaContext? Context => _current.Value?.Context;

    public IServiceProvider? ServicesOf(LambdaContext context) => _current.Value is { } current && current.Context == context ? current.Services : null;

    /// <summary>From here on, for the calling async method and what it calls.</summary>
    public void Set(LambdaContext context, IServiceProvider services) => _current.Value = (context, services);
}
