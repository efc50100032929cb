namespace LambdaSim.Neighbours.Balancers;

/// <summary>An error that Elastic Load Balancing itself would have answered with.</summary>
internal sealed class BalancerException : AwsServiceException
{
    private BalancerException(string code, string message, int status = 400)
        : base(code, message) => StatusCode = status;

    public override int StatusCode { get; }

    public static BalancerException Invalid(string message) => new("ValidationError", message);

    public static BalancerException MissingBalancer() => new("LoadBalancerNotFound", "One or more load balancers not found");

    public static BalancerException MissingGroup() => new("TargetGroupNotFound", "One or more target groups not found");

    public static BalancerException MissingListener() => new("ListenerNotFound", "One or more listeners not found");

    public static BalancerException MissingRule() => new("RuleNotFound", "One or more rules not found");

    public static BalancerException DuplicateBalancer(string name) => new("DuplicateLoadBalancerName", $"A load balancer with the same name '{name}' exists, but with different settings");

    public static BalancerException DuplicateGroup(string name) => new("DuplicateTargetGroupName", $"A target group with the same name '{name}' exists, but with different settings");

    public static BalancerException DuplicateListener(string balancer) => new("DuplicateListener", $"A listener already exists on this port for this load balancer '{balancer}'");

    public static BalancerException Priority(int priority) => new("PriorityInUse", Configuration.Text.Invariant($"Priority '{priority}' is currently in use"));

    public static BalancerException InUse(string arn) => new("ResourceInUse", $"Target group '{arn}' is currently in use by a listener or a rule");

    public static BalancerException NotPermitted(string message) => new("OperationNotPermitted", message);

    public static BalancerException Target(string message) => new("InvalidTarget", message);

    public static BalancerException Attribute(string message) => new("InvalidConfigurationRequest", message);

    public static BalancerException Unsupported(string what) => new("UnsupportedOperationException", $"LambdaSim does not simulate {what} of Elastic Load Balancing; nothing was done.", 501);
}
