using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Tests.Templates.Intrinsics;

public sealed class IntrinsicTests
{
    private const string Head = """
        Transform: AWS::LanguageExtensions
        Parameters:
          Stage: { Type: String, Default: prod }
          Names: { Type: CommaDelimitedList, Default: "a, b, c" }
          Count: { Type: Number, Default: 2 }
        Mappings:
          Sizes:
            prod: { memory: 1024, zones: [x, y] }
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsTest: !Not [!Condition IsProd]
          Both: !And [!Condition IsProd, !Condition IsTest]
          Either: !Or [!Condition IsProd, !Condition IsTest]
          IsTwo: !Equals [!Ref Count, 2]

        """;

    [Theory]
    [InlineData("!Ref Stage", "\"prod\"")]
    [InlineData("!Ref Names", """["a","b","c"]""")]
    [InlineData("!Ref AWS::Region", "\"us-east-1\"")]
    [InlineData("!Ref Q", "\"ref-Q\"")]
    [InlineData("!GetAtt Q.Arn", "\"arn-of-Q\"")]
    [InlineData("!Sub '${Stage}-${Q.Arn}-${!kept}-${AWS::AccountId}'", "\"prod-arn-of-Q-${kept}-123456789012\"")]
    [InlineData("!Sub ['${x}/${Stage}', {x: !Ref Count}]", "\"2/prod\"")]
    [InlineData("!Sub 'open ${ brace'", "\"open ${ brace\"")]
    [InlineData("!Join ['-', [a, !Ref Stage, 3]]", "\"a-prod-3\"")]
    [InlineData("!Join ['+', !Ref Names]", "\"a+b+c\"")]
    [InlineData("!Select [1, !Ref Names]", "\"b\"")]
    [InlineData("!Select ['2', !Split [',', 'x,y,z']]", "\"z\"")]
    [InlineData("!FindInMap [Sizes, !Ref Stage, memory]", "1024")]
    [InlineData("!FindInMap [Sizes, other, memory, {DefaultValue: 128}]", "128")]
    [InlineData("!If [IsProd, big, small]", "\"big\"")]
    [InlineData("!If [IsTest, big, small]", "\"small\"")]
    [InlineData("!If [Both, 1, 0]", "0")]
    [InlineData("!If [Either, 1, 0]", "1")]
    [InlineData("!If [IsTwo, 1, 0]", "1")]
    [InlineData("{a: !If [IsTest, 1, !Ref AWS::NoValue], b: 2}", """{"b":2}""")]
    [InlineData("[1, !Ref AWS::NoValue, 3]", "[1,3]")]
    [InlineData("!ImportValue other-url", "\"https://other\"")]
    [InlineData("!Base64 hello", "\"aGVsbG8=\"")]
    [InlineData("!GetAZs ''", """["us-east-1a","us-east-1b","us-east-1c"]""")]
    [InlineData("!Cidr [10.0.0.0/16, 3, 8]", """["10.0.0.0/24","10.0.1.0/24","10.0.2.0/24"]""")]
    [InlineData("!Select [1, !Cidr ['2001:db8::/56', 2, 64]]", "\"2001:db8:0:1::/64\"")]
    [InlineData("!Length [a, b]", "2")]
    [InlineData("!ToJsonString {a: !Ref Stage}", "\"{\\\"a\\\":\\\"prod\\\"}\"")]
    [InlineData("'limit {{resolve:ssm:/orders/limit:3}}, key {{resolve:secretsmanager:db:SecretString:password}}'", "\"limit 5, key s3cret\"")]
    public void A_function_is_worked_out(string yaml, string json) => Assert.Equal(json, JsonOutput.Of(Value(yaml)));

    [Theory]
    [InlineData("!Ref Nothing", "Unresolved resource dependencies [Nothing]")]
    [InlineData("!GetAtt Nothing.Arn", "Unresolved resource dependencies [Nothing]")]
    [InlineData("!GetAtt Q", "every Fn::GetAtt object requires two non-empty parameters")]
    [InlineData("!Sub '${Nothing}'", "Unresolved resource dependencies [Nothing]")]
    [InlineData("!Sub '${a b}'", "write ${!a b} for the text itself")]
    [InlineData("!Join [a, b]", "every Fn::Join object requires two parameters")]
    [InlineData("!Select [9, !Ref Names]", "cannot select nonexistent value at index 9; the list has 3")]
    [InlineData("!FindInMap [Nope, a, b]", "Mapping named 'Nope' is not present")]
    [InlineData("!FindInMap [Sizes, a, b]", "Unable to get mapping for Sizes::a::b")]
    [InlineData("!If [Nope, a, b]", "unresolved condition dependency Nope")]
    [InlineData("!ImportValue nope", "No export named nope found.")]
    [InlineData("!Cidr [10.0.0.0/24, 3, 8]", "cannot make 3 blocks of 8 bits in 10.0.0.0/24")]
    [InlineData("!Cidr [nope, 3, 8]", "'nope' is none")]
    [InlineData("{'Fn::Joined': [a]}", "nearest are Fn::Join")]
    [InlineData("'{{resolve:ssm:/nope}}'", "nothing was given for {{resolve:ssm:/nope}}")]
    [InlineData("!ToJsonString a", "Fn::ToJsonString takes a map or a list, and this is text")]
    public void What_cannot_be_worked_out_says_why_and_where(string yaml, string part)
    {
        var error = Assert.Throws<TemplateException>(() => Value(yaml));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("t.yaml:18:", error.Message, StringComparison.Ordinal);
    }

    private static Node Value(string yaml)
    {
        var template = DocumentText.Read(Head + "Resources:\n  Q: { Type: 'AWS::SQS::Queue' }\nMetadata:\n  V: " + yaml + "\n", "t.yaml");
        var inputs = new StackInputs
        {
            Exports = new Dictionary<string, string>(StringComparer.Ordinal) { ["other-url"] = "https://other" },
            Stored = new Dictionary<string, string>(StringComparer.Ordinal) { ["ssm:/orders/limit"] = "5", ["secretsmanager:db"] = """{"password":"s3cret"}""" },
        };
        var stack = Stack.Of(template, inputs, "t.yaml");
        return new Evaluator(stack.Values(new Made())).Evaluate(((MapNode)stack.Template["Metadata"]!)["V"]!);
    }

    private sealed class Made : IResourceValues
    {
        public Node? Ref(string logicalId, Place place) => logicalId == "Q" ? Node.Of("ref-Q") : null;

        public Node? Attribute(string logicalId, string attribute, Place place) => logicalId == "Q" && attribute == "Arn" ? Node.Of("arn-of-Q") : null;
    }
}
