using System.Net;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Hedging;
using Polly.Retry;

namespace LambdaSim.Tests.Libraries;

/// <summary>Retries, hedging, caches and clients of services, all on stubs.</summary>
internal static class ResilienceScenarios
{
    private const string Sent = """{"MessageId":"c0ffee00-0000-4000-8000-000000000001","MD5OfMessageBody":"0cc175b9c0f1b6a831c399e269772661"}""";

    public static IReadOnlyList<LibraryScenario> All { get; } =
    [
        new("Polly: hedging over retries", static s => s.Overlap(static async c =>
        {
            var tries = 0;
            var pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = c.Time }
                .AddHedging(new HedgingStrategyOptions<int> { Delay = TimeSpan.FromMilliseconds(20), MaxHedgedAttempts = 2 })
                .AddRetry(new RetryStrategyOptions<int> { MaxRetryAttempts = 2, Delay = TimeSpan.FromMilliseconds(2), ShouldHandle = new PredicateBuilder<int>().Handle<IOException>() })
                .Build();
            var got = await pipeline.ExecuteAsync(async token =>
            {
                var mine = ++tries;
                await Task.Delay(TimeSpan.FromMilliseconds(mine == 1 ? 100 : 5), c.Time, token);
                return mine % 2 == 0 ? throw new IOException("flaky") : mine;
            });
            c.Log($"try {got} of {tries}");
        })),

        new("resilience handler of IHttpClientFactory: retries on the virtual clock", static s => s.Overlap(static async c =>
        {
            var services = new ServiceCollection();
            services.AddSingleton(c.Time);
            var calls = 0;
            services.AddHttpClient("shop")
                .ConfigurePrimaryHttpMessageHandler(() => new Stub(_ => new(++calls < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK)))
                .AddStandardResilienceHandler(static o =>
                {
                    o.Retry.UseJitter = false;
                    o.Retry.Delay = TimeSpan.FromMilliseconds(100);
                });
            await using var provider = services.BuildServiceProvider();
            using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop");
            using var answer = await client.GetAsync(new Uri("http://shop.invalid/"));
            c.Log($"{answer.StatusCode} after {calls}");
        }, 2)),

        new("HybridCache: one factory for all who ask at once", static s => s.Overlap(static async c =>
        {
            var services = new ServiceCollection();
            services.AddHybridCache();
            await using var provider = services.BuildServiceProvider();
            var cache = provider.GetRequiredService<HybridCache>();
            var made = 0;
            var values = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cache.GetOrCreateAsync("k", async token =>
            {
                made++;
                await Task.Delay(TimeSpan.FromMilliseconds(10), c.Time, token);
                return "v";
            }).AsTask()));
            c.Log($"{values.Length} values, made {made}");
        })),

        new("AWS SDK: SQS on a stub", static s => s.Overlap(static async c =>
        {
            using var sqs = Sqs(static _ => new(HttpStatusCode.OK) { Content = new StringContent(Sent) });
            var sent = await sqs.SendMessageAsync("http://sqs.invalid/123456789012/q", "a");
            c.Log(sent.MessageId);
        })),

        new("AWS SDK: a retry, with the SDK's own back-off", static s => s.Overlap(static async c =>
        {
            var calls = 0;
            using var sqs = Sqs(_ => new(++calls == 1 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK) { Content = new StringContent(Sent) });
            c.Log((await sqs.SendMessageAsync("http://sqs.invalid/123456789012/q", "a")).MessageId);
        }, 1), typeof(OutsideWorkException)) { Note = "the back-off is a real timer: set `MaxErrorRetry = 0` and retry with Polly on `context.Time`" },
    ];

    private static AmazonSQSClient Sqs(Func<HttpRequestMessage, HttpResponseMessage> answer) => new(
        new BasicAWSCredentials("a", "b"),
        new AmazonSQSConfig { ServiceURL = "http://sqs.invalid", AuthenticationRegion = "us-east-1", HttpClientFactory = new Factory(answer) });

    private sealed class Factory(Func<HttpRequestMessage, HttpResponseMessage> answer) : Amazon.Runtime.HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Stub(answer));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class Stub(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return answer(request);
        }
    }
}
