using System.Text.Json.Nodes;
using LambdaSim.Neighbours;

namespace LambdaSim.Wire.Sqs;

/// <summary>SQS, in both of its protocols.</summary>
internal sealed class SqsService : IWireService
{
    public string SigningName => "sqs";

    public async Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var target = request.Header("X-Amz-Target") ?? "";
        if (target.StartsWith(SqsJsonCodec.TargetPrefix, StringComparison.Ordinal))
        {
            return await Answer(target[SqsJsonCodec.TargetPrefix.Length..], () => SqsJsonCodec.Read(request.Body), SqsJsonCodec.Answer, SqsJsonCodec.Answer).ConfigureAwait(false);
        }

        var form = target.Length > 0 || !QueryForm.IsMeant(request) ? null : QueryForm.Read(request, gone);
        return form is null || (caller.Service is null && !SqsOperations.All.ContainsKey(form.Action ?? ""))
            ? null
            : await Answer(form.Action, () => SqsQueryCodec.Read(form), result => SqsQueryCodec.Answer(request.Id, form.Action!, result), error => SqsQueryCodec.Answer(request.Id, error)).ConfigureAwait(false);

        async Task<WireResponse> Answer(string? action, Func<JsonObject> read, Func<JsonObject?, WireResponse> answer, Func<QueueServiceException, WireResponse> refuse)
        {
            try
            {
                var operation = Find(action);
                var call = new SqsCall(new SqsInput(read()), caller, request.Address, request.Target.RawPath);

                // Who waits for a message lets virtual time pass.
                return answer(await loop.Await<JsonObject?>((world, answered) => operation(call with { World = world }, answered), gone).ConfigureAwait(false));
            }
            catch (QueueServiceException e)
            {
                return refuse(e);
            }
        }
    }

    private static SqsOperation Find(string? action) => string.IsNullOrEmpty(action)
        ? throw QueueServiceException.Malformed("MissingAction", "The request must contain the parameter Action.")
        : SqsOperations.All.GetValueOrDefault(action) ?? throw QueueServiceException.Malformed("InvalidAction", $"The action {action} is not valid for this endpoint.");
}
