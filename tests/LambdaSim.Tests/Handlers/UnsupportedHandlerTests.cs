using System.Text.Json.Serialization;
using LambdaSim.Handlers;

namespace LambdaSim.Tests.Handlers;

/// <summary>What cannot be a handler is refused when it is added, with the reason.</summary>
public partial class UnsupportedHandlerTests
{
    private delegate int ByReference(ref int value);

    private delegate int OverSpan(ReadOnlySpan<byte> bytes);

    public static TheoryData<Delegate, string> Shapes => new()
    {
        { IAsyncEnumerable<int> () => null!, "it returns IAsyncEnumerable<Int32>: a stream of items has no JSON; collect them into a list" },
        { Task<IAsyncEnumerable<int>> () => null!, "it returns Task<IAsyncEnumerable<Int32>>: a stream" },
        { () => Task.FromResult(Task.CompletedTask), "it returns Task<Task>, a task of a task" },
        { Task<Func<int>> () => null!, "it returns Func<Int32>: System.Text.Json does not support it" },
        { (string a, int b) => { }, "parameters 'a' and 'b' would both be the event" },
        { (LambdaContext a, LambdaContext b) => { }, "parameters 'a' and 'b' would both be the context" },
        { new ByReference((ref int v) => v), "parameter 'v' is ref Int32" },
        { new OverSpan(s => s.Length), "parameter 's' is ReadOnlySpan<Byte>" },
        { (IServiceProvider services) => { }, "parameter 'services' is IServiceProvider: no JSON becomes an interface" },
        { (Action next) => { }, "parameter 'next' is the delegate Action" },
        { (MemoryStream s) => { }, "parameter 's' is MemoryStream: take the event as Stream" },
        { (Action)(() => { }) + (() => { }), "it is several delegates combined" },
        { (Action<LambdaContext>)(async c => await Task.Yield()), "it is 'async void'" },
        { System.Runtime.CompilerServices.YieldAwaitable () => default, "awaitable that is neither Task nor ValueTask" },
    };

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void The_refusal_names_shape_and_parameter(Delegate handler, string why)
    {
        var e = Assert.Throws<UnsupportedHandlerException>(() => HandlerBinder.Bind(handler));

        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("the lambda in UnsupportedHandlerTests.get_Shapes cannot be a handler", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_takes_no_event() => Assert.Contains(
        "cannot be an init delegate: parameter 's' is String, and in the init phase there is no event. An init delegate takes",
        Assert.Throws<UnsupportedHandlerException>(() => HandlerBinder.Bind(() => { }, init: (string s) => { })).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_source_generated_context_is_used() =>
        Assert.Equal("""{"name":"a"}""", await HandlerBinder.Bind((Known k) => k, Generated.Default).Once("""{"name":"a"}"""));

    [Fact]
    public void A_type_its_JSON_context_does_not_know_is_refused() => Assert.Contains(
        "add [JsonSerializable(typeof(Version))]",
        Assert.Throws<UnsupportedHandlerException>(() => HandlerBinder.Bind((Version v) => { }, Generated.Default)).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_typed_handler_needs_no_reflection()
    {
        var handler = new TypedHandler<Known, string>((k, c) => new(k.Name + c.FunctionName), Generated.Default.Known, Generated.Default.String);

        Assert.Equal("\"aorders\"", await handler.Once("""{"name":"a"}"""));
    }

    internal sealed record Known(string Name);

    [JsonSerializable(typeof(Known))]
    [JsonSerializable(typeof(string))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    internal sealed partial class Generated : JsonSerializerContext;
}
