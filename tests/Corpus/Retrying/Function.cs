using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Retrying;

// Polly on its default clock: back-off with jitter, a timeout, a circuit breaker in a static.
public class Function
{
    private static readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 4, BackoffType = DelayBackoffType.Exponential, UseJitter = true, Delay = TimeSpan.FromSeconds(1) })
        .AddTimeout(TimeSpan.FromSeconds(2))
        .Build();

    private static readonly ResiliencePipeline _breaker = new ResiliencePipelineBuilder()
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions { FailureRatio = 1, MinimumThroughput = 2, BreakDuration = TimeSpan.FromSeconds(30) })
        .Build();

    public async Task<object> Handle(string input)
    {
        var began = DateTimeOffset.UtcNow;
        List<double> attempts = [];
        var last = "";
        try
        {
            await _pipeline.ExecuteAsync(async token =>
            {
                attempts.Add((DateTimeOffset.UtcNow - began).TotalMilliseconds);
                if (attempts.Count == 2)
                {
                    await Task.Delay(TimeSpan.FromMinutes(1), token);
                }

                if (attempts.Count < 4)
                {
                    throw new InvalidOperationException("not yet");
                }
            });
        }
        catch (Exception e)
        {
            last = e.GetType().Name;
        }

        var broken = 0;
        for (var i = 0; i < 4; i++)
        {
            try
            {
                await _breaker.ExecuteAsync(static _ => throw new InvalidOperationException("down"));
            }
            catch (BrokenCircuitException)
            {
                broken++;
            }
            catch (InvalidOperationException)
            {
                // Counted by the breaker.
            }
        }

        return new { attempts, last, broken, tookMs = (DateTimeOffset.UtcNow - began).TotalMilliseconds };
    }
}
