// begin-snippet: handler-deployed
using Amazon.Lambda.Core;

namespace Shop;

public sealed record Order(string Id, int Lines);

public class OrderFunction
{
    public string FunctionHandler(Order order, ILambdaContext context)
    {
        context.Logger.LogInformation($"{order.Id}: {context.RemainingTime.TotalSeconds} s remaining");
        return $"{order.Id} has {order.Lines} lines";
    }
}
// end-snippet
