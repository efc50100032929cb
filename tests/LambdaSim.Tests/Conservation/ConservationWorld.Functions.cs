using LambdaSim.Functions.Model;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Conservation;

// Functions, their async invocations, and operators that change them while those wait.
internal sealed partial class ConservationWorld
{
    private void BuildFunctions()
    {
        // Records go downwards only: no circle.
        List<Destination> targets = [Queue("orders"), Queue("dead")];
        foreach (var name in new[] { "audit", "ship", "pay" })
        {
            var function = _simulation.AddFunction(name, Length(), f => f with
            {
                Timeout = Duration.FromSeconds(1),
                MaximumRetryAttempts = Below(3),
                MaximumEventAge = Duration.FromSeconds(Pick(60, 90, 400, 21_600)),
                ReservedConcurrency = Pick<int?>(null, null, 0, 1, 2),
                DeadLetterQueue = Pick(null, Queue("dead")),
                OnSuccess = Pick(null, Pick<Destination>([.. targets])),
                OnFailure = Pick(null, Pick<Destination>([.. targets])),
            });
            _functions.Add(function);
            targets.Add(Destination.To(function));
        }
    }

    private void StepOfFunctions()
    {
        var function = Pick<Function>([.. _functions]);
        var name = function.Name;
        switch (Below(20))
        {
            case < 14:
                for (var i = Pick(1, 1, 3); i > 0; i--)
                {
                    function.Send();
                }

                break;
            case 14:
                _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = name, ReservedConcurrentExecutions = Below(3) });
                break;
            case 15:
                _simulation.Lambda.DeleteFunctionConcurrency(new DeleteFunctionConcurrencyRequest { FunctionName = name });
                break;
            case 16:
                _simulation.Lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest { FunctionName = name, MaximumRetryAttempts = Below(3), MaximumEventAgeInSeconds = Pick(60, 600) });
                break;
            case 17:
                _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = name, Timeout = Pick(1, 3), MemorySize = Pick(128, 256) });
                break;
            case 18 when OneIn(4):
                _simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = name });
                break;
            case 19:
                _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = name });
                break;
        }
    }

    private Distribution Length() => Distribution.Exponential(Duration.FromMilliseconds(Pick(5, 400, 2_000)));

    private Destination Queue(string name) => new(_queues.ArnOf(name).ToString());
}
