namespace LambdaSim.Templates.Sam.Policies;

/// <summary>Where AWS keeps a managed policy that is given by its name alone.</summary>
internal static class ServiceRoles
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "AWSLambdaBasicExecutionRole", "AWSLambdaRole", "AWSLambdaDynamoDBExecutionRole", "AWSLambdaKinesisExecutionRole", "AWSLambdaENIManagementAccess",
        "AWSLambdaVPCAccessExecutionRole", "AWSLambdaSQSQueueExecutionRole", "AWSLambdaMSKExecutionRole", "AWSLambdaBasicDurableExecutionRolePolicy",
        "AWSCodeDeployRoleForLambda", "AWSCodeDeployRoleForLambdaLimited", "AmazonAPIGatewayPushToCloudWatchLogs", "AmazonElasticMapReduceRole",
        "AmazonEC2ContainerServiceRole", "AmazonSNSRole", "AWSConfigRole", "AWSIoTLogging", "AWSIoTRuleActions", "AWSBatchServiceRole", "AWSGlueServiceRole",
    };

    public static string PathOf(string name) => Names.Contains(name) ? "service-role/" + name : name;
}
