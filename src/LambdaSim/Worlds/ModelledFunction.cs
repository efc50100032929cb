using LambdaSim.Async;
using LambdaSim.Resources;

namespace LambdaSim.Worlds;

/// <summary>A function version without code, in a world without any.</summary>
/// <param name="sink">It, as what takes deliveries.</param>
/// <param name="calls">Invokes it.</param>
/// <param name="version">Its index.</param>
internal sealed class ModelledFunction(FunctionSink sink, ModelledCalls calls, int version) : ISink, IFunctionTarget
{
    public Arn Arn => sink.Arn;

    public string Kind => sink.Kind;

    public string Name => sink.Name;

    public int MaxBytes => sink.MaxBytes;

    public bool RunsCode => false;

    public Taken Take(Delivery delivery) => sink.Take(delivery);

    public void Invoke(ServiceRequest request) => calls.Send(version, request);
}
