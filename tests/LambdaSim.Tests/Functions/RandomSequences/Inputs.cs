namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>Good inputs of every operation, with as many members as go together, and the world that they are good in.</summary>
internal static class Inputs
{
    public const string Role = "arn:aws:iam::111111111111:role/r";
    public const string Queue = "arn:aws:sqs:us-east-1:111111111111:q";
    private const string Stream = "arn:aws:kinesis:us-east-1:111111111111:stream/s";

    private static readonly string _zip = Convert.ToBase64String(FunctionSamples.Zip());

    public static IReadOnlyList<(string Operation, string Json)> All { get; } =
    [
        ("CreateFunction", """{"FunctionName": "new", "Role": "ROLE", "Runtime": "python3.12", "Handler": "a.b", "Description": "d", "Timeout": 3, "MemorySize": 128, "Publish": true, "PackageType": "Zip", "Architectures": ["x86_64"], "Code": {"ZipFile": "ZIP"}, "Environment": {"Variables": {"AB": "c"}}, "Tags": {"a": "b"}, "Layers": ["LAYER"], "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"], "Ipv6AllowedForDualStack": false}, "DeadLetterConfig": {"TargetArn": "QUEUE"}, "TracingConfig": {"Mode": "Active"}, "EphemeralStorage": {"Size": 600}, "SnapStart": {"ApplyOn": "None"}, "LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "INFO", "SystemLogLevel": "INFO", "LogGroup": "/g"}, "FileSystemConfigs": [{"Arn": "arn:aws:elasticfilesystem:us-east-1:111111111111:access-point/fsap-0123456789abcdef0", "LocalMountPath": "/mnt/a"}], "KMSKeyArn": "arn:aws:kms:us-east-1:111111111111:key/x", "ImageConfig": {"Command": ["a"]}, "TenancyConfig": {"TenantIsolationMode": "PER_TENANT"}}"""),
        ("CreateFunction", """{"FunctionName": "new", "Role": "ROLE", "PackageType": "Image", "Code": {"ImageUri": "111111111111.dkr.ecr.us-east-1.amazonaws.com/repo:latest"}, "ImageConfig": {"EntryPoint": ["a"], "Command": ["b"], "WorkingDirectory": "/"}, "CodeSigningConfigArn": "SIGNING"}"""),
        ("UpdateFunctionConfiguration", """{"FunctionName": "fn", "Role": "ROLE", "Runtime": "java21", "Handler": "x", "Timeout": 4, "Layers": ["LAYER"], "Environment": {"Variables": {"AB": "c"}}, "LoggingConfig": {"LogFormat": "JSON"}, "SnapStart": {"ApplyOn": "PublishedVersions"}, "RevisionId": "x", "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []}, "DeadLetterConfig": {"TargetArn": ""}, "EphemeralStorage": {"Size": 512}, "ImageConfig": {}}"""),
        ("UpdateFunctionCode", """{"FunctionName": "fn", "ZipFile": "ZIP", "Publish": true, "DryRun": false, "Architectures": ["arm64"]}"""),
        ("UpdateFunctionCode", """{"FunctionName": "fn", "S3Bucket": "bucket", "S3Key": "key", "S3ObjectVersion": "v"}"""),
        ("GetFunction", """{"FunctionName": "fn", "Qualifier": "1"}"""),
        ("GetFunctionConfiguration", """{"FunctionName": "fn", "Qualifier": "live"}"""),
        ("ListFunctions", """{"MasterRegion": "ALL", "FunctionVersion": "ALL", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("DeleteFunction", """{"FunctionName": "fn", "Qualifier": "2"}"""),
        ("PublishVersion", """{"FunctionName": "fn", "CodeSha256": "c2hh", "Description": "d", "RevisionId": "revision of $LATEST"}"""),
        ("ListVersionsByFunction", """{"FunctionName": "fn", "Marker": "MDAwMDAwMDAwMA==", "MaxItems": 1}"""),
        ("GetAccountSettings", """{}"""),
        ("CreateAlias", """{"FunctionName": "fn", "Name": "next", "FunctionVersion": "1", "Description": "d", "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.5}}}"""),
        ("UpdateAlias", """{"FunctionName": "fn", "Name": "live", "FunctionVersion": "1", "Description": "d", "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.5}}, "RevisionId": "x"}"""),
        ("GetAlias", """{"FunctionName": "fn", "Name": "live"}"""),
        ("DeleteAlias", """{"FunctionName": "fn", "Name": "live"}"""),
        ("ListAliases", """{"FunctionName": "fn", "FunctionVersion": "1", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("AddPermission", """{"FunctionName": "fn", "Qualifier": "live", "StatementId": "s", "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::b", "SourceAccount": "111111111111", "EventSourceToken": "t", "PrincipalOrgID": "o-0123456789", "FunctionUrlAuthType": "NONE", "InvokedViaFunctionUrl": true, "RevisionId": "x"}"""),
        ("RemovePermission", """{"FunctionName": "fn", "Qualifier": "live", "StatementId": "s", "RevisionId": "x"}"""),
        ("GetPolicy", """{"FunctionName": "fn", "Qualifier": "live"}"""),
        ("TagResource", """{"Resource": "FN", "Tags": {"a": "b"}}"""),
        ("UntagResource", """{"Resource": "FN", "TagKeys": ["a"]}"""),
        ("ListTags", """{"Resource": "FN"}"""),
        ("PutFunctionEventInvokeConfig", """{"FunctionName": "fn", "Qualifier": "live", "MaximumRetryAttempts": 1, "MaximumEventAgeInSeconds": 100, "DestinationConfig": {"OnSuccess": {"Destination": "QUEUE"}, "OnFailure": {"Destination": "QUEUE"}}}"""),
        ("UpdateFunctionEventInvokeConfig", """{"FunctionName": "fn", "Qualifier": "live", "MaximumRetryAttempts": 1, "DestinationConfig": {"OnSuccess": {"Destination": "QUEUE"}}}"""),
        ("GetFunctionEventInvokeConfig", """{"FunctionName": "fn", "Qualifier": "live"}"""),
        ("DeleteFunctionEventInvokeConfig", """{"FunctionName": "fn", "Qualifier": "live"}"""),
        ("ListFunctionEventInvokeConfigs", """{"FunctionName": "fn", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("CreateFunctionUrlConfig", """{"FunctionName": "fn", "Qualifier": "live", "AuthType": "NONE", "InvokeMode": "BUFFERED", "Cors": {"AllowCredentials": true, "AllowHeaders": ["a"], "AllowMethods": ["GET"], "AllowOrigins": ["*"], "ExposeHeaders": ["b"], "MaxAge": 1}}"""),
        ("UpdateFunctionUrlConfig", """{"FunctionName": "fn", "AuthType": "NONE", "InvokeMode": "BUFFERED", "Cors": {"AllowOrigins": ["*"]}}"""),
        ("GetFunctionUrlConfig", """{"FunctionName": "fn", "Qualifier": "live"}"""),
        ("DeleteFunctionUrlConfig", """{"FunctionName": "fn", "Qualifier": "live"}"""),
        ("ListFunctionUrlConfigs", """{"FunctionName": "fn", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("PutFunctionConcurrency", """{"FunctionName": "fn", "ReservedConcurrentExecutions": 1}"""),
        ("GetFunctionConcurrency", """{"FunctionName": "fn"}"""),
        ("DeleteFunctionConcurrency", """{"FunctionName": "fn"}"""),
        ("PutProvisionedConcurrencyConfig", """{"FunctionName": "fn", "Qualifier": "1", "ProvisionedConcurrentExecutions": 1}"""),
        ("GetProvisionedConcurrencyConfig", """{"FunctionName": "fn", "Qualifier": "1"}"""),
        ("DeleteProvisionedConcurrencyConfig", """{"FunctionName": "fn", "Qualifier": "1"}"""),
        ("ListProvisionedConcurrencyConfigs", """{"FunctionName": "fn", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("PutFunctionRecursionConfig", """{"FunctionName": "fn", "RecursiveLoop": "Allow"}"""),
        ("GetFunctionRecursionConfig", """{"FunctionName": "fn"}"""),
        ("PutRuntimeManagementConfig", """{"FunctionName": "fn", "Qualifier": "1", "UpdateRuntimeOn": "Manual", "RuntimeVersionArn": "arn:aws:lambda:us-east-1::runtime:0123"}"""),
        ("GetRuntimeManagementConfig", """{"FunctionName": "fn", "Qualifier": "1"}"""),
        ("PublishLayerVersion", """{"LayerName": "l", "Description": "d", "Content": {"ZipFile": "ZIP"}, "CompatibleRuntimes": ["python3.12"], "CompatibleArchitectures": ["x86_64"], "LicenseInfo": "i"}"""),
        ("PublishLayerVersion", """{"LayerName": "l", "Content": {"S3Bucket": "bucket", "S3Key": "key"}}"""),
        ("GetLayerVersion", """{"LayerName": "l", "VersionNumber": 1}"""),
        ("GetLayerVersionByArn", """{"Arn": "LAYER"}"""),
        ("ListLayers", """{"CompatibleRuntime": "python3.12", "CompatibleArchitecture": "x86_64", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("ListLayerVersions", """{"LayerName": "l", "CompatibleRuntime": "python3.12", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("DeleteLayerVersion", """{"LayerName": "l", "VersionNumber": 1}"""),
        ("AddLayerVersionPermission", """{"LayerName": "l", "VersionNumber": 1, "StatementId": "s", "Action": "lambda:GetLayerVersion", "Principal": "*", "OrganizationId": "o-0123456789", "RevisionId": "x"}"""),
        ("GetLayerVersionPolicy", """{"LayerName": "l", "VersionNumber": 1}"""),
        ("RemoveLayerVersionPermission", """{"LayerName": "l", "VersionNumber": 1, "StatementId": "s", "RevisionId": "x"}"""),
        ("CreateCodeSigningConfig", """{"Description": "d", "AllowedPublishers": {"SigningProfileVersionArns": ["arn:aws:signer:us-east-1:111111111111:/signing-profiles/p/v"]}, "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "Warn"}, "Tags": {"a": "b"}}"""),
        ("UpdateCodeSigningConfig", """{"CodeSigningConfigArn": "SIGNING", "Description": "d", "AllowedPublishers": {"SigningProfileVersionArns": ["arn:aws:signer:us-east-1:111111111111:/signing-profiles/p/v"]}, "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "Warn"}}"""),
        ("GetCodeSigningConfig", """{"CodeSigningConfigArn": "SIGNING"}"""),
        ("DeleteCodeSigningConfig", """{"CodeSigningConfigArn": "SIGNING"}"""),
        ("ListCodeSigningConfigs", """{"Marker": "Zm4=", "MaxItems": 1}"""),
        ("ListFunctionsByCodeSigningConfig", """{"CodeSigningConfigArn": "SIGNING", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("PutFunctionCodeSigningConfig", """{"FunctionName": "fn", "CodeSigningConfigArn": "SIGNING"}"""),
        ("GetFunctionCodeSigningConfig", """{"FunctionName": "fn"}"""),
        ("DeleteFunctionCodeSigningConfig", """{"FunctionName": "fn"}"""),
        ("CreateEventSourceMapping", """{"FunctionName": "fn", "EventSourceArn": "QUEUE", "Enabled": true, "BatchSize": 20, "MaximumBatchingWindowInSeconds": 1, "FilterCriteria": {"Filters": [{"Pattern": "{\"a\":[1,{\"exists\":true}]}"}]}, "FunctionResponseTypes": ["ReportBatchItemFailures"], "KMSKeyArn": "k", "MetricsConfig": {"Metrics": ["EventCount"]}, "Tags": {"a": "b"}, "ProvisionedPollerConfig": {"MinimumPollers": 2, "MaximumPollers": 3}}"""),
        ("CreateEventSourceMapping", """{"FunctionName": "fn", "EventSourceArn": "STREAM", "StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": 1767225600, "ParallelizationFactor": 2, "MaximumRecordAgeInSeconds": 100, "BisectBatchOnFunctionError": true, "MaximumRetryAttempts": 2, "TumblingWindowInSeconds": 3, "DestinationConfig": {"OnFailure": {"Destination": "QUEUE"}}}"""),
        ("CreateEventSourceMapping", """{"FunctionName": "fn", "SelfManagedEventSource": {"Endpoints": {"KAFKA_BOOTSTRAP_SERVERS": ["k:1"]}}, "Topics": ["t"], "SourceAccessConfigurations": [{"Type": "BASIC_AUTH", "URI": "u"}], "SelfManagedKafkaEventSourceConfig": {"ConsumerGroupId": "g"}}"""),
        ("UpdateEventSourceMapping", """{"UUID": "MAPPING", "FunctionName": "fn:live", "Enabled": false, "BatchSize": 2, "FilterCriteria": {"Filters": []}, "ScalingConfig": {}, "LoggingConfig": {"SystemLogLevel": "INFO"}, "DocumentDBEventSourceConfig": {"FullDocument": "Default"}}"""),
        ("GetEventSourceMapping", """{"UUID": "MAPPING"}"""),
        ("ListEventSourceMappings", """{"FunctionName": "fn", "EventSourceArn": "QUEUE", "Marker": "Zm4=", "MaxItems": 1}"""),
        ("DeleteEventSourceMapping", """{"UUID": "MAPPING"}"""),
    ];

    public static ServiceWorld World()
    {
        var world = new ServiceWorld().Holding().WithAlias();
        world.Existing.UnionWith([Queue, Stream, "arn:aws:s3:::bucket", "arn:aws:s3:::bucket/key", "arn:aws:ec2:us-east-1:111111111111:subnet/subnet-1", "arn:aws:ec2:us-east-1:111111111111:security-group/sg-1"]);
        foreach (var before in new[] { "PublishLayerVersion", "CreateCodeSigningConfig", "CreateFunctionUrlConfig", "AddPermission", "PutFunctionEventInvokeConfig", "PutProvisionedConcurrencyConfig", "CreateEventSourceMapping" })
        {
            world.Ask(before, Filled(world, All.First(i => i.Operation == before).Json).Replace(", \"RevisionId\": \"x\"", "", StringComparison.Ordinal));
        }

        return world.Settle();
    }

    /// <summary>Ids come from the world.</summary>
    public static string Filled(ServiceWorld world, string json) => json
        .Replace("ROLE", Role, StringComparison.Ordinal)
        .Replace("ZIP", _zip, StringComparison.Ordinal)
        .Replace("LAYER", "arn:aws:lambda:us-east-1:111111111111:layer:l:1", StringComparison.Ordinal)
        .Replace("QUEUE", Queue, StringComparison.Ordinal)
        .Replace("STREAM", Stream, StringComparison.Ordinal)
        .Replace("\"FN\"", "\"arn:aws:lambda:us-east-1:111111111111:function:fn\"", StringComparison.Ordinal)
        .Replace("SIGNING", world.Plane.CodeSigningConfigs.Keys.FirstOrDefault(), StringComparison.Ordinal)
        .Replace("MAPPING", world.Plane.EventSourceMappings.Keys.FirstOrDefault(), StringComparison.Ordinal);
}
