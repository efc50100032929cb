using System.Text.RegularExpressions;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Topics;

/// <summary>What a subscription's protocol asks of its endpoint (rules SNS-SUBSCRIBE, SNS-PROTOCOLS).</summary>
internal static partial class SubscriptionProtocol
{
    public const string Lambda = "lambda", Sqs = "sqs", Firehose = "firehose";

    private static readonly string[] _all = ["http", "https", "email", "email-json", "sms", Sqs, "application", Lambda, Firehose];

    /// <summary>Whether something is handed over; subscriptions of the others are kept and listed.</summary>
    public static bool IsSimulated(string protocol) => protocol is Lambda or Sqs;

    /// <summary>Whether AWS asks the endpoint's owner first.</summary>
    public static bool IsConfirmedByOwner(string protocol) => protocol is "http" or "https" or "email" or "email-json";

    public static bool TakesRaw(string protocol) => protocol is Sqs or Firehose or "http" or "https";

    public static void Check(string? protocol, string? endpoint, bool isFifo)
    {
        if (protocol is null)
        {
            throw TopicServiceException.Missing("protocol");
        }

        if (!_all.Contains(protocol, StringComparer.Ordinal))
        {
            throw TopicServiceException.InvalidParameter($"Amazon SNS does not support this protocol string: {protocol}");
        }

        if (isFifo && protocol is not Sqs)
        {
            throw TopicServiceException.InvalidParameter($"Invalid protocol type: {protocol}");
        }

        CheckEndpoint(protocol, string.IsNullOrEmpty(endpoint) ? throw TopicServiceException.InvalidParameter("Endpoint") : endpoint, isFifo);
    }

    private static void CheckEndpoint(string protocol, string endpoint, bool isFifo)
    {
        switch (protocol)
        {
            case "http" or "https" when !endpoint.StartsWith($"{protocol}://", StringComparison.Ordinal):
                throw TopicServiceException.InvalidParameter("Endpoint must match the specified protocol");
            case "sms" when !PhoneNumber.IsOne(endpoint):
                throw TopicServiceException.InvalidPhoneNumber(endpoint);
            case "email" or "email-json" when !Email().IsMatch(endpoint):
                throw TopicServiceException.InvalidParameter("Email address");
            case Sqs when !IsOf(endpoint, Arn.Sqs):
                throw TopicServiceException.InvalidParameter("SQS endpoint ARN");
            case Sqs when !isFifo && IsFifo(endpoint):
                throw TopicServiceException.InvalidParameter("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
            case Lambda when !IsOf(endpoint, Arn.Lambda):
                throw TopicServiceException.InvalidParameter("Lambda endpoint ARN");
            case Firehose when !IsOf(endpoint, "firehose"):
                throw TopicServiceException.InvalidParameter("Firehose endpoint ARN");
            case "application" when !IsOf(endpoint, Arn.Sns):
                throw TopicServiceException.InvalidParameter("Application endpoint arn invalid");
        }
    }

    public static bool IsFifo(string arn) => arn.EndsWith(TopicService.FifoSuffix, StringComparison.Ordinal);

    private static bool IsOf(string endpoint, string service) => Arn.TryParse(endpoint, out var arn) && arn.Service == service && arn.Resource.Length > 0;

    [GeneratedRegex(@"\A[^@\s]+@[^@\s]+\.[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}

/// <summary>Telephone numbers as SNS takes them.</summary>
internal static partial class PhoneNumber
{
    /// <summary>E.164, with dots, hyphens and slashes between digits.</summary>
    public static bool IsOne(string text) => Number().IsMatch(text);

    [GeneratedRegex(@"\A\+?[1-9]([./-]?[0-9]){1,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
