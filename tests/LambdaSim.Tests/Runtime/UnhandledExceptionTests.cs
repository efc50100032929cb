using LambdaSim.Runtime;

namespace LambdaSim.Tests.Runtime;

public class UnhandledExceptionTests
{
    [Fact]
    public void What_an_async_void_throws_crashes_its_own_sandbox()
    {
        UnhandledExceptions.Install();
        var loop = new MiniLoop();
        loop.Invoke(0, "crashes", async () =>
        {
            Throw();
            await loop.Delay(1);
        });
        loop.Invoke(0, "lives", async () =>
        {
            await Task.Yield();
            await loop.Delay(2);
        });

        loop.Run();

        Assert.Equal("boom", loop.Sandboxes[0].CrashedBy?.Message);
        Assert.Null(loop.Sandboxes[1].CrashedBy);
        Assert.EndsWith("2 lives -> ok", loop.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Installing_twice_is_installing_once()
    {
        UnhandledExceptions.Install();
        UnhandledExceptions.Install();
    }

    [Fact]
    public void Nobodys_exception_keeps_its_usual_way() => Assert.False(UnhandledExceptions.Route(new InvalidDataException()));

    private static async void Throw()
    {
        await Task.Yield();
        throw new InvalidDataException("boom");
    }
}
