using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam;

namespace LambdaSim.Tests.Templates.Sam;

/// <summary>Templates that somebody broke: each is translated or refused, and nothing else happens.</summary>
public sealed class SamFuzzTests
{
    private const string Rich = """
        Transform: AWS::Serverless-2016-10-31
        Globals: { Function: { Runtime: r, Tags: { a: b }, PropagateTags: true } }
        Parameters: { P: { Type: String, Default: live } }
        Conditions: { C: !Equals [!Ref P, live] }
        Resources:
          F:
            Type: AWS::Serverless::Function
            Condition: C
            Properties:
              Handler: h
              CodeUri: { Bucket: b, Key: k }
              AutoPublishAlias: !Ref P
              Role: !If [C, !Ref AWS::NoValue, x]
              Policies: [AWSLambdaRole, { Statement: [{ Effect: Allow }] }, { SQSPollerPolicy: { QueueName: q } }, !If [C, { S3ReadPolicy: { BucketName: b } }, !Ref AWS::NoValue]]
              DeploymentPreference: { Type: !If [C, AllAtOnce, Own], Alarms: [a], Hooks: { PreTraffic: h }, PassthroughCondition: true }
              EventInvokeConfig: { MaximumRetryAttempts: 1, DestinationConfig: { OnSuccess: { Type: SQS, Destination: !If [C, q, !Ref AWS::NoValue] }, OnFailure: { Type: SNS } } }
              FunctionUrlConfig: { AuthType: NONE, Cors: { AllowOrigins: ['*'], MaxAge: 5 } }
              DeadLetterQueue: { Type: SQS, TargetArn: q }
              Layers: [!Ref L]
              Environment: { Variables: { A: b } }
              Events:
                S3: { Type: S3, Properties: { Bucket: !Ref B, Events: [a] } }
                Sns: { Type: SNS, Properties: { Topic: !Ref T, SqsSubscription: true } }
                Sqs: { Type: SQS, Properties: { Queue: q, FilterCriteria: { Filters: [{ Pattern: '{}' }] } } }
                Kinesis: { Type: Kinesis, Properties: { Stream: s, StartingPosition: LATEST, DestinationConfig: { OnFailure: { Type: SQS, Destination: q } } } }
                Kafka: { Type: SelfManagedKafka, Properties: { KafkaBootstrapServers: [k], Topics: [t], SourceAccessConfigurations: [{ Type: BASIC_AUTH, URI: s }], SchemaRegistryConfig: { SchemaRegistryURI: u, EventRecordFormat: JSON, SchemaValidationConfigs: [] } } }
                Mq: { Type: MQ, Properties: { Broker: b, Queues: [q], SourceAccessConfigurations: [{ Type: BASIC_AUTH, URI: s }], SecretsManagerKmsKeyId: k } }
                Db: { Type: DocumentDB, Properties: { Cluster: c, DatabaseName: d, SourceAccessConfigurations: [{ Type: BASIC_AUTH, URI: s }] } }
                Rule: { Type: EventBridgeRule, Properties: { Pattern: { a: [b] }, DeadLetterConfig: { Type: SQS } } }
                Schedule: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), DeadLetterConfig: { Arn: a } } }
                Pool: { Type: Cognito, Properties: { UserPool: !Ref U, Trigger: PreSignUp } }
            Connectors: { C: { Properties: { Destination: [{ Id: T }, { Id: S }], Permissions: [Write], SourceReference: { Qualifier: q } } } }
          L: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: s3://b/k, RetentionPolicy: !Ref P } }
          S: { Type: AWS::Serverless::StateMachine, Properties: { Definition: { A: !Ref F, B: [1, { C: !Sub '${F.Arn}' }] }, AutoPublishAlias: x, Events: { E: { Type: Schedule, Properties: { Schedule: s } } } } }
          D: { Type: AWS::Serverless::SimpleTable, Properties: { PrimaryKey: { Name: n, Type: String }, Tags: { a: b } } }
          A: { Type: AWS::Serverless::Application, Properties: { Location: { ApplicationId: a, SemanticVersion: 1.0.0 } } }
          P: { Type: AWS::Serverless::CapacityProvider, Properties: { VpcConfig: { SubnetIds: [a] }, ScalingConfig: { AverageCPUUtilization: 5 } } }
          G: { Type: AWS::Serverless::GraphQLApi, Properties: { Auth: { Type: AWS_IAM }, SchemaInline: s } }
          B: { Type: AWS::S3::Bucket }
          T: { Type: AWS::SNS::Topic }
          U: { Type: AWS::Cognito::UserPool }
        Outputs: { O: { Value: !GetAtt F.Alias.Name } }
        """;

    private static readonly Node[] Strange =
    [
        Node.Of("x"), Node.Of(string.Empty), Node.Of(7), Node.Of(true), new LiteralNode("null", LiteralKind.Null, default), Node.List(), Node.List(Node.Of(1)),
        MapNode.Empty, Node.Map(("Ref", Node.Of("F"))), Node.Map(("Ref", Node.List())), Node.Map(("Fn::If", Node.List(Node.Of("C")))),
        Node.Map(("Fn::If", Node.List(Node.Of("C"), MapNode.Empty, Node.Of("x")))), Node.Map(("Fn::GetAtt", Node.Of("F.Arn"))), Node.Map(("Fn::Sub", Node.Of("${F.Alias}${"))),
        Node.Map(("Fn::FindInMap", Node.List())), Node.Of("AWS::Serverless::Connector"), Node.Of("AWS::Serverless::Function"), Node.Of("../x"), Node.Of("s3://"),
    ];

    [Fact]
    public void A_template_with_a_broken_value_is_translated_or_refused()
    {
        var template = DocumentText.Read(Rich, "t.yaml");
        var places = Count(template);
        var refused = 0;
        for (var place = 1; place < places; place++)
        {
            foreach (var strange in Strange)
            {
                refused += Translates((MapNode)Changed(template, place, strange)) ? 0 : 1;
            }
        }

        Assert.InRange(refused, 1, (places * Strange.Length) - 1);
    }

    private static bool Translates(MapNode template)
    {
        try
        {
            JsonOutput.Of(SamTransform.Translate(template, new SamInputs(new Dictionary<string, Node>(StringComparer.Ordinal))));
            return true;
        }
        catch (TemplateException e)
        {
            Assert.NotEmpty(e.Errors);
            return false;
        }
    }

    private static int Count(Node node) => 1 + (node switch
    {
        MapNode map => map.Members.Sum(m => Count(m.Value)),
        ListNode list => list.Items.Sum(Count),
        _ => 0,
    });

    // The value at a place, counted in the order of the text, becomes another.
    private static Node Changed(Node node, int place, Node strange)
    {
        if (place == 0)
        {
            return strange;
        }

        var at = 1;
        switch (node)
        {
            case MapNode map:
                foreach (var (key, value) in map.Members)
                {
                    var size = Count(value);
                    if (place < at + size)
                    {
                        return map.With(key, Changed(value, place - at, strange));
                    }

                    at += size;
                }

                break;
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var size = Count(list.Items[i]);
                    if (place < at + size)
                    {
                        return new ListNode([.. list.Items.Take(i), Changed(list.Items[i], place - at, strange), .. list.Items.Skip(i + 1)], list.Place);
                    }

                    at += size;
                }

                break;
        }

        return node;
    }
}
