using System.Globalization;
using System.Text;

namespace LambdaSim.DependencyInjection;

/// <summary>
/// Elapsed times in the log lines of libraries that measure them with the real clock: the lines get virtual ones, so that a log has one fingerprint. Clients of
/// <c>IHttpClientFactory</c> tell the beginning and the end of a request; of a line that tells an end alone, as those of Entity Framework Core, the time is 0.
/// </summary>
internal static class ElapsedTimes
{
    private const string Format = "{OriginalFormat}";

    private static readonly (string Category, string Key)[] _measured =
    [
        ("System.Net.Http.HttpClient.", "ElapsedMilliseconds"),
        ("Microsoft.Extensions.", "ElapsedMilliseconds"),
        ("Microsoft.EntityFrameworkCore.", "elapsed"),
    ];

    // Set in the async method of a handler, so gone when it returns: the handlers of a request lie in each other.
    private static readonly AsyncLocal<(string Category, DateTimeOffset At)?> _begun = new();

    /// <summary>The name of the elapsed time in lines of a category; null: they have none.</summary>
    public static string? KeyOf(string category) => _measured.FirstOrDefault(m => category.StartsWith(m.Category, StringComparison.Ordinal)).Key;

    /// <summary>A line as its library would have written it in virtual time; null: it has no elapsed time.</summary>
    public static string? Virtual<TState>(string category, string key, TState state, TimeProvider time)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            return null;
        }

        if (!values.Any(v => v.Key == key))
        {
            _begun.Value = (category, time.GetUtcNow());
            return null;
        }

        if (values.FirstOrDefault(static v => v.Key == Format).Value is not string format)
        {
            return null;
        }

        var elapsed = _begun.Value is { } begun && begun.Category == category ? (time.GetUtcNow() - begun.At).TotalMilliseconds : 0;
        return Filled(format, name => name == key ? elapsed : values.FirstOrDefault(v => v.Key == name).Value);
    }

    // Message templates: {Name}, {Name,alignment}, {Name:format}, and doubled braces.
    private static string Filled(string format, Func<string, object?> valueOf)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var end = format[i] == '{' ? format.IndexOf('}', i) : -1;
            if (format[i] is '{' or '}' && i + 1 < format.Length && format[i + 1] == format[i])
            {
                text.Append(format[i++]);
            }
            else if (end > i)
            {
                var hole = format[(i + 1)..end];
                var cut = hole.IndexOfAny([',', ':']);
                var rest = cut < 0 ? "" : hole[cut..];
                text.Append(string.Format(CultureInfo.InvariantCulture, $"{{0{rest}}}", valueOf(cut < 0 ? hole : hole[..cut]) ?? "(null)"));
                i = end;
            }
            else
            {
                text.Append(format[i]);
            }
        }

        return text.ToString();
    }
}
