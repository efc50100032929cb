using LambdaSim.Units;

namespace LambdaSim.Tests.Templates.Resources;

/// <summary>A small template for each service, loaded and used.</summary>
public sealed class TypeTests
{
    private const string Functions = """
          Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }] } } }
          F: { Type: AWS::Lambda::Function, Properties: { Runtime: dotnet8, Handler: "A::B::C", Role: !GetAtt Role.Arn, Code: { ZipFile: x }, FunctionName: f } }
        """;

    [Fact]
    public void A_queue_feeds_a_function()
    {
        using var simulation = Loaded("""
              Orders: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: "60", RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 } } }
              Dead: { Type: AWS::SQS::Queue }
              Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Orders.Arn, BatchSize: 5 } }
            """, out var events);
        simulation.Queues.First(q => q.Name.StartsWith("stack-Orders-", StringComparison.Ordinal)).Send("1");
        simulation.AdvanceBy(1.Seconds);
        Assert.Contains("\"body\":\"1\"", Assert.Single(events), StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_tells_a_function_and_a_queue()
    {
        using var simulation = Loaded("""
              Paid: { Type: AWS::SNS::Topic, Properties: { DisplayName: Paid, Tags: [{ Key: a, Value: b }] } }
              Q: { Type: AWS::SQS::Queue, Properties: { QueueName: q } }
              QPolicy:
                Type: AWS::SQS::QueuePolicy
                Properties: { Queues: [!Ref Q], PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: "*" }] } }
              ToQueue: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Paid, Protocol: sqs, Endpoint: !GetAtt Q.Arn, RawMessageDelivery: true, FilterPolicy: { kind: [order] } } }
              ToF: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Paid, Protocol: lambda, Endpoint: !GetAtt F.Arn } }
              Allow: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: "lambda:InvokeFunction", Principal: sns.amazonaws.com, SourceArn: !Ref Paid } }
              TopicPolicy:
                Type: AWS::SNS::TopicPolicy
                Properties: { Topics: [!Ref Paid], PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: "*", Action: "sns:Publish", Resource: !Ref Paid }] } }
            """, out var events);
        Assert.Single(simulation.Topics).Publish("hello");
        simulation.AdvanceBy(1.Seconds);
        Assert.Contains("hello", Assert.Single(events), StringComparison.Ordinal);
        Assert.Empty(simulation.Queues.Single().Messages);
    }

    [Fact]
    public void A_rule_and_a_schedule_call_a_function()
    {
        using var simulation = Loaded("""
              Bus: { Type: AWS::Events::EventBus, Properties: { Name: shop } }
              Placed: { Type: AWS::Events::Rule, Properties: { EventBusName: !Ref Bus, EventPattern: { source: [shop] }, Targets: [{ Id: f, Arn: !GetAtt F.Arn, RetryPolicy: { MaximumRetryAttempts: "2" } }] } }
              Every: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 minute), Targets: [{ Id: f, Arn: !GetAtt F.Arn, Input: '"tick"' }] } }
              AllowPlaced: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: "lambda:InvokeFunction", Principal: events.amazonaws.com } }
              Nightly:
                Type: AWS::Scheduler::Schedule
                Properties:
                  ScheduleExpression: rate(10 minutes)
                  FlexibleTimeWindow: { Mode: "OFF" }
                  Target: { Arn: !GetAtt F.Arn, RoleArn: !GetAtt Role.Arn, Input: '"nightly"' }
            """, out var events);
        simulation.AdvanceBy(690.Seconds);
        Assert.Equal(11, events.Count(static e => e == "\"tick\""));
        Assert.Contains("\"nightly\"", events);
    }

    [Fact]
    public void A_bucket_tells_a_function()
    {
        using var simulation = Loaded("""
              Uploads:
                Type: AWS::S3::Bucket
                DependsOn: Allow
                Properties:
                  BucketName: shop-uploads
                  VersioningConfiguration: { Status: Enabled }
                  NotificationConfiguration: { LambdaConfigurations: [{ Event: "s3:ObjectCreated:*", Function: !GetAtt F.Arn, Filter: { S3Key: { Rules: [{ Name: suffix, Value: .csv }] } } }] }
              Allow: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: "lambda:InvokeFunction", Principal: s3.amazonaws.com, SourceAccount: !Ref AWS::AccountId } }
            """, out var events);
        simulation.Buckets.Single().Put("a.csv", "1");
        simulation.AdvanceBy(5.Seconds);
        Assert.Contains("a.csv", Assert.Single(events), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tables_stream_feeds_a_function()
    {
        using var simulation = Loaded("""
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: orders
                  BillingMode: PAY_PER_REQUEST
                  KeySchema: [{ AttributeName: id, KeyType: HASH }]
                  AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
                  StreamSpecification: { StreamViewType: NEW_IMAGE }
                  TimeToLiveSpecification: { AttributeName: until, Enabled: true }
                  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }
              Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Orders.StreamArn, StartingPosition: TRIM_HORIZON } }
            """, out _);
        Assert.Contains("PointInTimeRecoverySpecification of Orders (AWS::DynamoDB::Table): kept, and nothing feels it", simulation.Unsimulated);
    }

    [Fact]
    public void A_stream_feeds_a_function()
    {
        using var simulation = Loaded("""
              Clicks: { Type: AWS::Kinesis::Stream, Properties: { Name: clicks, ShardCount: 2, RetentionPeriodHours: 48 } }
              Consumer: { Type: AWS::Kinesis::StreamConsumer, Properties: { ConsumerName: f, StreamARN: !GetAtt Clicks.Arn } }
              Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Consumer.ConsumerARN, StartingPosition: LATEST } }
            """, out _);
        Assert.Equal("clicks", Assert.Single(simulation.Streams).Name);
    }

    [Fact]
    public void Parameters_secrets_and_log_groups_exist()
    {
        using var simulation = Loaded("""
              Limit: { Type: AWS::SSM::Parameter, Properties: { Name: /shop/limit, Type: String, Value: 5 } }
              Password: { Type: AWS::SecretsManager::Secret, Properties: { Name: db, GenerateSecretString: { SecretStringTemplate: '{"username":"admin"}', GenerateStringKey: password, PasswordLength: 16 } } }
              Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /shop, RetentionInDays: 7 } }
              Filter: { Type: AWS::Logs::SubscriptionFilter, Properties: { LogGroupName: !Ref Logs, FilterPattern: ERROR, DestinationArn: !GetAtt F.Arn }, DependsOn: Allow }
              Allow: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: "lambda:InvokeFunction", Principal: logs.amazonaws.com } }
            """, out _);
        Assert.Equal("5", simulation.Parameters["/shop/limit"]);
        Assert.StartsWith("{\"username\":\"admin\",\"password\":\"", simulation.Secrets["db"], StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_aliases_urls_and_layers_exist()
    {
        using var simulation = Loaded("""
              V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref F } }
              Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref F, FunctionVersion: !GetAtt V.Version, Name: live, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } } }
              Events: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref F, Qualifier: live, MaximumRetryAttempts: 0 }, DependsOn: Live }
              Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref F, AuthType: NONE } }
              Layer: { Type: AWS::Lambda::LayerVersion, Properties: { Content: { S3Bucket: b, S3Key: k } } }
              Shared: { Type: AWS::Lambda::LayerVersionPermission, Properties: { LayerVersionArn: !Ref Layer, Action: "lambda:GetLayerVersion", Principal: "*" } }
              Out: { Type: AWS::SSM::Parameter, Properties: { Name: url, Type: String, Value: !GetAtt Url.FunctionUrl } }
            """, out _);
        Assert.Equal("1", simulation.Lambda.GetAlias(new() { FunctionName = "f", Name = "live" }).FunctionVersion);
        Assert.StartsWith("https://", simulation.Parameters["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rest_api_answers()
    {
        using var simulation = Loaded("""
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: shop } }
              Orders: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders } }
              Get:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !Ref Orders
                  HttpMethod: GET
                  AuthorizationType: NONE
                  Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations" }
              Deployment: { Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: { RestApiId: !Ref Api } }
              Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: prod, MethodSettings: [{ ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 }] } }
              Allow: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: "lambda:InvokeFunction", Principal: apigateway.amazonaws.com } }
              Out: { Type: AWS::SSM::Parameter, Properties: { Name: url, Type: String, Value: !Sub "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/prod/orders" } }
            """, out var events);
        await Ask(simulation);
        Assert.Contains("/orders", Assert.Single(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_http_api_answers()
    {
        using var simulation = Loaded("""
              Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: shop, ProtocolType: HTTP } }
              Integration: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt F.Arn, PayloadFormatVersion: "2.0" } }
              Route: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /orders, Target: !Sub "integrations/${Integration}" } }
              Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true } }
              Allow: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: "lambda:InvokeFunction", Principal: apigateway.amazonaws.com } }
              Out: { Type: AWS::SSM::Parameter, Properties: { Name: url, Type: String, Value: !Sub "${Api.ApiEndpoint}/orders" } }
            """, out var events);
        await Ask(simulation);
        Assert.Contains("GET /orders", Assert.Single(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_balancer_answers()
    {
        using var simulation = Loaded("""
              Subnet: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/24 } }
              Other: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.1.0/24 } }
              Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Name: front, Subnets: [!Ref Subnet, !Ref Other] } }
              Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, DependsOn: Allow, Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt F.Arn }] } }
              Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: "404" } }] } }
              Rule: { Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: { ListenerArn: !Ref Listener, Priority: 1, Conditions: [{ Field: path-pattern, Values: [/orders] }], Actions: [{ Type: forward, TargetGroupArn: !Ref Group }] } }
              Allow: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: "lambda:InvokeFunction", Principal: elasticloadbalancing.amazonaws.com } }
              Out: { Type: AWS::SSM::Parameter, Properties: { Name: url, Type: String, Value: !Sub "http://${Balancer.DNSName}/orders" } }
            """, out var events);
        await Ask(simulation);
        Assert.Contains("/orders", Assert.Single(events), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_simulated_is_a_name()
    {
        var template = Template.Parse($$"""
            Resources:
            {{Functions}}
              Machine: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: "{}" } }
              Out: { Type: AWS::SSM::Parameter, Properties: { Name: machine, Type: String, Value: !Join [" ", [!Ref Machine, !GetAtt Machine.Name]] } }
              Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: a } }
            """);
        Assert.Equal("""
            {
              "loaded": [
                "Role",
                "F",
                "Out"
              ],
              "leftOut": [
                {
                  "id": "Machine",
                  "type": "AWS::StepFunctions::StateMachine",
                  "why": "its type is not simulated; it is a name for Out"
                },
                {
                  "id": "Alarm",
                  "type": "AWS::CloudWatch::Alarm",
                  "why": "its type is not simulated; it is a name"
                }
              ]
            }
            """.ReplaceLineEndings("\n"), template.Inventory().ToJson());
        using var simulation = template.Simulate(t => t.Handlers.ModelOthers(1.Seconds));
        Assert.Contains("Alarm (AWS::CloudWatch::Alarm): its type is not simulated; it is a name", simulation.Unsimulated);
        Assert.StartsWith("arn:aws:states:us-east-1:123456789012:stateMachine:stack-Machine-", simulation.Parameters["machine"], StringComparison.Ordinal);
    }

    private static async Task Ask(Simulation simulation)
    {
        var status = 0;
        await Task.Yield();
        simulation.Run(async () =>
        {
            using var client = new HttpClient(simulation.CreateHttpHandler());
            var answer = await client.GetAsync(new Uri(simulation.Parameters["url"]));
            status = (int)answer.StatusCode;
        });
        Assert.Equal(200, status);
    }

    private static Simulation Loaded(string resources, out List<string> events)
    {
        var seen = events = [];
        return Template.Parse($"Resources:\n{Functions}\n{resources}\n", "t.yaml").Simulate(t => t.Handlers.Bind("F", (System.Text.Json.JsonElement payload) =>
        {
            seen.Add(payload.GetRawText());
            return new { statusCode = 200, body = "ok" };
        }));
    }
}
