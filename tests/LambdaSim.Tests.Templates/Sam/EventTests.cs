namespace LambdaSim.Tests.Templates.Sam;

public sealed class EventTests
{
    [Fact]
    public void A_bucket_gets_the_notification_and_waits_for_the_permission()
    {
        var t = Event("S3", "Bucket: !Ref B\nEvents: [s3:ObjectCreated:*, s3:ObjectRemoved:*]", "B: {Type: AWS::S3::Bucket, DependsOn: X}\nX: {Type: AWS::SQS::Queue}");
        Assert.Equal(
            """{"LambdaConfigurations":[{"Event":"s3:ObjectCreated:*","Function":{"Fn::GetAtt":["F","Arn"]}},{"Event":"s3:ObjectRemoved:*","Function":{"Fn::GetAtt":["F","Arn"]}}]}""",
            t.Property("B", "NotificationConfiguration"));
        Assert.Equal("""["X","FEPermission"]""", t.Attribute("B", "DependsOn"));
        Assert.Equal("""{"Ref":"AWS::AccountId"}""", t.Property("FEPermission", "SourceAccount"));
    }

    [Fact]
    public void A_topic_calls_the_function()
    {
        var t = Event("SNS", "Topic: !Ref T\nFilterPolicy: {a: [b]}");
        Assert.Equal("""{"Endpoint":{"Fn::GetAtt":["F","Arn"]},"FilterPolicy":{"a":["b"]},"Protocol":"lambda","TopicArn":{"Ref":"T"}}""", t.Properties("FE"));
        Assert.Equal("""{"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"F"},"Principal":"sns.amazonaws.com","SourceArn":{"Ref":"T"}}""", t.Properties("FEPermission"));
    }

    [Fact]
    public void A_topic_fills_a_queue_that_the_function_reads()
    {
        var t = Event("SNS", "Topic: !Ref T\nSqsSubscription: true", "T: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true}}");
        Assert.Equal("""{"FifoQueue":true}""", t.Properties("FEQueue"));
        Assert.Equal("""{"BatchSize":10,"Enabled":true,"EventSourceArn":{"Fn::GetAtt":["FEQueue","Arn"]},"FunctionName":{"Ref":"F"}}""", t.Properties("FEEventSourceMapping"));
        Assert.Equal("\"sqs\"", t.Property("FE", "Protocol"));
        Assert.Contains("FEQueuePolicy", t.Ids);
    }

    [Fact]
    public void A_mapping_has_the_properties_of_its_event_and_no_type_of_its_destination() => Assert.Equal(
        """{"BatchSize":5,"DestinationConfig":{"OnFailure":{"Destination":"q"}},"EventSourceArn":"s","FunctionName":{"Ref":"F"},"ParallelizationFactor":2,"StartingPosition":"LATEST"}""",
        Event("Kinesis", "Stream: s\nStartingPosition: LATEST\nBatchSize: 5\nParallelizationFactor: 2\nDestinationConfig: {OnFailure: {Type: SQS, Destination: q}}").Properties("FE"));

    [Fact]
    public void A_schedule_is_a_rule_with_a_permission()
    {
        var t = Event("Schedule", "Schedule: rate(5 minutes)\nEnabled: false\nInput: '{}'\nDeadLetterConfig: {Type: SQS, QueueLogicalId: Letters}");
        Assert.Equal(
            """{"ScheduleExpression":"rate(5 minutes)","State":"DISABLED","Targets":[{"Arn":{"Fn::GetAtt":["F","Arn"]},"DeadLetterConfig":{"Arn":{"Fn::GetAtt":["Letters","Arn"]}},"Id":"FELambdaTarget","Input":"{}"}]}""",
            t.Properties("FE"));
        Assert.Equal("AWS::SQS::Queue", t.Type("Letters"));
        Assert.Contains("FEQueuePolicy", t.Ids);
        Assert.Equal("""{"Fn::GetAtt":["FE","Arn"]}""", t.Property("FEPermission", "SourceArn"));
    }

    [Fact]
    public void A_schedule_of_the_scheduler_calls_by_a_role_and_has_its_id_as_its_name()
    {
        var t = Event("ScheduleV2", "ScheduleExpression: rate(1 hour)");
        Assert.Equal(
            """{"FlexibleTimeWindow":{"Mode":"OFF"},"Name":"FE","ScheduleExpression":"rate(1 hour)","Target":{"Arn":{"Fn::GetAtt":["F","Arn"]},"RoleArn":{"Fn::GetAtt":["FERole","Arn"]}}}""",
            t.Properties("FE"));
        Assert.Equal("AWS::IAM::Role", t.Type("FERole"));
    }

    [Fact]
    public void A_rule_has_the_pattern_and_its_bus() => Assert.Equal(
        """{"EventBusName":"b","EventPattern":{"source":["a"]},"Name":"n","Targets":[{"Arn":{"Fn::GetAtt":["F","Arn"]},"Id":"own"}]}""",
        Event("EventBridgeRule", "Pattern: {source: [a]}\nEventBusName: b\nRuleName: n\nTarget: {Id: own}").Properties("FE"));

    [Fact]
    public void A_subscription_of_logs_waits_for_its_permission()
    {
        var t = Event("CloudWatchLogs", "LogGroupName: g\nFilterPattern: ''");
        Assert.Equal("""{"DestinationArn":{"Fn::GetAtt":["F","Arn"]},"FilterPattern":"","LogGroupName":"g"}""", t.Properties("FE"));
        Assert.Equal("""["FEPermission"]""", t.Attribute("FE", "DependsOn"));
    }

    [Fact]
    public void Two_triggers_of_a_user_pool_share_a_permission()
    {
        var t = Event("Cognito", "UserPool: !Ref P\nTrigger: [PreSignUp, PostConfirmation]", "P: {Type: AWS::Cognito::UserPool}");
        Assert.Equal("""{"PostConfirmation":{"Fn::GetAtt":["F","Arn"]},"PreSignUp":{"Fn::GetAtt":["F","Arn"]}}""", t.Property("P", "LambdaConfig"));
        Assert.Contains("FCognitoPermission", t.Ids);
    }

    [Fact]
    public void A_self_managed_cluster_is_an_endpoint_and_no_ARN() => Assert.Equal(
        """{"FunctionName":{"Ref":"F"},"SelfManagedEventSource":{"Endpoints":{"KafkaBootstrapServers":["k:9092"]}},"SourceAccessConfigurations":[{"Type":"SASL_SCRAM_512_AUTH","URI":"s"}],"Topics":["t"]}""",
        Event("SelfManagedKafka", "KafkaBootstrapServers: ['k:9092']\nTopics: [t]\nSourceAccessConfigurations: [{Type: SASL_SCRAM_512_AUTH, URI: s}]").Properties("FE"));

    [Theory]
    [InlineData("SQS", "{}", "Resource with id [FE] is invalid. Missing required property 'Queue'.")]
    [InlineData("S3", "{Bucket: b, Events: e}", "Resource with id [F] is invalid. Event with id [E] is invalid. S3 events must reference an S3 bucket in the same template.")]
    [InlineData("Schedule", "{Schedule: rate(1 minute), State: ENABLED, Enabled: true}", "Resource with id [F] is invalid. Event with id [E] is invalid. State and Enabled Properties cannot both be specified.")]
    [InlineData("Schedule", "{Schedule: rate(1 minute), DeadLetterConfig: {}}", "Resource with id [F] is invalid. Event with id [FE] is invalid. No 'Arn' or 'Type' property provided for DeadLetterConfig.")]
    [InlineData("Kinesis", "{Stream: s, StartingPosition: LATEST, FilterCriteria: x}", "Resource with id [F] is invalid. Event with id [E] is invalid. FilterCriteria field has a wrong format")]
    [InlineData("SNS", "{Topic: t, SqsSubscription: {QueueArn: a}}", "Resource with id [F] is invalid. Event with id [E] is invalid. No QueueARN or QueueURL provided.")]
    [InlineData("Carrier", "{}", "Resource with id [F] is invalid. Event with id [E] is invalid. Resource dict has missing or invalid value for field Type. Event Type is: Carrier.")]
    public void An_event_is_refused_in_SAM_s_words(string type, string properties, string message) =>
        Assert.Equal(message, Translated.FunctionError($"Events: {{E: {{Type: {type}, Properties: {properties}}}}}"));

    private static Translated Event(string type, string properties, string more = "") =>
        Translated.Function($"Events:\n  E:\n    Type: {type}\n    Properties:\n      {properties.Replace("\n", "\n      ", StringComparison.Ordinal)}", more);
}
