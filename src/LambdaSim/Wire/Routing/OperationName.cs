using System.Text;

namespace LambdaSim.Wire.Routing;

/// <summary>What a request asks for, by its name: from its target, from the action of its form; of REST protocols the method.</summary>
internal static class OperationName
{
    private const string Action = "Action=";

    public static string Of(WireRequest request)
    {
        if (request.Header("X-Amz-Target") is { } target)
        {
            return target[(target.LastIndexOf('.') + 1)..];
        }

        return ActionIn(request.Target.RawQuery) ?? (request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            ? ActionIn(Encoding.UTF8.GetString(request.Body.Span)) : null) ?? request.Method;
    }

    private static string? ActionIn(string form)
    {
        foreach (var pair in form.Split('&'))
        {
            if (pair.StartsWith(Action, StringComparison.Ordinal))
            {
                return pair[Action.Length..];
            }
        }

        return null;
    }
}
