namespace LambdaSim.Templates.Sam.Connectors;

/// <summary>The connections that SAM knows, between types of CloudFormation.</summary>
internal static class ConnectorProfiles
{
    private const string Function = "AWS::Lambda::Function";
    private const string StateMachine = "AWS::StepFunctions::StateMachine";
    private const string Table = "AWS::DynamoDB::Table";
    private const string Bucket = "AWS::S3::Bucket";
    private const string Queue = "AWS::SQS::Queue";
    private const string Topic = "AWS::SNS::Topic";
    private const string Bus = "AWS::Events::EventBus";
    private const string Rule = "AWS::Events::Rule";

    private static readonly Dictionary<(string Source, string Destination), ConnectorProfile> Profiles = new()
    {
        [(Function, Function)] = Source(Write("lambda:InvokeAsync lambda:InvokeFunction", "D")),
        [(Function, Table)] = TableAccess(),
        [(Function, Bucket)] = BucketAccess(),
        [(Function, Queue)] = Source(
            Read("sqs:ReceiveMessage sqs:GetQueueAttributes", "D"),
            Write("sqs:DeleteMessage sqs:SendMessage sqs:ChangeMessageVisibility sqs:PurgeQueue", "D")),
        [(Function, Topic)] = Source(Write("sns:Publish", "D")),
        [(Function, Bus)] = Source(Write("events:PutEvents", "D")),
        [(Function, StateMachine)] = Source(
            ("Read", [Allow("states:DescribeStateMachine states:ListExecutions", "D"), Allow("states:DescribeExecution states:DescribeStateMachineForExecution states:GetExecutionHistory", "executions")]),
            ("Write", [Allow("states:StartExecution states:StartSyncExecution", "D"), Allow("states:StopExecution", "executions")])),
        [(Function, "AWS::Location::PlaceIndex")] = Source(Read("geo:DescribePlaceIndex geo:GetPlace geo:SearchPlaceIndexForPosition geo:SearchPlaceIndexForSuggestions geo:SearchPlaceIndexForText", "D")),
        [(StateMachine, Function)] = Source(Write("lambda:InvokeAsync lambda:InvokeFunction", "D")),
        [(StateMachine, Table)] = TableAccess(),
        [(StateMachine, Bucket)] = BucketAccess(),
        [(StateMachine, Queue)] = Source(Write("sqs:SendMessage", "D")),
        [(StateMachine, Topic)] = Source(Write("sns:Publish", "D")),
        [(StateMachine, Bus)] = Source(Write("events:PutEvents", "D")),
        [(StateMachine, StateMachine)] = Source(
            ("Read", [Allow("states:DescribeExecution", "executions"), Allow("events:DescribeRule", "rule")]),
            ("Write", [Allow("states:StartExecution", "D"), Allow("states:StopExecution", "executions"), Allow("events:PutTargets events:PutRule", "rule")])) with { SourceWaits = true },
        [(Rule, StateMachine)] = Source(Write("states:StartExecution", "D")),
        [(Rule, Bus)] = Source(Write("events:PutEvents", "D")),
        [(Rule, Function)] = Permission("events.amazonaws.com"),
        [(Rule, Topic)] = new(ConnectorKind.TopicPolicy, Only("Write"), "events.amazonaws.com"),
        [(Rule, Queue)] = new(ConnectorKind.QueuePolicy, Only("Write"), "events.amazonaws.com"),
        [(Topic, Function)] = Permission("sns.amazonaws.com"),
        [(Topic, Queue)] = new(ConnectorKind.QueuePolicy, Only("Write"), "sns.amazonaws.com"),
        [(Bucket, Function)] = Permission("s3.amazonaws.com"),
        [("AWS::ApiGateway::RestApi", Function)] = Permission("apigateway.amazonaws.com"),
        [("AWS::ApiGatewayV2::Api", Function)] = Permission("apigateway.amazonaws.com"),
        [(Table, Function)] = Destination(combined: false, Read("dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams", "S/stream/*")),
        [(Queue, Function)] = Destination(combined: true, Read("sqs:GetQueueAttributes sqs:ReceiveMessage", "S"), Write("sqs:DeleteMessage", "S")),
    };

    public static ConnectorProfile? Find(string source, string destination) => Profiles.GetValueOrDefault((source, destination));

    private static ConnectorProfile TableAccess() => Source(
        Read("dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:PartiQLSelect", "D D/index/*"),
        Write("dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLUpdate", "D D/index/*"));

    private static ConnectorProfile BucketAccess() => Source(
        Read(
            "s3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention s3:GetObjectTorrent s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTorrent s3:ListBucket s3:ListBucketMultipartUploads s3:ListBucketVersions s3:ListMultipartUploadParts",
            "D D/*"),
        Write("s3:AbortMultipartUpload s3:DeleteObject s3:DeleteObjectVersion s3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:RestoreObject", "D D/*"));

    private static ConnectorProfile Source(params (string Category, ConnectorStatement[] Statements)[] access) => new(ConnectorKind.SourcePolicy, Of(access));

    private static ConnectorProfile Destination(bool combined, params (string Category, ConnectorStatement[] Statements)[] access) =>
        new(ConnectorKind.DestinationPolicy, Of(access), Combined: combined);

    private static ConnectorProfile Permission(string principal) => new(ConnectorKind.LambdaPermission, Only("Write"), principal);

    private static (string Category, ConnectorStatement[] Statements) Read(string actions, string resources) => ("Read", [Allow(actions, resources)]);

    private static (string Category, ConnectorStatement[] Statements) Write(string actions, string resources) => ("Write", [Allow(actions, resources)]);

    private static ConnectorStatement Allow(string actions, string resources) => new(actions.Split(' '), resources.Split(' '));

    private static OrderedDictionary<string, ConnectorStatement[]> Only(string category) => Of([(category, [])]);

    private static OrderedDictionary<string, ConnectorStatement[]> Of((string Category, ConnectorStatement[] Statements)[] access)
    {
        var map = new OrderedDictionary<string, ConnectorStatement[]>(StringComparer.Ordinal);
        foreach (var (category, statements) in access)
        {
            map.Add(category, statements);
        }

        return map;
    }
}
