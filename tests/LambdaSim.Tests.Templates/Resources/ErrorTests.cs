namespace LambdaSim.Tests.Templates.Resources;

/// <summary>What is wrong is told in one line, with its place and what to write instead, and nothing is built.</summary>
public sealed class ErrorTests
{
    [Fact]
    public void An_unknown_property_is_told_with_the_nearest_name() => Refused("""
        Resources:
          Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimout: 5 } }
          T: { Type: AWS::SNS::Topic, Properties: { Nam: t } }
        """,
        "t.yaml:2:63: Q: Encountered unsupported property VisibilityTimout; nearest are VisibilityTimeout, DeduplicationScope, DelaySeconds",
        "t.yaml:3:50: T: Encountered unsupported property Nam; nearest are Tags, TopicName, DisplayName");

    [Fact]
    public void A_missing_property_is_told() => Refused("""
        Resources:
          F: { Type: AWS::Lambda::Function, Properties: { Runtime: dotnet8, Handler: h, Role: r } }
        """, "t.yaml:2:6: F: Property Code cannot be empty. (AWS::Lambda::Function needs it)");

    [Fact]
    public void What_a_service_refuses_is_told_in_its_words() => Refused("""
        Resources:
          Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 50000 } }
          B: { Type: AWS::S3::Bucket, Properties: { BucketName: Upper } }
        """,
        "t.yaml:2:6: Q: AWS::SQS::Queue was refused: InvalidAttributeValue: Invalid value for the parameter VisibilityTimeout.",
        "t.yaml:3:6: B: AWS::S3::Bucket was refused: InvalidBucketName: The specified bucket is not valid.");

    [Fact]
    public void A_value_of_another_kind_is_told() => Refused("""
        Resources:
          S: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: many } }
        """, "t.yaml:2:62: S: ShardCount is a whole number, and this is text 'many'");

    [Fact]
    public void An_attribute_that_a_type_has_not_is_told() => Refused("""
        Resources:
          Q: { Type: AWS::SQS::Queue }
          P: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !GetAtt Q.Url } }
        """, "t.yaml:3:70: P: Template error: resource Q does not support attribute type Url in Fn::GetAtt; nearest are Arn, QueueUrl, QueueName");

    [Fact]
    public void A_function_without_code_is_refused_by_its_name() => Refused($$"""
        Resources:
          F: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x, Handler: index.handler, Role: "arn:aws:iam::123456789012:role/r", Code: { ZipFile: x } } }
        """, "t.yaml:2:81: F: function F has nothing to run: no code is bound to it (handler 'index.handler'); bind code to it, t.Handlers.From(assembly) or t.Handlers.Bind(\"F\", handler), or say how long its calls take, t.Handlers.Model(\"F\", 100.Milliseconds)");

    [Fact]
    public void A_binding_that_no_function_has_is_told()
    {
        var error = Assert.Throws<TemplateException>(() => Template.Parse("Resources: { Q: { Type: AWS::SQS::Queue } }", "t.yaml").Simulate(t => t.Handlers.Bind("Ship", () => 1)));
        Assert.Equal("t.yaml: no function has the logical id, name or handler 'Ship'; the template has no function", error.Message);
    }

    private static void Refused(string template, params string[] errors) =>
        Assert.Equal(errors, Assert.Throws<TemplateException>(() => Template.Parse(template, "t.yaml").Simulate()).Message.Split('\n'));
}
