namespace LambdaSim.Tests.Templates.Sam;

public sealed class FunctionTests
{
    [Fact]
    public void A_function_gets_a_role_unless_it_names_one()
    {
        Assert.Equal("""{"Fn::GetAtt":["FRole","Arn"]}""", Translated.Function(string.Empty).Property("F", "Role"));
        Assert.DoesNotContain("FRole", Translated.Function("Role: arn:aws:iam::123456789012:role/mine").Ids);
    }

    [Fact]
    public void A_role_that_is_named_under_a_condition_is_made_for_the_other_case() => Assert.Equal(
        """{"Fn::If":["Own",{"Fn::GetAtt":["FRole","Arn"]},"arn"]}""",
        Translated.Function("Role: !If [Own, !Ref AWS::NoValue, arn]").Property("F", "Role"));

    [Theory]
    [InlineData("s3://b/k.zip", """{"S3Bucket":"b","S3Key":"k.zip"}""")]
    [InlineData("s3://b/a/k.zip?versionId=7", """{"S3Bucket":"b","S3Key":"a/k.zip","S3ObjectVersion":"7"}""")]
    [InlineData("{Bucket: b, Key: k, Version: 1}", """{"S3Bucket":"b","S3Key":"k","S3ObjectVersion":1}""")]
    public void Code_lies_where_its_address_says(string uri, string code)
    {
        var t = Translated.Of($"Resources: {{F: {{Type: AWS::Serverless::Function, Properties: {{Handler: h, Runtime: r, CodeUri: {(uri.StartsWith('{') ? uri : $"'{uri}'")}}}}}}}");
        Assert.Equal(code, t.Property("F", "Code"));
    }

    [Fact]
    public void Inline_code_wins_over_an_address() =>
        Assert.Equal("""{"ZipFile":"x"}""", Translated.Function("InlineCode: x").Property("F", "Code"));

    [Fact]
    public void A_path_stays_where_the_template_was_not_packaged_yet() => Assert.Equal("\"./src\"", Translated.OfLocal("""
        Resources:
          F: { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: r, CodeUri: ./src } }
        """).Property("F", "Code"));

    [Fact]
    public void An_alias_points_at_a_version_that_changes_with_the_code_environment_and_memory()
    {
        var t = Translated.Function("AutoPublishAlias: live");
        var version = Assert.Single(t.Ids, i => i.StartsWith("FVersion", StringComparison.Ordinal));
        Assert.Equal($$$"""{"FunctionName":{"Ref":"F"},"FunctionVersion":{"Fn::GetAtt":["{{{version}}}","Version"]},"Name":"live"}""", t.Properties("FAliaslive"));
        Assert.Equal("\"Retain\"", t.Attribute(version, "DeletionPolicy"));
        Assert.Contains(version, Translated.Function("AutoPublishAlias: live\nTimeout: 9").Ids);
        Assert.DoesNotContain(version, Translated.Function("AutoPublishAlias: live\nMemorySize: 512").Ids);
        Assert.DoesNotContain(version, Translated.Function("AutoPublishAlias: live\nEnvironment: {Variables: {A: b}}").Ids);
        Assert.DoesNotContain(version, Translated.Function("AutoPublishAlias: live\nAutoPublishAliasAllProperties: true\nTimeout: 9").Ids);
    }

    [Fact]
    public void An_alias_s_name_may_be_a_parameter_s_value_and_loses_its_signs_in_the_id() => Assert.Contains("FAliasblueDgreenU1", Translated.Of("""
        Parameters: { Name: { Type: String, Default: live } }
        Resources:
          F: { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: r, InlineCode: x, AutoPublishAlias: !Ref Name } }
        """, ("Name", "blue-green_1")).Ids);

    [Fact]
    public void References_to_an_alias_and_version_are_put_right_everywhere()
    {
        var t = Translated.Of("""
            Resources:
              F: { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: r, InlineCode: x, AutoPublishAlias: live } }
            Outputs:
              A: { Value: !Ref F.Alias }
              B: { Value: !Sub 'x ${F.Alias} ${F.Arn}' }
            """);
        Assert.Equal("""{"A":{"Value":{"Ref":"FAliaslive"}},"B":{"Value":{"Fn::Sub":"x ${FAliaslive} ${F.Arn}"}}}""", t.Section("Outputs"));
    }

    [Fact]
    public void Events_URL_and_event_invoke_configuration_belong_to_the_alias()
    {
        var t = Translated.Function("AutoPublishAlias: live\nFunctionUrlConfig: {AuthType: NONE}\nEventInvokeConfig: {MaximumRetryAttempts: 1}\nEvents: {Q: {Type: SQS, Properties: {Queue: arn}}}");
        Assert.Equal("""{"EventSourceArn":"arn","FunctionName":{"Ref":"FAliaslive"}}""", t.Properties("FQ"));
        Assert.Equal("""{"AuthType":"NONE","TargetFunctionArn":{"Ref":"FAliaslive"}}""", t.Properties("FUrl"));
        Assert.Equal("""{"FunctionName":{"Ref":"F"},"MaximumRetryAttempts":1,"Qualifier":"live"}""", t.Properties("FEventInvokeConfig"));
        Assert.Equal("""{"Ref":"FAliaslive"}""", t.Property("FUrlPublicPermissions", "FunctionName"));
    }

    [Fact]
    public void A_URL_that_asks_for_signatures_is_not_open_to_everybody() =>
        Assert.DoesNotContain("FUrlPublicPermissions", Translated.Function("FunctionUrlConfig: {AuthType: AWS_IAM}").Ids);

    [Fact]
    public void A_queue_or_topic_that_only_a_type_asks_for_is_made()
    {
        var t = Translated.Function("EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SNS}, OnFailure: {Type: SQS}}}");
        Assert.Equal("AWS::SNS::Topic", t.Type("FEventInvokeConfigOnSuccessTopic"));
        Assert.Equal("AWS::SQS::Queue", t.Type("FEventInvokeConfigOnFailureQueue"));
        Assert.Equal(
            """{"OnFailure":{"Destination":{"Fn::GetAtt":["FEventInvokeConfigOnFailureQueue","Arn"]}},"OnSuccess":{"Destination":{"Ref":"FEventInvokeConfigOnSuccessTopic"}}}""",
            t.Property("FEventInvokeConfig", "DestinationConfig"));
    }

    [Fact]
    public void A_deployment_shifts_the_alias_by_one_application_and_a_group_for_each_function()
    {
        var t = Translated.Function("AutoPublishAlias: live\nDeploymentPreference: {Type: Canary10Percent5Minutes, Alarms: [!Ref A], Hooks: {PreTraffic: !Ref H}}");
        Assert.Equal("""{"ComputePlatform":"Lambda"}""", t.Properties("ServerlessDeploymentApplication"));
        Assert.Equal("""{"Fn::Sub":["CodeDeployDefault.Lambda${ConfigName}",{"ConfigName":"Canary10Percent5Minutes"}]}""", t.Property("FDeploymentGroup", "DeploymentConfigName"));
        Assert.Equal("""{"Alarms":[{"Name":{"Ref":"A"}}],"Enabled":true}""", t.Property("FDeploymentGroup", "AlarmConfiguration"));
        Assert.Equal(
            """{"CodeDeployLambdaAliasUpdate":{"ApplicationName":{"Ref":"ServerlessDeploymentApplication"},"BeforeAllowTrafficHook":{"Ref":"H"},"DeploymentGroupName":{"Ref":"FDeploymentGroup"}}}""",
            t.Attribute("FAliaslive", "UpdatePolicy"));
        Assert.Contains("CodeDeployServiceRole", t.Ids);
    }

    [Fact]
    public void A_deployment_that_is_switched_off_leaves_the_alias_alone()
    {
        var t = Translated.Function("AutoPublishAlias: live\nDeploymentPreference: {Type: AllAtOnce, Enabled: false}");
        Assert.Null(t.Attribute("FAliaslive", "UpdatePolicy"));
        Assert.DoesNotContain("ServerlessDeploymentApplication", t.Ids);
    }

    [Fact]
    public void What_is_made_of_a_function_has_its_condition() => Assert.All(
        ["F", "FRole", "FUrl", "FQ"],
        id => Assert.Equal("\"C\"", Translated.Of("""
            Conditions: { C: !Equals [a, b] }
            Resources:
              F:
                Type: AWS::Serverless::Function
                Condition: C
                Properties: { Handler: h, Runtime: r, InlineCode: x, FunctionUrlConfig: { AuthType: AWS_IAM }, Events: { Q: { Type: SQS, Properties: { Queue: q } } } }
            """).Attribute(id, "Condition")));

    [Theory]
    [InlineData("Handlr: x", "Resource with id [F] is invalid. property Handlr not defined for resource of type AWS::Serverless::Function")]
    [InlineData("Environment: x", "Resource with id [F] is invalid. Type of property 'Environment' is invalid.")]
    [InlineData("ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}", "Resource with id [F] is invalid. To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function")]
    [InlineData("DeploymentPreference: {Type: AllAtOnce}", "Resource with id [F] is invalid. 'DeploymentPreference' requires AutoPublishAlias property to be specified.")]
    [InlineData("AutoPublishAlias: live\nDeploymentPreference: {}", "Resource with id [F] is invalid. 'DeploymentPreference' is missing required Property 'Type'")]
    [InlineData("AutoPublishAlias: '17'", "Resource with id [F] is invalid. AutoPublishAlias name ('17') must contain only alphanumeric characters, hyphens, or underscores matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.")]
    [InlineData("DeadLetterQueue: {Type: SQS}", "Resource with id [F] is invalid. 'DeadLetterQueue' requires Type and TargetArn properties to be specified.")]
    [InlineData("DeadLetterQueue: {Type: S3, TargetArn: x}", "Resource with id [F] is invalid. 'DeadLetterQueue' requires Type of ['SQS', 'SNS']")]
    [InlineData("EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: X}}}", "Resource with id [FEventInvokeConfig] is invalid. 'Type: X' must be one of ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']")]
    [InlineData("EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: Lambda}}}", "Resource with id [FEventInvokeConfig] is invalid. Destination is required if Type is not ['SQS', 'SNS']")]
    [InlineData("PackageType: Tar", "Resource with id [F] is invalid. PackageType needs to be `Zip` or `Image`")]
    [InlineData("PackageType: Image", "Resource with id [F] is invalid. Runtime, Handler, Layers cannot be present when PackageType is of type `Image`")]
    [InlineData("TenancyConfig: {TenantIsolationMode: PER_TENANT}\nFunctionUrlConfig: {AuthType: NONE}", "Resource with id [F] is invalid. Function URL is not supported for functions enabled with tenancy configuration.")]
    [InlineData("Tags: {'lambda:createdBy': me}", "Resource with id [F] is invalid. lambda:createdBy is a reserved Tag key name and cannot be set on your resource. Please change the tag key in the input.")]
    [InlineData("Policies: [{Nope: {}}]", "Resource with id [F] is invalid. Policy at index 0 in the 'Policies' property is not valid")]
    [InlineData("Policies: [{SQSPollerPolicy: {}}]", "Resource with id [F] is invalid. Following required parameters of template 'SQSPollerPolicy' don't have values: ['QueueName']")]
    public void A_function_is_refused_in_SAM_s_words(string properties, string message) => Assert.Equal(message, Translated.FunctionError(properties));
}
