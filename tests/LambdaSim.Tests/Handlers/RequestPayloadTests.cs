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
    [InlineData("{é}", "Unexpected character ('é' (code 233)): was expecting double-quote to start field name", 1, 3)]
    [InlineData("abc", "Unrecognized token 'abc': was expecting " + Value, 1, 4)]
    [InlineData("{a}", "Unexpected character ('a' (code 97)): was expecting double-quote to start field name", 1, 2)]
    [InlineData("{\"a\":1", "Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])", 1, 7)]
    [InlineData("[1,\n2", "Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])", 2, 2)]
    [InlineData("[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 4)]
    [InlineData("{\"a\" 1}", "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 1, 6)]
    [InlineData("{\"a\":}", "Unexpected character ('}' (code 125)): expected a value", 1, 6)]
    [InlineData("\"a", "Unexpected end-of-input in VALUE_STRING", 1, 3)]
    [InlineData("\"\\x\"", "Unrecognized character escape 'x' (code 120)", 1, 3)]
    [InlineData("01", "Invalid numeric value: Leading zeroes not allowed", 1, 2)]
    [InlineData("\u0019", "Illegal character ((CTRL-CHAR, code 25)): only regular white space (\\r, \\n, \\t) is allowed between tokens", 1, 2)]
    [InlineData("  ", "No content to map due to end-of-input", 1, 3)]
    [Pins("INV-JSON")]
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
    [InlineData("Unexpected character ((CTRL-CHAR, code 153)): expected a valid value (", 1, (byte)0x99, (byte)0xEB)]
    [InlineData("Unexpected character ((CTRL-CHAR, code 132)): Expected space separating root-level values\n", 2, (byte)0x31, (byte)0x84)]
    [Pins("INV-JSON")]
    public void A_byte_that_is_no_UTF8_is_named_where_the_parser_meets_it(string problem, int column, params byte[] payload)
    {
        var e = RequestPayload.Check(payload)!;

        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Equal(column, e.Column);
    }

    [Fact]
    [Pins("INV-JSON")]
    public void A_fault_has_the_words_and_the_place_of_AWSs_parser()
    {
        var file = Path.Combine(Shared.ProjectRoot(), "tests", "LambdaSim.Tests", "Handlers", "payload-faults.txt");
        foreach (var line in File.ReadLines(file).Where(static l => !l.StartsWith('#')))
        {
            var parts = line.Split('\t', 4);

            var e = RequestPayload.Check(Convert.FromHexString(parts[0]))!;

            Assert.Equal(line, $"{parts[0]}\t{e.Line}\t{e.Column}\t{e.Message.Split("payload into json: ")[1].Split("\n at [Source: ")[0]}");
        }
    }

    [Theory]
    [InlineData("UTF-16LE", "fffe3100")]
    [InlineData("UTF-16BE", "0031")]
    [InlineData("UTF-8 with a byte order mark", "efbbbf7b7d")]
    [Pins("INV-JSON")]
    public void JSON_that_no_runtime_reads_is_refused_with_what_it_is(string encoding, string payload) =>
        Assert.Contains($"the payload is {encoding}", RequestPayload.Check(Convert.FromHexString(payload))!.Message, StringComparison.Ordinal);

    [Fact]
    [Pins("INV-JSON")]
    public void Limits_of_AWSs_parser_have_no_place()
    {
        string MessageOf(string payload) => RequestPayload.Check(Encoding.UTF8.GetBytes(payload))!.Message;
        const string Start = "Could not parse request body into json: Could not parse payload into json: ";

        Assert.Equal($"{Start}Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)", MessageOf(new string('[', 1001)));
        Assert.Equal($"{Start}Number value length (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNumberLength()`)", MessageOf(new string('1', 1001)));
        Assert.Equal($"{Start}Name length (50001) exceeds the maximum allowed (50000, from `StreamReadConstraints.getMaxNameLength()`)", MessageOf($$"""{"{{new string('a', 50_001)}}":1}"""));
        Assert.Null(RequestPayload.Check(Encoding.UTF8.GetBytes(new string('1', 1000))));
    }

    [Fact]
    public void The_fault_of_a_large_text_is_found_in_one_pass()
    {
        var wide = Encoding.Unicode.GetBytes("[" + string.Concat(Enumerable.Repeat("[],", 500_000)));

        Assert.Contains("within/between Array entries", RequestPayload.Check(wide)!.Message, StringComparison.Ordinal);
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
    [Pins("INV-SIZE-SYNC")]
    public void A_synchronous_event_has_6_MB()
    {
        Assert.Null(RequestPayload.CheckSize(6_291_456, isAsync: false, QuotaProfile.Current));
        Assert.Equal("Request must be smaller than 6291456 bytes for the InvokeFunction operation", RequestPayload.CheckSize(6_291_457, isAsync: false, QuotaProfile.Current)!.Message);
    }

    [Fact]
    [Pins("INV-SIZE-ASYNC")]
    public void An_asynchronous_event_has_1_MB_and_less_in_former_years()
    {
        Assert.NotNull(RequestPayload.CheckSize(1_048_577, isAsync: true, QuotaProfile.Current));
        Assert.Null(RequestPayload.CheckSize(1_048_576, isAsync: true, QuotaProfile.Current));
        Assert.Equal("264496 byte payload is too large for the Event invocation type (limit 262144 bytes)", RequestPayload.CheckSize(264_496, isAsync: true, QuotaProfile.Legacy2025)!.Message);
    }
}
