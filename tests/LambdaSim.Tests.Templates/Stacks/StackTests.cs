using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Tests.Templates.Stacks;

public sealed class StackTests
{
    [Fact]
    public void Resources_come_after_what_they_depend_on()
    {
        var stack = Read("""
            Resources:
              F: { Type: A::B::C, Properties: { Q: !GetAtt Q.Arn, R: !Sub '${R}' } }
              Q: { Type: A::B::C, DependsOn: [R] }
              R: { Type: A::B::C }
            """);
        Assert.Equal(["R", "Q", "F"], stack.Resources.Select(r => r.LogicalId));
    }

    [Fact]
    public void A_cycle_is_an_error_that_names_its_way() => Refused("""
        Resources:
          A: { Type: A::B::C, Properties: { X: !Ref B } }
          B: { Type: A::B::C, Properties: { X: !Ref C } }
          C: { Type: A::B::C, DependsOn: A }
        """, "t.yaml:2:6: A: Circular dependency between resources: [A, B, C]; A needs B, which needs C, which needs A: take one of these references out");

    [Fact]
    public void All_unknown_names_are_told_at_once() => Refused("""
        Resources:
          A: { Type: A::B::C, Properties: { X: !Ref Quue, Y: !GetAtt B.Arn } }
          Queue: { Type: A::B::C, DependsOn: Nope, Condition: Missing }
          Other: { Type: A::B::C, Properties: { X: !Sub '${Queeue.Arn}' } }
        """,
        "t.yaml:3:55: Queue: Template format error: Unresolved condition dependency Missing in the Resources block of the template; define it under Conditions",
        "t.yaml:2:40: A: Template format error: Unresolved resource dependencies [Quue] in the Resources block of the template; nearest are Queue, A, Other",
        "t.yaml:2:54: A: Template format error: Unresolved resource dependencies [B] in the Resources block of the template; nearest are A, Other, Queue",
        "t.yaml:4:44: Other: Template format error: Unresolved resource dependencies [Queeue] in the Resources block of the template; nearest are Queue, Other, A");

    [Fact]
    public void A_resource_whose_condition_fails_is_left_out()
    {
        var stack = Read("""
            Conditions: { Never: !Equals [a, b], Always: !Equals [a, a] }
            Resources:
              A: { Type: A::B::C, Condition: Never }
              B: { Type: A::B::C, Condition: Always, DependsOn: A }
            """);
        Assert.Equal("B", Assert.Single(stack.Resources).LogicalId);
    }

    [Fact]
    public void A_condition_that_needs_itself_is_an_error() => Refused("""
        Conditions: { A: !Not [!Condition B], B: !Not [!Condition A] }
        Resources:
          R: { Type: A::B::C, Condition: A }
        """, "t.yaml:1:18: Template error: the condition 'A' depends on itself");

    [Fact]
    public void A_chain_of_conditions_has_an_end()
    {
        var conditions = string.Concat(Enumerable.Range(0, 1_000).Select(i => LambdaSim.Templates.Text.Invariant($"  C{i}: {{ Condition: C{i + 1} }}\n")));
        var error = Assert.Throws<TemplateException>(() => Read("Conditions:\n" + conditions + "  C1000: !Equals [a, a]\nResources:\n  R: { Type: A::B::C, Condition: C0 }"));

        Assert.Contains("more than 200 that lead to each other", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_500_resources_are_refused() =>
        Assert.Contains(
            "Number of resources, 501, is greater than maximum allowed, 500",
            Assert.Throws<TemplateException>(() => Read("Resources:\n" + string.Concat(Enumerable.Range(0, 501).Select(i => LambdaSim.Templates.Text.Invariant($"  R{i}: {{ Type: A::B::C }}\n"))))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_loop_makes_a_resource_for_each_value()
    {
        var stack = Read("""
            Transform: [AWS::LanguageExtensions]
            Parameters: { Names: { Type: CommaDelimitedList, Default: "one,two-b" } }
            Resources:
              Fn::ForEach::Queues:
                - Name
                - !Ref Names
                - "Queue&{Name}":
                    Type: AWS::SQS::Queue
                    Properties: { QueueName: !Sub "q-${Name}", Tag: !Ref Name }
            """);
        Assert.Equal(["Queueone", "Queuetwob"], stack.Resources.Select(r => r.LogicalId));
        Assert.Equal("""{"QueueName":{"Fn::Sub":"q-two-b"},"Tag":"two-b"}""", JsonOutput.Of(stack.Resources[1].Properties));
    }

    [Theory]
    [InlineData("{ Type: Number }", "x", "Parameter 'P' must be a number, and is 'x'")]
    [InlineData("{ Type: Number, MinValue: 3 }", "2", "Parameter 'P' must be a number not less than 3")]
    [InlineData("{ Type: Number, MaxValue: 3 }", "4", "Parameter 'P' must be a number not greater than 3")]
    [InlineData("{ Type: String, MinLength: 3 }", "ab", "Parameter 'P' must contain at least 3 characters")]
    [InlineData("{ Type: String, MaxLength: 3 }", "abcd", "Parameter 'P' must contain at most 3 characters")]
    [InlineData("{ Type: String, AllowedValues: [a, b] }", "c", "Parameter 'P' must be one of AllowedValues [a, b], and is 'c'")]
    [InlineData("{ Type: String, AllowedPattern: '[a-z]+' }", "A1", "Parameter P failed to satisfy constraint: must match pattern [a-z]+")]
    [InlineData("{ Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: letters please }", "A1", "Parameter P failed to satisfy constraint: letters please")]
    [InlineData("{ Type: Strng }", "a", "Unrecognized parameter type: Strng")]
    [InlineData("{ Description: x }", "a", "Every Parameters object must contain a Type member")]
    public void A_value_that_a_parameter_does_not_take_is_refused(string definition, string value, string part)
    {
        var error = Assert.Throws<TemplateException>(() => Read($"Parameters: {{ P: {definition} }}\nResources:\n  R: {{ Type: A::B::C }}", ("P", value)));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_without_values_are_named_all_at_once_or_made_up()
    {
        const string Text = """
            Parameters:
              Name: { Type: String, MinLength: 6 }
              Size: { Type: Number, MinValue: 7 }
              Kind: { Type: String, AllowedValues: [x, y] }
              Vpc: { Type: AWS::EC2::VPC::Id }
            Resources: { R: { Type: A::B::C } }
            """;
        var error = Assert.Throws<TemplateException>(() => Read(Text));
        Assert.Equal(["Parameters: [Name] must have values", "Parameters: [Size] must have values", "Parameters: [Kind] must have values", "Parameters: [Vpc] must have values"], error.Errors.Select(e => e.Message));

        var stack = Stack.Of(DocumentText.Read(Text, "t.yaml"), new StackInputs { MakesUpValues = true }, "t.yaml");
        Assert.Equal(["Name", "Size", "Kind", "Vpc"], stack.Parameters.MadeUp);
        Assert.Equal(["\"namexx\"", "\"7\"", "\"x\"", "\"vpc-0123456789abcdef0\""], stack.Parameters.Names.Select(n => JsonOutput.Of(stack.Parameters[n]!)));
    }

    [Theory]
    [InlineData("Resorces: {}", "Invalid template property or properties [Resorces]; nearest are Resources")]
    [InlineData("Resources: []", "[/Resources] is a map, and this is a list")]
    [InlineData("Resources: {}", "At least one Resources member must be defined.")]
    [InlineData("Resources: { R-1: { Type: A::B::C } }", "Resource name R-1 is non alphanumeric.")]
    [InlineData("Resources: { R: { Properties: {} } }", "Every Resources object must contain a Type member.")]
    [InlineData("Resources: { R: { Type: A::B::C, Propertys: {} } }", "Invalid template resource property 'Propertys'; nearest are Properties")]
    [InlineData("Resources: { R: { Type: A::B::C, Properties: [] } }", "Properties is a map, and this is a list")]
    [InlineData("AWSTemplateFormatVersion: 2010-09-08\nResources: { R: { Type: A::B::C } }", "the only AWSTemplateFormatVersion is 2010-09-09")]
    public void A_template_of_another_form_is_refused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<TemplateException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static void Refused(string text, params string[] errors) =>
        Assert.Equal(errors, Assert.Throws<TemplateException>(() => Read(text)).Errors.Select(e => e.ToString()));

    private static Stack Read(string text, params (string Name, string Value)[] parameters) => Stack.Of(
        DocumentText.Read(text, "t.yaml"), new StackInputs { Parameters = parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal) }, "t.yaml");
}
