using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Neighbours.Balancers;

/// <summary>A target group of one function, with its health checks (rules ALB-TARGET, ALB-HEALTH).</summary>
/// <param name="host">The clock.</param>
/// <param name="document">Its settings, as answers have them.</param>
/// <param name="isInUse">Whether a listener or rule forwards to it.</param>
internal sealed class TargetGroup(INeighbourHost host, JsonObject document, Func<TargetGroup, bool> isInUse)
{
    public const string MultiValue = "lambda.multi_value_headers.enabled";

    private int _generation, _inARow;
    private bool? _isHealthy, _last;

    public JsonObject Document { get; private set; } = document;

    public string Arn => (string)Document["TargetGroupArn"]!;

    public string Name => (string)Document["TargetGroupName"]!;

    /// <summary>Null: nothing is registered.</summary>
    public string? Function { get; private set; }

    public bool IsMultiValue { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public void Register(string function)
    {
        if (Function is not null && Function != function)
        {
            throw BalancerException.Target($"The target group '{Arn}' has the target '{Function}' already; a target group has one function");
        }

        Function = function;
        Restart();
    }

    public void Deregister(string function)
    {
        if (Function == function)
        {
            Function = null;
            Restart();
        }
    }

    public void Change(JsonObject document)
    {
        Document = document;
        Restart();
    }

    /// <summary>State, and AWS's reason and words where it is not healthy.</summary>
    public (string State, string? Reason, string? Words) Health =>
        !isInUse(this) ? ("unused", "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer")
        : !IsChecked ? ("unavailable", "Target.HealthCheckDisabled", "Health checks are not enabled for this target")
        : _isHealthy switch
        {
            null => ("initial", "Elb.InitialHealthChecking", "Initial health checks in progress"),
            true => ("healthy", null, null),
            false => ("unhealthy", "Target.ResponseCodeMismatch", "Health checks failed"),
        };

    public void Send(FrontRequest request, Action<FrontAnswer> answered)
    {
        if (Function is null)
        {
            answered(BalancerCall.Unavailable());
        }
        else
        {
            BalancerCall.Send(host, Function, Arn, IsMultiValue, request, answered);
        }
    }

    private bool IsChecked => (bool?)Document["HealthCheckEnabled"] ?? false;

    private void Restart()
    {
        _generation++;
        (_isHealthy, _last, _inARow) = (null, null, 0);
        if (IsChecked && Function is not null)
        {
            Later(_generation);
        }
    }

    private void Later(int generation) => host.Later(Duration.FromSeconds((int)Document["HealthCheckIntervalSeconds"]!), () =>
    {
        if (generation != _generation)
        {
            return;
        }

        if (isInUse(this))
        {
            var isOpen = true;
            IDisposable? timer = null;
            timer = host.Later(Duration.FromSeconds((int)Document["HealthCheckTimeoutSeconds"]!), () => End(false), keepsAlive: false);
            Send(BalancerCall.HealthCheck((string)Document["HealthCheckPath"]!), answer => End(Matches((string)Document["Matcher"]!["HttpCode"]!, answer.Status)));

            void End(bool isGood)
            {
                if (isOpen)
                {
                    isOpen = false;
                    timer?.Dispose();
                    Note(generation, isGood);
                }
            }
        }

        Later(generation);
    }, keepsAlive: false);

    // The first answer decides, then so many in a row.
    private void Note(int generation, bool isGood)
    {
        if (generation != _generation)
        {
            return;
        }

        _inARow = _last == isGood ? _inARow + 1 : 1;
        _last = isGood;
        if (_isHealthy is null || _inARow >= (int)Document[isGood ? "HealthyThresholdCount" : "UnhealthyThresholdCount"]!)
        {
            _isHealthy = isGood;
        }
    }

    /// <summary>Whether a status is one of <c>200,202</c> or <c>200-299</c>.</summary>
    private static bool Matches(string codes, int status) => codes.Split(',', StringSplitOptions.TrimEntries).Any(c =>
        c.Split('-') is [var from, var to] ? Number(from) <= status && status <= Number(to) : Number(c) == status);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
