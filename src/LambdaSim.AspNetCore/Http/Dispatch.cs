using LambdaSim.Wire;
using LambdaSim.Wire.Routing;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>A request's way: whose it is, its body, its signature, the answer.</summary>
internal sealed class Dispatch
{
    private readonly LambdaSimEndpointOptions _options;
    private readonly WireRouter _router;

    public Dispatch(EndpointParts parts)
    {
        _options = parts.Options;
        _router = new WireRouter(
            new EndpointWire(parts.Loop),
            new WireHome(_options.Account ?? parts.Account, _options.Region ?? parts.Region)
            {
                AccountOfKey = id => _options.Credentials.FirstOrDefault(c => c.AccessKeyId == id)?.Account,
            },
            parts.Services);
    }

    public async Task Run(HttpContext context, string id)
    {
        var head = HttpWire.Head(context, id);
        var place = await _router.FindInWorld(head);
        var request = head with { Body = await RequestBody.Read(context, place.Body, _options.BodyTimeout) };
        if (_options.VerifySignatures)
        {
            SignatureCheck.Require(request, place, _options.Credentials);
        }

        await Answer.Write(context, await place.Answer(request, context.RequestAborted));
    }
}
