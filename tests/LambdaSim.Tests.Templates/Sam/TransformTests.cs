namespace LambdaSim.Tests.Templates.Sam;

public sealed class TransformTests
{
    private const string Head = "Invalid Serverless Application Specification document. Number of errors found: ";

    [Fact]
    public void Globals_fill_what_a_resource_does_not_say_merge_maps_and_join_lists()
    {
        var t = Translated.Of("""
            Globals:
              Function: { Handler: h, Runtime: r, Timeout: 3, Environment: { Variables: { A: 1, B: 2 } }, Layers: [a] }
            Resources:
              F: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Timeout: 9, Environment: { Variables: { B: 3 } }, Layers: [b] } }
              Bare: { Type: AWS::Serverless::Function, IgnoreGlobals: [Environment, Layers], Properties: { InlineCode: x } }
            """);
        Assert.Equal("9", t.Property("F", "Timeout"));
        Assert.Equal("""{"Variables":{"A":1,"B":3}}""", t.Property("F", "Environment"));
        Assert.Equal("""["a","b"]""", t.Property("F", "Layers"));
        Assert.DoesNotContain("Layers", t.Properties("Bare"), StringComparison.Ordinal);
        Assert.False(t.HasSection("Globals"));
    }

    [Fact]
    public void The_transform_is_gone_afterwards_and_others_stay() => Assert.Equal("""["AWS::LanguageExtensions"]""", Translated.Of("""
        Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
        Resources: { Q: { Type: AWS::SQS::Queue } }
        """).Section("Transform"));

    [Fact]
    public void Loops_are_unrolled_before_the_transform() => Assert.Equal(["OneRole", "One", "TwoRole", "Two"], Translated.Of("""
        Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
        Parameters: { Names: { Type: CommaDelimitedList, Default: "One, Two" } }
        Resources:
          Fn::ForEach::Functions:
            - Name
            - !Ref Names
            - "${Name}": { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: r, InlineCode: x } }
        """).Ids);

    [Fact]
    public void All_resources_that_are_wrong_are_told_at_once_in_order_of_their_ids() => Assert.Equal(
        Head + "2. Resource with id [A] is invalid. 'ImageUri' must be set. Resource with id [B] is invalid. Missing required property 'ContentUri'.",
        Translated.Error("""
            Resources:
              B: { Type: AWS::Serverless::LayerVersion, Properties: { LayerName: l } }
              A: { Type: AWS::Serverless::Function, Properties: { PackageType: Image } }
            """));

    [Fact]
    public void An_error_names_the_place_and_its_message_begins_with_SAM_s_own()
    {
        var e = Assert.Throws<TemplateException>(() => SamTemplate.Translate("Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      PackageType: Tar\n", "t.yaml", new StackInputs()));
        Assert.Equal(
            $"{Head}1. Resource with id [A] is invalid. PackageType needs to be `Zip` or `Image`\nt.yaml:5:20: Resource with id [A] is invalid. PackageType needs to be `Zip` or `Image`",
            e.Message);
    }

    [Theory]
    [InlineData("Outputs: {}", "Structure of the SAM template is invalid. 'Resources' section is required")]
    [InlineData("Resources: {A: x}", "Structure of the SAM template is invalid. All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue.")]
    [InlineData("Globals: []\nResources: {Q: {Type: AWS::SQS::Queue}}", "'Globals' section is invalid. It must be a non-empty dictionary")]
    [InlineData("Resources: {A-b: {Type: AWS::Serverless::Function, Properties: {}}}", "Resource with id [A-b] is invalid. Logical ids must be alphanumeric.")]
    [InlineData("Resources: {A: {Type: AWS::Serverless::Application, Properties: {}}}", "Resource with id [A] is invalid. Resource is missing the required [Location] property.")]
    [InlineData("Resources: {A: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: ''}}}}", "Resource with id [A] is invalid. Property 'ApplicationId' cannot be blank.")]
    [InlineData("Resources: {S: {Type: AWS::Serverless::StateMachine, Properties: {}}}", "Resource with id [S] is invalid. Either 'Definition' or 'DefinitionUri' property must be specified.")]
    public void A_template_is_refused_in_SAM_s_words(string yaml, string message) => Assert.Equal(Head + "1. " + message, Translated.Error(yaml));

    [Fact]
    public void What_is_made_takes_no_id_that_the_template_has() => Assert.Equal(
        Head + "1. Transforming resource with id [F] attempts to create a new resource with id [FRole] and type \"AWS::IAM::Role\". A resource with that id already exists within this template. Please use a different id for that resource.",
        Translated.Error("""
            Resources:
              F: { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: r, InlineCode: x } }
              FRole: { Type: AWS::SQS::Queue }
            """));

    [Fact]
    public void A_layer_gets_a_new_id_with_its_address_and_is_called_by_it()
    {
        var t = Translated.Of("""
            Resources:
              L: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: s3://b/l.zip } }
              F: { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: r, InlineCode: x, Layers: [!Ref L] } }
            """);
        var layer = Assert.Single(t.Ids, i => t.Type(i) == "AWS::Lambda::LayerVersion");
        Assert.Equal($$"""[{"Ref":"{{layer}}"}]""", t.Property("F", "Layers"));
        Assert.Equal("\"Retain\"", t.Attribute(layer, "DeletionPolicy"));
        Assert.Equal("\"L\"", t.Property(layer, "LayerName"));
    }

    [Fact]
    public void A_simple_table_has_one_key_and_is_paid_by_request() => Assert.Equal(
        """{"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}""",
        Translated.Of("Resources: {T: {Type: AWS::Serverless::SimpleTable}}").Properties("T"));

    [Fact]
    public void Functions_in_a_definition_become_substitutions() => Assert.Equal(
        """{"Fn::Join":["\n",["{","    \"StartAt\": \"A\",","    \"States\": {","        \"A\": {","            \"Resource\": \"${definition_substitution_1}\"","        }","    }","}"]]}""",
        Translated.Of("""
            Resources:
              S: { Type: AWS::Serverless::StateMachine, Properties: { Definition: { StartAt: A, States: { A: { Resource: !GetAtt F.Arn } } } } }
            """).Property("S", "DefinitionString"));

    [Fact]
    public void A_connector_is_a_policy_of_the_source_s_role()
    {
        var t = Translated.Of("""
            Resources:
              F: { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: r, InlineCode: x }, Connectors: { C: { Properties: { Destination: { Id: Q }, Permissions: [Write] } } } }
              Q: { Type: AWS::SQS::Queue }
            """);
        Assert.Equal("""[{"Ref":"FRole"}]""", t.Property("FCPolicy", "Roles"));
        Assert.Contains("""["sqs:DeleteMessage","sqs:SendMessage","sqs:ChangeMessageVisibility","sqs:PurgeQueue"]""", t.Properties("FCPolicy"), StringComparison.Ordinal);
        Assert.Null(t.Attribute("F", "Connectors"));
    }

    [Fact]
    public void A_policy_template_is_its_statements_with_the_parameters_put_in() => Assert.Contains(
        """{"Action":["sqs:SendMessage*"],"Effect":"Allow","Resource":{"Fn::Sub":["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${queueName}",{"queueName":"q"}]}}""",
        Translated.Function("Policies: [{SQSSendMessagePolicy: {QueueName: q}}]").Property("FRole", "Policies"),
        StringComparison.Ordinal);
}
