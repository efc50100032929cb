namespace LambdaSim.Handlers;

/// <summary>Disposes what a process holds.</summary>
internal static class Disposal
{
    public static ValueTask Of(object? instance)
    {
        if (instance is IAsyncDisposable later)
        {
            return later.DisposeAsync();
        }

        (instance as IDisposable)?.Dispose();
        return default;
    }
}
