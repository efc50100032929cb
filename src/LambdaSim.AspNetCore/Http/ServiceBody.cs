using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>A request's body, of a size that is bounded whatever the request says of it.</summary>
internal static class ServiceBody
{
    /// <returns>Null: it is larger.</returns>
    public static async Task<byte[]?> Read(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16_384];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var count && count > 0)
        {
            if (body.Length + count > limit)
            {
                return null;
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}
