namespace LambdaSim.Tests.Analyzers;

/// <summary>What the fixes write, where a virtual clock is in scope.</summary>
public class FixTests
{
    [Theory]
    [InlineData("await {|LSIM001:Task.Delay(100)|};", "await Task.Delay(TimeSpan.FromMilliseconds(100), context.Time);")]
    [InlineData("await {|LSIM001:Task.Delay(TimeSpan.FromSeconds(1), token)|};", "await Task.Delay(TimeSpan.FromSeconds(1), context.Time, token);")]
    [InlineData("using var source = {|LSIM002:new CancellationTokenSource(TimeSpan.FromSeconds(2))|};", "using var source = new CancellationTokenSource(TimeSpan.FromSeconds(2), context.Time);")]
    [InlineData("using CancellationTokenSource source = {|LSIM002:new(500)|};", "using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(500), context.Time);")]
    [InlineData("await {|LSIM003:Task.FromResult(1).WaitAsync(TimeSpan.FromSeconds(1), token)|};", "await Task.FromResult(1).WaitAsync(TimeSpan.FromSeconds(1), context.Time, token);")]
    [InlineData("using var timer = {|LSIM004:new PeriodicTimer(TimeSpan.FromSeconds(1))|};", "using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), context.Time);")]
    [InlineData("{|LSIM005:Thread.Sleep(100)|};", "await Task.Delay(TimeSpan.FromMilliseconds(100), context.Time);")]
    [InlineData("var now = {|LSIM006:DateTime.UtcNow|};", "var now = context.Time.GetUtcNow().UtcDateTime;")]
    [InlineData("var now = {|LSIM006:DateTimeOffset.UtcNow|}.AddDays(1);", "var now = context.Time.GetUtcNow().AddDays(1);")]
    [InlineData("var clock = {|LSIM006:TimeProvider.System|};", "var clock = context.Time;")]
    [InlineData("var at = {|LSIM007:Stopwatch.GetTimestamp()|};", "var at = context.Time.GetTimestamp();")]
    [InlineData("var id = {|LSIM008:Guid.NewGuid()|}.ToString();", "var id = context.NewGuid().ToString();")]
    [InlineData("var n = {|LSIM009:Random.Shared|}.Next();", "var n = context.Random.Next();")]
    [InlineData("var n = {|LSIM009:new Random()|}.Next();", "var n = context.Random.Next();")]
    public Task The_context_gives_the_clock(string body, string by) => Verify.Fix(body, by);

    [Fact]
    public Task A_provider_of_the_class_gives_it_where_the_context_is_that_of_AWS() => Verify.FixFile(Orders("{|LSIM006:DateTimeOffset.UtcNow|}"), Orders("time.GetUtcNow()"));

    [Theory]
    [InlineData("using var timer = {|LSIM004:new Timer(_ => { }, null, 0, 10)|};")]
    [InlineData("var watch = {|LSIM007:Stopwatch.StartNew()|};")]
    [InlineData("await {|LSIM001:Task.Delay(millisecondsDelay: 5)|};")]
    public Task Where_none_is_certain_none_is_offered(string body) => Verify.Fix(body, body);

    private static string Orders(string now) => $$"""
        public interface ILambdaContext { }

        class Orders(TimeProvider time)
        {
            public DateTimeOffset Handle(int order, ILambdaContext context) => {{now}};
        }
        """;
}
