using LambdaSim.Resources;

namespace LambdaSim.Tests.Resources;

public class ArnTests
{
    [Fact]
    public void It_has_five_parts_and_a_resource_that_may_hold_colons()
    {
        var arn = Arn.Parse("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/import:*");

        Assert.Equal(("aws", "logs", "eu-west-1", "123456789012", "log-group:/aws/lambda/import:*"), (arn.Partition, arn.Service, arn.Region, arn.Account, arn.Resource));
    }

    [Theory]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:orders")]
    [InlineData("arn:aws:s3:::bucket/some/key")]
    [InlineData("arn:aws-cn:lambda:cn-north-1:123456789012:function:pay:live")]
    [InlineData("arn::sns:us-east-1:123456789012:")]
    public void Written_again_it_is_the_text_it_was_read_from(string text) => Assert.Equal(text, Arn.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("arn:aws:sqs:us-east-1:123456789012")]
    [InlineData("arn:aws::us-east-1:123456789012:orders")]
    [InlineData("ARN:aws:sqs:us-east-1:123456789012:orders")]
    [InlineData("kafka://topic")]
    public void Anything_else_is_none(string? text) => Assert.False(Arn.TryParse(text, out _));

    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:pay", "pay", null)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:pay:live", "pay", "live")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:pay:$LATEST", "pay", "$LATEST")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:layer:pay:1", null, null)]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:function:pay", null, null)]
    public void Of_a_function_it_tells_name_and_qualifier(string text, string? name, string? qualifier)
    {
        var arn = Arn.Parse(text);

        Assert.Equal((name, qualifier), (arn.FunctionName, arn.Qualifier));
    }

    [Fact]
    public void Two_are_equal_when_their_texts_are()
    {
        Assert.Equal(Arn.OfFunction("us-east-1", "123456789012", "pay", "live"), Arn.Parse("arn:aws:lambda:us-east-1:123456789012:function:pay:live"));
        Assert.NotEqual(Arn.OfFunction("us-east-1", "123456789012", "pay"), Arn.OfFunction("us-east-1", "123456789012", "Pay"));
    }
}
