using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;

namespace WaitingMain;

// A Main of the old kind: it waits for its calls with its thread, between handlers of exceptions.
public static class Program
{
    private static int _calls;

    public static int Main(string[] args)
    {
        try
        {
            using var bootstrap = LambdaBootstrapBuilder.Create<string, object>(Handle, JsonSerializerOptions.Web).Build();
            Console.WriteLine("begins");
            if (Environment.GetEnvironmentVariable("WAITS_BY") == "Wait")
            {
                bootstrap.RunAsync().Wait();
            }
            else
            {
                bootstrap.RunAsync().GetAwaiter().GetResult();
            }

            return 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Console.WriteLine($"fatal: {e.Message}");
            return 1;
        }
        finally
        {
            Console.WriteLine("ends");
        }
    }

    private static async Task<object> Handle(string input, LambdaCall call)
    {
        await Task.Delay(100);
        return new { input, calls = ++_calls };
    }
}
