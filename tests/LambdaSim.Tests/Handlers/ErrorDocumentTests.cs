using LambdaSim.Runtime;
using System.Text;
using System.Text.Json;


namespace LambdaSim.Tests.Handlers;

/// <summary>The error payload is that of AWS's .NET runtime.</summary>
public class ErrorDocumentTests
{
    [Fact]
    public void Type_and_message_come_first_and_indented() =>
        Assert.Equal("{\n  \"errorType\": \"FormatException\",\n  \"errorMessage\": \"it's <bad>\"\n}", Text(new FormatException("it's <bad>")));

    [Fact]
    public void The_stack_is_a_list_of_frames()
    {
        var stack = Document(Thrown(new FormatException("x"))).GetProperty("stackTrace");

        Assert.StartsWith("at LambdaSim.Tests.Handlers.ErrorDocumentTests.Thrown(Exception", stack[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_stands_inside()
    {
        var document = Document(new InvalidOperationException("outer", new FormatException("inner")));

        Assert.Equal("FormatException", document.GetProperty("cause").GetProperty("errorType").GetString());
    }

    [Fact]
    public void Several_causes_are_a_list()
    {
        var causes = Document(new AggregateException(new FormatException("a"), new TimeoutException("b"))).GetProperty("causes");

        Assert.Equal(["a", "b"], causes.EnumerateArray().Select(c => c.GetProperty("errorMessage").GetString()));
    }

    [Fact]
    public void The_only_cause_of_an_aggregate_is_the_error_itself() =>
        Assert.Equal("FormatException", Document(new AggregateException(new FormatException("a"))).GetProperty("errorType").GetString());

    [Fact]
    [Pins("INV-ERROR-NET")]
    public void Over_256_KB_causes_are_dropped()
    {
        var document = Document(new InvalidOperationException("outer", new FormatException(new string('x', 300_000))));

        Assert.Equal("outer", document.GetProperty("errorMessage").GetString());
        Assert.False(document.TryGetProperty("cause", out _));
    }

    [Fact]
    public void Over_256_KB_alone_only_that_is_said() => Assert.Equal(
        """{"errorMessage": "Exception exceeded maximum payload size of 256KB."}""", Text(new FormatException(new string('x', 300_000))));

    [Fact]
    public void A_chain_of_causes_has_an_end()
    {
        Exception e = new FormatException("root");
        for (var i = 0; i < 500; i++)
        {
            e = new InvalidOperationException("m", e);
        }

        Assert.Equal("InvalidOperationException", Document(e).GetProperty("errorType").GetString());
    }

    [Fact]
    public void An_exception_whose_message_throws_is_still_reported() =>
        Assert.Contains("NotSupportedException", Document(new Hostile()).GetProperty("errorMessage").GetString(), StringComparison.Ordinal);

    [Fact]
    public void Platform_errors_have_AWSs_words()
    {
        Assert.Equal("""{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: id Error: Task timed out after 3.00 seconds"}""", Utf8(PlatformError.Document(PlatformError.TimedOut("id", 3000))));
        Assert.Equal("RequestId: id Error: Runtime exited without providing a reason", PlatformError.Exited("id", 0).Message);
        Assert.Equal("RequestId: id Error: Runtime exited with error: exit status 127", PlatformError.Exited("id", 127).Message);
        Assert.Equal("RequestId: id Error: Runtime exited with error: signal: killed", PlatformError.Exited("id", null).Message);
    }

    [Fact]
    [Pins("INV-SIZE-RESPONSE")]
    public void A_response_over_the_limit_has_AWSs_words() => Assert.Equal(
        """{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}""",
        Utf8(PlatformError.ResponseTooLargeDocument));

    private static Exception Thrown(Exception e)
    {
        try
        {
            throw e;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    private static string Utf8(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string Text(Exception e) => Utf8(ErrorDocument.Of(e));

    private static JsonElement Document(Exception e) => JsonElement.Parse(ErrorDocument.Of(e).Span);

    private sealed class Hostile : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
