using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Runtime;

namespace LambdaSim.Tests.Handlers;

/// <summary>What AWS refuses of a payload, and its words.</summary>
public class RequestPayloadTests
{
    private const string Value = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

    [Theory]
    [InlineData("abc d", "Unrecognized token 'abc': was expecting " + Value, 1, 5)]
    [InlineData("nué", "Unrecognized token 'nué': was expecting " + Value, 1, 5)]
    [InlineData("{é}", "Unexpected character ('é' (code 233)): was expecting double-quote to start field name", 1, 4)]
    [InlineData("abc", "Unrecognized token 'abc': was expecting " + Value, 1, 4)]
    [InlineData("{a}", "Unexpected character ('a' (code 97)): was expecting double-quote to start field name", 1, 3)]
    [InlineData("{\"a\":1", "Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])", 1, 7)]
    [InlineData("[1,\n2", "Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])", 2, 2)]
    [InlineData("[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 5)]
    [InlineData("{\"a\" 1}", "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 1, 7)]
    [InlineData("{\"a\":}", "Unexpected character ('}' (code 125)): expected a valid value " + Value, 1, 7)]
    [InlineData("\"a", "Unexpected end-of-input: was expecting closing quote for a string value", 1, 3)]
    [InlineData("\"\\x\"", "Unrecognized character escape 'x' (code 120)", 1, 4)]
    [InlineData("01", "Invalid numeric value: Leading zeroes not allowed", 1, 3)]
    [InlineData("\u0019", "Unexpected character ((CTRL-CHAR, code 25)): expected a valid value " + Value, 1, 2)]
    [InlineData("  ", "No content to map due to end-of-input", 1, 3)]
    public void Text_that_is_no_JSON_is_refused_with_line_and_column(string payload, string problem, int line, int column)
    {
        var e = RequestPayload.Check(Encoding.UTF8.GetBytes(payload));

        Assert.NotNull(e);
        Assert.Equal((line, column), (e.Line, e.Column));
        Assert.Equal(
            $"Could not parse request body into json: Could not parse payload into json: {problem}\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, column: {column}]",
            e.Message);
        Assert.Equal("InvalidRequestContentException", e.ErrorCode);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused() =>
        Assert.Contains("Invalid UTF-8 start byte 0x87\n", RequestPayload.Check([(byte)'"', 0x87, (byte)'"'])!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Invalid UTF-8 start byte 0x87\n at [", 3, (byte)'n', (byte)0x87, (byte)'r')]
    [InlineData("Unexpected character ((CTRL-CHAR, code 153)): expected a valid value (", 2, (byte)0x99, (byte)0xEB)]
    public void A_byte_that_is_no_UTF8_is_named_where_the_parser_meets_it(string problem, int column, params byte[] payload)
    {
        var e = RequestPayload.Check(payload)!;

        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Equal(column, e.Column);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("-1.5e+3")]
    [InlineData(" [1, {\"a\": [true, \"\\u00e9\"]}] \n")]
    [InlineData("\"é\"")]
    public void Any_JSON_value_is_an_event(string payload) => Assert.Null(RequestPayload.Check(Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public void Deep_nesting_is_allowed_as_AWSs_parser_allows_it() =>
        Assert.Null(RequestPayload.Check(Encoding.UTF8.GetBytes(new string('[', 900) + new string(']', 900))));

    [Fact]
    public void A_synchronous_event_has_6_MB()
    {
        Assert.Null(RequestPayload.CheckSize(6_291_456, isEvent: false, QuotaProfile.Current));
        Assert.Equal("Request must be smaller than 6291456 bytes for the InvokeFunction operation", RequestPayload.CheckSize(6_291_457, isEvent: false, QuotaProfile.Current)!.Message);
    }

    [Fact]
    public void An_asynchronous_event_has_1_MB_and_less_in_former_years()
    {
        Assert.NotNull(RequestPayload.CheckSize(1_048_577, isEvent: true, QuotaProfile.Current));
        Assert.Null(RequestPayload.CheckSize(1_048_576, isEvent: true, QuotaProfile.Current));
        Assert.Equal("264496 byte payload is too large for the Event invocation type (limit 262144 bytes)", RequestPayload.CheckSize(264_496, isEvent: true, QuotaProfile.Legacy2025)!.Message);
    }
}
