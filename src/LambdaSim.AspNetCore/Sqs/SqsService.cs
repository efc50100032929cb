using System.Text.Json.Nodes;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Neighbours;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Sqs;

/// <summary>SQS over HTTP, in both of its protocols.</summary>
internal sealed class SqsService(ISimulationLoop loop) : INeighbourService
{
    public string SigningName => "sqs";

    public async Task<bool> TryHandle(HttpContext context, RequestCaller caller)
    {
        var request = context.Request;
        var body = await Body(request);
        var target = request.Headers["X-Amz-Target"].ToString();
        if (target.StartsWith(SqsJsonCodec.TargetPrefix, StringComparison.Ordinal))
        {
            var operation = target[SqsJsonCodec.TargetPrefix.Length..];
            await Handle(context, caller, operation, () => SqsJsonCodec.Read(body), result => SqsJsonCodec.Answer(context, result), error => SqsJsonCodec.Answer(context, error));
            return true;
        }

        var form = target.Length > 0 || !QueryForm.IsMeant(request) ? null : QueryForm.Read(request, body);
        if (form is null || (caller.Service is null && !SqsOperations.All.ContainsKey(form.Action ?? "")))
        {
            return false;
        }

        await Handle(context, caller, form.Action, () => SqsQueryCodec.Read(form), result => SqsQueryCodec.Answer(context, form.Action!, result), error => SqsQueryCodec.Answer(context, error));
        return true;
    }

    private static async Task<byte[]> Body(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    private async Task Handle(HttpContext context, RequestCaller caller, string? action, Func<JsonObject> read, Func<JsonObject?, Task> answer, Func<QueueServiceException, Task> refuse)
    {
        JsonObject? result;
        try
        {
            if (string.IsNullOrEmpty(action))
            {
                throw QueueServiceException.Malformed("MissingAction", "The request must contain the parameter Action.");
            }

            var operation = SqsOperations.All.GetValueOrDefault(action) ?? throw QueueServiceException.Malformed("InvalidAction", $"The action {action} is not valid for this endpoint.");
            result = await Run(context, caller, operation, new SqsInput(read()));
        }
        catch (QueueServiceException e)
        {
            await refuse(e);
            return;
        }

        await answer(result);
    }

    // The endpoint may stand below a prefix.
    private static (string Address, string Path) Place(HttpContext context)
    {
        var request = context.Request;
        var path = RequestTarget.Of(context).RawPath;
        var whole = request.PathBase.Value + request.Path.Value;
        var prefix = whole.EndsWith(path, StringComparison.Ordinal) ? whole[..^path.Length] : "";
        return ($"{request.Scheme}://{request.Host.Value}{prefix}", path);
    }

    // Who waits for a message lets virtual time pass.
    private async Task<JsonObject?> Run(HttpContext context, RequestCaller caller, SqsOperation operation, SqsInput input)
    {
        var (address, path) = Place(context);
        var answered = new TaskCompletionSource<JsonObject?>();
        Action? stop = null;
        using var gone = context.RequestAborted.Register(() => _ = loop.Ask(_ =>
        {
            stop?.Invoke();
            return answered.TrySetCanceled();
        }));
        return await loop.Await(simulation =>
        {
            var call = new SqsCall(input, caller, address, path) { Simulation = simulation };
            stop = operation(call, result => answered.TrySetResult(result));
            return answered.Task;
        });
    }
}
