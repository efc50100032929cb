using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire;

/// <summary>Requests and answers as codecs know them.</summary>
internal static class WireParts
{
    public static RequestParts Of(WireRequest request) => new(request.Method, request.Target.RawPath)
    {
        Query = request.Target.RawQuery,
        Headers = request.Headers.All,
        Body = request.Body,
    };

    public static WireResponse Answer(ResponseParts parts)
    {
        var answer = new WireResponse(parts.Status) { ContentType = parts.Header(HttpHeaders.ContentType), Body = parts.Body };
        foreach (var (name, value) in parts.Headers.Where(static h => h.Name != HttpHeaders.ContentType))
        {
            answer.Headers[name] = value;
        }

        return answer;
    }
}
