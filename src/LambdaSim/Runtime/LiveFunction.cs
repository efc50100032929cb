using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Runtime;

/// <summary>A function version as the runtime knows it.</summary>
internal sealed class LiveFunction
{
    public LiveFunction(int index, FunctionDefinition definition, HandlerCode? code, SimulationOptions options, PriceList prices)
    {
        Index = index;
        Definition = definition;
        Code = code;
        Arn = $"arn:aws:lambda:{options.Region}:{options.AccountId}:function:{definition.Name}";
        BillsInit = prices.BillsInit(definition.Config);
        TimeoutNs = definition.Config.Timeout.ToInt64Nanoseconds();
        LogGroup = "/aws/lambda/" + definition.Name;
    }

    public int Index { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>The user's handler; null: modelled.</summary>
    public HandlerCode? Code { get; }

    /// <summary>Unqualified ARN.</summary>
    public string Arn { get; }

    public string LogGroup { get; }

    public bool BillsInit { get; }

    public long TimeoutNs { get; }

    /// <summary>Name and qualifier as messages give them.</summary>
    public string Name => Definition.DisplayName;

    /// <summary>Environment variables of its processes, the user's own last.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
