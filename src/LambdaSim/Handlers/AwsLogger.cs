using System.Globalization;
using System.Reflection;
using System.Text;

namespace LambdaSim.Handlers;

/// <summary>AWS's ILambdaLogger: each of its methods, default interface methods included, writes a line of the function's log.</summary>
internal static class AwsLogger
{
    public static object? Log(LambdaContext context, MethodInfo method, object?[] arguments)
    {
        var rest = arguments.AsSpan();
        var level = method.Name switch
        {
            "LogLine" or "LogInformation" => "info",
            "LogTrace" => "trce",
            "LogDebug" => "dbug",
            "LogWarning" => "warn",
            "LogError" => "fail",
            "LogCritical" => "crit",
            "Log" => "",
            _ => throw AwsProxy.Unknown(method),
        };

        // Log(level, ...): the level is a name or AWS's enum. Log(message) alone is the raw line.
        if (method.Name == "Log" && rest.Length > 1)
        {
            level = Short(Convert.ToString(rest[0], CultureInfo.InvariantCulture) ?? "");
            rest = rest[1..];
        }

        var exception = rest is [Exception e, ..] ? e : null;
        rest = exception is null ? rest : rest[1..];
        var text = rest is [var message, ..] ? Convert.ToString(message, CultureInfo.InvariantCulture) ?? "" : "";
        if (rest is [_, object?[] values])
        {
            text = Fill(text, values);
        }

        context.Log(level, exception is null ? text : $"{text}\n{exception}".TrimStart('\n'));
        return null;
    }

    private static string Short(string level) => level.ToUpperInvariant() switch
    {
        "TRACE" => "trce",
        "DEBUG" => "dbug",
        "INFORMATION" or "INFO" => "info",
        "WARNING" or "WARN" => "warn",
        "ERROR" => "fail",
        "CRITICAL" => "crit",
        _ => level,
    };

    // Message templates: placeholders take the values in order, whatever their names.
    private static string Fill(string template, object?[] values)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            var close = c == '{' ? template.IndexOf('}', i) : -1;
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (close > 0 && next < values.Length)
            {
                var colon = template.IndexOf(':', i, close - i);
                var value = values[next++];
                text.Append(value is IFormattable f && colon > 0
                    ? f.ToString(template[(colon + 1)..close], CultureInfo.InvariantCulture)
                    : Convert.ToString(value, CultureInfo.InvariantCulture));
                i = close;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
