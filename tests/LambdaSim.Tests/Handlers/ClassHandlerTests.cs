#pragma warning disable CA1822 // Handlers are instance methods whether they use the instance or not.
using LambdaSim.Handlers;

namespace LambdaSim.Tests.Handlers;

/// <summary>Classes are handlers: one object for each process.</summary>
public class ClassHandlerTests
{
    public sealed class Counter(LambdaContext init) : IAsyncDisposable
    {
        private int _calls;

        public bool Disposed { get; private set; }

        public string Handle(LambdaContext context) => $"{init.FunctionName} {++_calls}";

        public ValueTask DisposeAsync()
        {
            Disposed = true;
            return default;
        }
    }

    public sealed class Several
    {
        public int Other() => 1;

        public int HandleAsync() => 2;
    }

    public sealed class Broken
    {
        public Broken() => throw new FormatException("no settings");

        public void Handle()
        {
        }
    }

    public sealed class NeedsServices(TextWriter writer)
    {
        public void Handle() => writer.WriteLine();
    }

    public sealed class Unclear
    {
        public void One()
        {
        }

        public void Two()
        {
        }
    }

    [Fact]
    public async Task One_object_serves_a_process()
    {
        var handler = ClassBinder.Bind(typeof(Counter));
        var context = new FakeContext();
        var instance = await handler.Init(context);
        await handler.Invoke(instance, context, default);

        Assert.Equal("\"orders 2\""u8.ToArray(), (await handler.Invoke(instance, context, default)).ToArray());
        Assert.Equal("\"orders 1\"", await handler.Once());
    }

    [Fact]
    public async Task It_is_disposed_at_shutdown()
    {
        var handler = ClassBinder.Bind(typeof(Counter));
        var instance = await handler.Init(new FakeContext());
        await handler.Shutdown(instance);

        Assert.True(Assert.IsType<Counter>(instance).Disposed);
    }

    [Fact]
    public async Task Among_several_methods_the_usual_name_is_the_handler() => Assert.Equal("2", await ClassBinder.Bind(typeof(Several)).Once());

    [Fact]
    public async Task A_method_may_be_named() => Assert.Equal("1", await ClassBinder.Bind(typeof(Several), "Other").Once());

    [Fact]
    public async Task An_activator_makes_the_object()
    {
        var made = new StringWriter { NewLine = "!" };
        await ClassBinder.Bind(typeof(NeedsServices), activator: (_, _) => new NeedsServices(made)).Once();

        Assert.Equal("!", made.ToString());
    }

    [Fact]
    public void A_constructors_exception_passes_as_it_is() =>
        Assert.Throws<FormatException>(() => { _ = ClassBinder.Bind(typeof(Broken)).Init(new FakeContext()).AsTask(); });

    [Theory]
    [InlineData(typeof(NeedsServices), "no public constructor that takes nothing or a LambdaContext")]
    [InlineData(typeof(Unclear), "it has One, Two; name one")]
    [InlineData(typeof(List<>), "it has ")]
    [InlineData(typeof(IDisposable), "IDisposable is an interface and cannot be constructed")]
    [InlineData(typeof(Stream), "Stream is abstract and cannot be constructed")]
    [InlineData(typeof(Version), "Clone, CompareTo, Equals, ToString, TryFormat; name one in AddFunction's argument method, or call it Handle")]
    [InlineData(typeof(List<int>), "it has Add, AddRange, AsReadOnly, BinarySearch, Clear, Contains, ConvertAll, CopyTo and ")]
    public void A_class_that_cannot_be_a_handler_says_why(Type type, string why) =>
        Assert.Contains(why, Assert.Throws<UnsupportedHandlerException>(() => ClassBinder.Bind(type)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_method_that_a_class_has_not_is_told_beside_those_it_has() => Assert.Contains(
        "there is no such public method; Several has HandleAsync, Other",
        Assert.Throws<UnsupportedHandlerException>(() => ClassBinder.Bind(typeof(Several), "Handel")).Message,
        StringComparison.Ordinal);
}
