using System.Net;

namespace LambdaSim.Tests.Async;

/// <summary>The deprecated operation for events.</summary>
public class InvokeAsyncTests
{
    [Theory]
    [InlineData(262_144, HttpStatusCode.Accepted)]
    [InlineData(262_145, HttpStatusCode.RequestEntityTooLarge)]
    [Pins("INV-SIZE-ASYNC")]
    public void Its_payload_limit_stayed_what_it_was(int bytes, HttpStatusCode status)
    {
        using var simulation = new Simulation();
        using var http = new HttpClient(simulation.CreateHttpHandler());
        simulation.AddFunction("f", Duration.FromMilliseconds(1));

        simulation.Run(async () =>
        {
            using var content = new ByteArrayContent(Code.Json(bytes));
            using var answer = await http.PostAsync("https://lambda.us-east-1.amazonaws.com/2014-11-13/functions/f/invoke-async/", content);
            Assert.Equal(status, answer.StatusCode);
        });
    }
}
