using System.Text.Json.Nodes;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Neighbours;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Sqs;

/// <summary>SQS over HTTP, in both of its protocols.</summary>
internal sealed class SqsService(ISimulationLoop loop) : INeighbourService
{
    // A message of 1 MiB with each character escaped; the queue has the last word.
    private const int MaxBody = 8 * 1_048_576;

    private readonly ServiceRequestIds _ids = new("sqs");

    public string SigningName => "sqs";

    public async Task<bool> TryHandle(HttpContext context, ServiceScope scope)
    {
        var request = context.Request;
        var target = request.Headers["X-Amz-Target"].ToString();
        if (target.StartsWith(SqsJsonCodec.TargetPrefix, StringComparison.Ordinal))
        {
            await Handle(context, scope, target[SqsJsonCodec.TargetPrefix.Length..], SqsJsonCodec.Read,
                (_, result, id) => SqsJsonCodec.Answer(context, result, id), (error, id) => SqsJsonCodec.Answer(context, error, id));
            return true;
        }

        if (target.Length > 0 || !QueryForm.IsMeant(request))
        {
            return false;
        }

        await Handle(context, scope, null, body => Form(request, body),
            (action, result, id) => SqsQueryCodec.Answer(context, action, result, id), (error, id) => SqsQueryCodec.Answer(context, error, id));
        return true;
    }

    private const string ActionMember = "Action";

    private static JsonObject Form(HttpRequest request, byte[] body)
    {
        var form = QueryForm.Read(request, body);
        var input = SqsQueryCodec.Read(form, form.Action);
        input[ActionMember] = form.Action;
        return input;
    }

    private async Task Handle(
        HttpContext context, ServiceScope scope, string? action, Func<byte[], JsonObject> read, Func<string, JsonObject?, string, Task> answer, Func<QueueServiceException, string, Task> refuse)
    {
        var id = _ids.Next();
        JsonObject? result;
        try
        {
            var body = await ServiceBody.Read(context.Request, MaxBody) ?? throw QueueServiceException.Malformed("RequestEntityTooLarge", "The request is larger than 8 MiB.");
            var input = read(body);
            action ??= (string?)input[ActionMember];
            if (string.IsNullOrEmpty(action))
            {
                throw QueueServiceException.Malformed("MissingAction", "The request must contain the parameter Action.");
            }

            if (!SqsOperations.All.TryGetValue(action, out var operation))
            {
                throw QueueServiceException.Malformed("InvalidAction", $"The action {action} is not valid for this endpoint.");
            }

            result = await Run(context, scope, operation, new SqsInput(input));
        }
        catch (QueueServiceException e)
        {
            await refuse(e, id);
            return;
        }

        await answer(action, result, id);
    }

    // The answer may come from the simulation's thread, which has no time to write it.
    private async Task<JsonObject?> Run(HttpContext context, ServiceScope scope, SqsOperation operation, SqsInput input)
    {
        var request = context.Request;
        var answered = new TaskCompletionSource<JsonObject?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stop = await loop.Ask(simulation => operation(
            new SqsCall(input, scope, $"{request.Scheme}://{request.Host.Value}", request.Path.Value ?? "/") { Simulation = simulation }, result => answered.TrySetResult(result)));
        if (stop is null)
        {
            return await answered.Task;
        }

        using var gone = context.RequestAborted.Register(() =>
        {
            answered.TrySetCanceled();
            _ = loop.Ask(_ =>
            {
                stop();
                return true;
            });
        });
        return await answered.Task;
    }
}
