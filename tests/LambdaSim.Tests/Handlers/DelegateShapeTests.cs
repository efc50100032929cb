using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Handlers;

namespace LambdaSim.Tests.Handlers;

/// <summary>Ordinary delegates are handlers as they are.</summary>
public class DelegateShapeTests
{
    public sealed record Order(string Id, int Lines);

    public static TheoryData<string, Delegate> ReturningOrders => new()
    {
        { "sync", (Order o) => o with { Lines = o.Lines + 1 } },
        { "task", async (Order o) => { await Task.Yield(); return o with { Lines = o.Lines + 1 }; } },
        { "completed task", (Order o) => Task.FromResult(o with { Lines = o.Lines + 1 }) },
        { "value task", ValueTask<Order> (Order o) => new(o with { Lines = o.Lines + 1 }) },
        { "pending value task", async ValueTask<Order> (Order o) => { await Task.Yield(); return o with { Lines = o.Lines + 1 }; } },
        { "event first", (Order o, LambdaContext c) => o with { Lines = o.Lines + 1 } },
        { "event last", (CancellationToken t, LambdaContext c, Order o) => Task.FromResult(o with { Lines = o.Lines + 1 }) },
        { "own delegate type", new OrderHandler(o => o with { Lines = o.Lines + 1 }) },
    };

    public static TheoryData<string, Delegate> ReturningNothing => new()
    {
        { "void", () => { } },
        { "void with event", (Order o) => { } },
        { "task", () => Task.CompletedTask },
        { "pending task", async (LambdaContext c) => await Task.Yield() },
        { "value task", ValueTask () => default },
        { "pending value task", async ValueTask () => await Task.Yield() },
        { "null string", string? () => null },
        { "null record", Task<Order?> () => Task.FromResult<Order?>(null) },
        { "null bytes", byte[]? () => null },
        { "null stream", Stream? () => null },
    };

    public static TheoryData<string, Delegate> RawEchoes => new()
    {
        { "stream", (Stream s) => s },
        { "task of stream", async (Stream s) => { await Task.Yield(); return s; } },
        { "bytes", (byte[] b) => b },
        { "memory", (ReadOnlyMemory<byte> m) => m },
        { "element", (JsonElement e) => e },
        { "node", (JsonNode n) => n },
    };

    [Theory]
    [MemberData(nameof(ReturningOrders), DisableDiscoveryEnumeration = true)]
    public async Task An_event_becomes_a_value_and_the_result_JSON(string shape, Delegate handler)
    {
        Assert.NotEmpty(shape);
        Assert.Equal("""{"Id":"a","Lines":3}""", await HandlerBinder.Bind(handler).Once("""{"id":"a","lines":2}"""));
    }

    [Theory]
    [MemberData(nameof(ReturningNothing), DisableDiscoveryEnumeration = true)]
    [Pins("INV-NULL")]
    public async Task Returning_nothing_or_null_answers_null(string shape, Delegate handler)
    {
        Assert.NotEmpty(shape);
        Assert.Equal("null", await HandlerBinder.Bind(handler).Once());
    }

    [Theory]
    [MemberData(nameof(RawEchoes), DisableDiscoveryEnumeration = true)]
    public async Task Bytes_cross_untouched(string shape, Delegate handler)
    {
        Assert.NotEmpty(shape);
        Assert.Equal("""{"x":[1,2]}""", await HandlerBinder.Bind(handler).Once("""{"x":[1,2]}"""));
    }

    [Fact]
    public async Task A_string_event_is_the_JSON_strings_value() =>
        Assert.Equal("\"HELLO \\u0022\"", await HandlerBinder.Bind((string s) => s.ToUpperInvariant()).Once("\"hello \\\"\""));

    [Fact]
    public async Task Context_and_token_are_those_of_the_invocation()
    {
        var context = new FakeContext();
        var handler = HandlerBinder.Bind((CancellationToken token, LambdaContext c) => ReferenceEquals(c, context) && token == context.Cancellation.Token);

        Assert.Equal("true", await handler.Once(context: context));
    }

    [Fact]
    public async Task What_init_returns_is_there_for_a_parameter_of_that_type()
    {
        var handler = HandlerBinder.Bind(
            (IReadOnlyList<string> state, Order o) => $"{state[0]}-{o.Id}",
            init: async (LambdaContext c) => { await Task.Yield(); return new List<string> { c.FunctionName }; });

        Assert.True(handler.HasInit);
        Assert.Equal("\"orders-a\"", await handler.Once("""{"Id":"a"}"""));
    }

    public static TheoryData<string, Func<Action, Delegate>> Inits => new()
    {
        { "action", ran => ran },
        { "action with context", ran => (LambdaContext c) => ran() },
        { "task", ran => async () => { await Task.Yield(); ran(); } },
        { "task with context", ran => async (LambdaContext c) => { await Task.Yield(); ran(); } },
        { "value task", ran => async ValueTask (LambdaContext c) => { await Task.Yield(); ran(); } },
        { "token", ran => (CancellationToken t) => ran() },
    };

    [Theory]
    [MemberData(nameof(Inits), DisableDiscoveryEnumeration = true)]
    public async Task Init_of_any_shape_runs_before_the_handler(string shape, Func<Action, Delegate> init)
    {
        var starts = 0;
        var handler = HandlerBinder.Bind(() => starts, init: init(() => starts++));

        Assert.NotEmpty(shape);
        Assert.Equal("1", await handler.Once());
    }

    [Fact]
    public async Task State_is_disposed_at_shutdown()
    {
        var state = new MemoryStream();
        var handler = HandlerBinder.Bind(() => { }, init: () => state);
        await handler.Shutdown(await handler.Init(new FakeContext()));

        Assert.False(state.CanRead);
    }

    [Fact]
    public async Task Delegates_of_one_type_keep_their_own_code()
    {
        var first = HandlerBinder.Bind((LambdaContext c) => 1);
        var second = HandlerBinder.Bind((LambdaContext c) => 2);

        Assert.Equal(("1", "2"), (await first.Once(), await second.Once()));
    }

    [Fact]
    public async Task Written_bytes_of_an_event_are_not_seen_by_its_next_attempt()
    {
        var payload = Encoding.UTF8.GetBytes("{}");
        await HandlerBinder.Bind((byte[] b) => { b[0] = 0; }).Invoke(null, new FakeContext(), payload);

        Assert.Equal("{}", Encoding.UTF8.GetString(payload));
    }

    [Fact]
    public async Task A_stream_is_sent_from_where_it_stands_and_disposed()
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes("12345")) { Position = 3 };

        Assert.Equal("45", await HandlerBinder.Bind(() => stream).Once());
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void A_handler_that_throws_at_once_throws_its_own_exception()
    {
        var handler = HandlerBinder.Bind(Task (LambdaContext c) => throw new FormatException("no"));

        Assert.Throws<FormatException>(() => { _ = handler.Invoke(null, new FakeContext(), default).AsTask(); });
    }

    [Fact]
    public async Task An_event_that_does_not_fit_names_function_type_and_path()
    {
        var e = await Assert.ThrowsAsync<PayloadDeserializationException>(() => HandlerBinder.Bind((Order o) => { }).Once("""{"lines":"many"}"""));

        Assert.Equal(("orders", typeof(Order), "$.lines"), (e.Function, e.Type, e.Path));
        Assert.StartsWith($"Error converting the Lambda event JSON payload to type {typeof(Order).FullName} for function orders: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_task_says_what_to_return() =>
        Assert.Contains("Task.CompletedTask", (await Assert.ThrowsAsync<NullTaskException>(() => HandlerBinder.Bind(Task () => null!).Once())).Message, StringComparison.Ordinal);

    [Fact]
    public void Warm_calls_without_payload_allocate_nothing()
    {
        var done = Task.CompletedTask;
        var handler = HandlerBinder.Bind((LambdaContext c) => done);
        var context = new FakeContext();
        var allocated = long.MaxValue;
        for (var i = 0; i < 100; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var answer = handler.Invoke(null, context, default);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(answer.IsCompletedSuccessfully);
        }

        Assert.Equal(0, allocated);
    }

    private delegate Order OrderHandler(Order order);
}
