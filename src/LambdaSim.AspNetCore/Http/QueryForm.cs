using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LambdaSim.AspNetCore.Http;

/// <summary>A request of AWS's query protocol: parameters in a form, or in the query itself.</summary>
internal sealed class QueryForm
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    public string? Action => this["Action"];

    public string? this[string name] => _values.GetValueOrDefault(name);

    public static bool IsMeant(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true || request.Query.ContainsKey("Action");

    public static QueryForm Read(HttpRequest request, byte[] body)
    {
        var form = new QueryForm();
        form.Add(request.QueryString.Value ?? "");
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            form.Add(Encoding.UTF8.GetString(body));
        }

        return form;
    }

    /// <summary>What stands under <c>prefix.</c>, without the prefix.</summary>
    public QueryForm Under(string prefix)
    {
        var form = new QueryForm();
        foreach (var (name, value) in _values.Where(v => v.Key.StartsWith(prefix + ".", StringComparison.Ordinal)))
        {
            form._values[name[(prefix.Length + 1)..]] = value;
        }

        return form;
    }

    /// <summary>The numbered items of a list, in order of their numbers: <c>prefix.1</c>, or <c>prefix.member.1</c> where a list is not flattened.</summary>
    public IReadOnlyList<QueryItem> Items(string prefix)
    {
        var all = Under(prefix);
        var items = new SortedDictionary<int, string>();
        foreach (var name in all._values.Keys)
        {
            var path = name.Split('.');
            var wrapped = path.Length > 1 && path[0] is "member" or "entry";
            var text = wrapped ? path[1] : path[0];
            if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            {
                items[number] = wrapped ? $"{path[0]}.{text}" : text;
            }
        }

        return [.. items.Values.Select(i => new QueryItem(all[i], all.Under(i)))];
    }

    private void Add(string encoded)
    {
        foreach (var pair in new QueryStringEnumerable(encoded))
        {
            _values[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
        }
    }
}

/// <summary>An item of a list: a value, or what stands under it.</summary>
internal sealed record QueryItem(string? Value, QueryForm Members);
